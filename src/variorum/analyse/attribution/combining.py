"""The tagger's finds joined with what it was not trained to see: nested ones, those handed on."""

from collections.abc import Sequence, Set
from dataclasses import replace

from variorum.analyse.attribution.bridging import made_whole
from variorum.analyse.attribution.completing import completed, stands_before
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.nearby import Nearby
from variorum.model.span import Span, hull

_HANDING = ("as ", "on the ", "on information")  # how a cue begins that hands on or leans on others' words
_NAMED_AFTER = frozenset({"according to", "per"})
_CLAUSE = 4  # words that may be a clause; fewer are "And yet" or "Of course"


def combine(
    text: str, tagged: Sequence[Find], ruled: Sequence[Find], hollow: Set[Span] = frozenset()
) -> list[Find]:
    """Return the tagger's finds and those of the rules that it cannot have.

    The tagger learnt from flat attributions: what stands inside a content, what one source passes on for
    another, and both halves of "quoted X as saying" come from the rules. Where both read one cue, the
    tagger's extents stand; the rules give a source its whole phrase and a negated cue its stance. Set
    phrases and asides that touch nothing tagged are added; other verbs are not: the tagger knows them better.
    `hollow` holds the anchors of tagged finds behind which nobody stands.
    """
    worded = made_whole(text, [_worded(text, find) for find in tagged], ruled)
    cues = {find.cue for find in ruled if find.cue is not None}
    return _Joining(text, [find for find in worded if not _is_lead_in(text, find, cues)], ruled, hollow).run()


class _Joining:
    """The state of one joining: the tagged finds as they are completed, and those added."""

    def __init__(self, text: str, tagged: Sequence[Find], ruled: Sequence[Find], hollow: Set[Span]) -> None:
        self.text = text
        self.hollow = hollow
        self.ruled = ruled
        tagged, self.apart = _take_apart(tagged, ruled)
        self.by_start = {f.cue.start: f for f in reversed(ruled) if f.cue is not None}
        self.kept: list[Find | None] = list(tagged)
        self.added: list[Find] = []
        self.anchors = Nearby([find.anchor for find in tagged])
        pieces = [(piece, i) for i, find in enumerate(tagged) for piece in find.content]
        self.contents = Nearby([piece for piece, _ in pieces])
        self.pieces = [piece for piece, _ in pieces]
        self.owners = [i for _, i in pieces]
        self.outer = {find.cue: find for find in ruled if find.cue is not None and find.passed_on_by is None}
        self.passing: dict[Span, list[Find]] = {}
        for find in ruled:
            if find.passed_on_by is not None:
                self.passing.setdefault(find.passed_on_by, []).append(find)
        self.now: dict[Span, Find] = {}
        # The cue that directly follows each source, by where the source ends.
        self.takes = {
            f.source.end: f.cue for f in ruled if f.source is not None and stands_before(f.source, f.cue)
        }

    def run(self) -> list[Find]:
        """Join all: those that pass nothing on first, so that the others find them."""
        for find in self.ruled:
            if find.passed_on_by is None:
                self._join(find)
        self._nest_late()
        for find in self.ruled:
            if find.passed_on_by is not None:
                self._hand_on(find)
        return [find for find in (*self.kept, *self.added, *self.apart) if find is not None]

    def _join(self, find: Find) -> None:
        if find in self.apart:
            return
        same = self._match(find)
        if same is not None:
            kept = self.kept[same] or find
            whole = find if self._swallows(kept, find) else completed(self.text, kept, find, self.takes)
            self.kept[same] = self._with_left(whole, find)
            self._note(find, self.kept[same] or find)
            return
        if (
            find.by == "phrase"
            and find.cue is not None
            and find.cue.of(self.text).lower().startswith(_HANDING)
        ):
            self.added.append(find)  # "as relayed by the consul" hands on what others say
            self._note(find, find)
            return
        if self._wraps(find):
            return
        if self._takes_back(find):
            return
        holding = self.contents.overlapping(find.anchor)
        owners = {self.owners[j] for j in holding}
        inside = [piece for piece, i in zip(self.pieces, self.owners, strict=True) if i in owners]
        touched = [j for piece in find.content for j in self.contents.overlapping(piece) if self._counts(j)]
        if inside:
            self._nest(find, inside)
        elif touched and self._may_be_outer(find) and self._covers_cues(find, touched):
            self.added.append(find)  # "a doctor, the artist let slip, had advised her": the outer of two
            self._note(find, find)
        elif find.by == "phrase" and touched and (apart := self._untouched(find)):
            self.added.append(replace(find, content=apart))
            self._note(find, replace(find, content=apart))
        elif not touched and (find.by != "verb" or find.stance in ("denies", "retracts")):
            self.added.append(find)
            self._note(find, find)

    def _nest_late(self) -> None:
        # What is said inside a clause that the rules alone have read.
        pieces = [piece for find in self.added for piece in find.content]
        read = Nearby([find.anchor for find in (*self.kept, *self.added) if find is not None])
        near = Nearby(pieces)
        for find in self.ruled:
            if find.passed_on_by is not None or find.by == "phrase" or read.overlapping(find.anchor):
                continue
            inside = [pieces[j] for j in near.overlapping(find.anchor) if pieces[j].covers(find.anchor)]
            if inside:
                self._nest(find, inside)

    def _with_left(self, find: Find, ruled: Find) -> Find:
        # "They took it back, the valuer said, 'with a red face'": the tagger took what follows alone.
        cue = ruled.cue
        if ruled.by not in ("aside", "clause") or cue is None or self.text[cue.end : cue.end + 1] not in ",:":
            return find
        if any(piece.start < cue.start for piece in find.content) or find.stance in ("denies", "retracts"):
            return find
        left = tuple(
            piece
            for piece in ruled.content
            if piece.end <= cue.start
            and len(piece.of(self.text).split()) >= _CLAUSE
            and not self.contents.overlapping(piece)
            and not self.anchors.overlapping(piece)
        )
        return replace(find, content=(*left, *find.content)) if left else find

    def _swallows(self, tagged: Find | None, find: Find) -> bool:
        # "quoted X as saying": the tagger takes both cues for one, or X for a part of the content.
        inner = [other.source for other in self.passing.get(find.cue or find.anchor, ()) if other.source]
        held = (*tagged.content, tagged.source, tagged.cue) if tagged is not None else ()
        return any(source.overlaps(words) for source in inner for words in held if words is not None)

    def _wraps(self, find: Find) -> bool:
        # "The foreman said the brakes were new, the inquiry was told by his widow": the tagger lets the
        # inner content run over the outer cue.
        if find.by not in ("clause", "aside") or find.passed_on_by is not None:
            return False
        inner = [
            j
            for j in sorted({self.owners[k] for k in self.contents.overlapping(find.anchor)})
            if (kept := self.kept[j]) is not None
            and kept.cue is not None
            and any(piece.covers(find.anchor) for piece in kept.content)
            and any(piece.covers(kept.cue) for piece in find.content)
        ]
        if len(inner) != 1:
            return False
        kept = self.kept[inner[0]]
        if kept is not None and kept.is_round and kept.cue is not None and find.anchor < kept.cue:
            return False  # "'I told the paper,' he said, 'that'": who breaks in says it all
        whole = hull(find.content)
        clipped = tuple(
            Span(max(piece.start, whole.start), min(piece.end, whole.end))
            for piece in (kept.content if kept is not None else ())
            if piece.start < whole.end and piece.end > whole.start
        )
        if kept is None or not clipped or not self._holds_rule(find, kept):
            return False
        self.kept[inner[0]] = replace(kept, content=clipped)
        self.added.append(find)
        self._note(find, find)
        return True

    def _holds_rule(self, outer: Find, kept: Find) -> bool:
        # The parse too reads the tagged cue, with all that it says inside the outer content.
        own = self.by_start.get(kept.cue.start) if kept.cue is not None else None
        if own is None or own.source is None:
            return False
        return all(
            any(whole.covers(piece) for whole in outer.content) for piece in (own.source, *own.content)
        )

    def _takes_back(self, find: Find) -> bool:
        # "He no longer insists that he saw it, he told the panel": the tagger takes the inner content alone.
        if find.stance not in ("denies", "retracts") or find.cue is None:
            return False
        for j in sorted({j for piece in find.content for j in self.contents.overlapping(piece)}):
            i = self.owners[j]
            kept = self.kept[i]
            own = self.by_start.get(kept.cue.start) if kept is not None and kept.cue is not None else None
            if kept is None or own is None or kept.source is None or own is find:
                continue
            if any(p.covers(find.cue) for p in own.content) and not any(
                p.covers(find.cue) for p in kept.content
            ):
                self.kept[i] = replace(kept, content=own.content)
                self.added.append(find)
                self._note(find, find)
                return True
        return False

    def _may_be_outer(self, find: Find) -> bool:
        # "According to the centre, a farmer testified that"; "in her statement" is only where she said it.
        if find.by == "phrase":
            return find.cue is not None and find.cue.of(self.text).lower() in _NAMED_AFTER
        return find.by == "aside" or (find.by == "clause" and find.source is not None)

    def _counts(self, piece: int) -> bool:
        # What the tagger takes for said though nobody says it ("quarrelled over land") stands in no way.
        kept = self.kept[self.owners[piece]]
        return kept is None or kept.anchor not in self.hollow

    def _untouched(self, find: Find) -> tuple[Span, ...]:
        # "It saved 1,204 lives, by its own tally, and it reckons ...": the part before is the tally's.
        return tuple(
            piece
            for piece in find.content
            if not self.contents.overlapping(piece) and not self.anchors.overlapping(piece)
        )

    def _covers_cues(self, outer: Find, touched: Sequence[int]) -> bool:
        owners = [self.kept[self.owners[j]] for j in touched]
        return all(
            kept is None or any(piece.covers(kept.anchor) for piece in outer.content) for kept in owners
        )

    def _nest(self, find: Find, inside: Sequence[Span]) -> None:
        # What is said inside a content cannot reach out of it.
        clipped = (
            Span(max(piece.start, outer.start), min(piece.end, outer.end))
            for piece in find.content
            for outer in inside
        )
        content = tuple(sorted({piece for piece in clipped if piece.start < piece.end}))
        if content:
            nested = replace(find, content=content)
            self.added.append(nested)
            self._note(find, nested)

    def _match(self, find: Find) -> int | None:
        return next((i for i in self.anchors.overlapping(find.anchor) if self.kept[i] is not None), None)

    def _note(self, ruled: Find, joined: Find) -> None:
        if ruled.cue is not None:
            self.now[ruled.cue] = joined

    def _hand_on(self, find: Find) -> None:
        outer = self.now.get(find.passed_on_by) if find.passed_on_by is not None else None
        same = self._match(find)
        if same is not None and (outer is None or self.kept[same] is not outer):
            self.kept[same] = None
        own = self.outer.get(find.passed_on_by) if find.passed_on_by is not None else None
        shares = own is not None and own.content == find.content
        content = outer.content if outer is not None and shares else find.content
        self.added.append(
            replace(find, passed_on_by=outer.cue if outer is not None else None, content=content)
        )


def _take_apart(tagged: Sequence[Find], ruled: Sequence[Find]) -> tuple[list[Find], list[Find]]:
    """Return the tagged finds, and the noun of saying that the tagger took for a part of its cue.

    "Repeated the claim by the watchman that": who repeated it, and the watchman's claim inside.
    """
    nouns = [f for f in ruled if f.by == "phrase" and f.cue is not None and f.source is not None]
    near = Nearby([find.anchor for find in nouns])
    verbs = [f for f in ruled if f.by != "phrase" and f.cue is not None]
    speaking = Nearby([find.anchor for find in verbs])
    out, apart = [], []
    for find in tagged:
        cue = find.cue
        held = [nouns[k] for k in near.overlapping(cue)] if cue is not None else []
        noun = next(
            (n for n in held if cue and n.cue and n.source and cue.covers(hull([n.cue, n.source]))), None
        )
        inside = [verbs[k] for k in speaking.overlapping(cue)] if cue is not None and noun is not None else []
        verb = next((v for v in inside if cue is not None and cue.covers(v.anchor)), None)
        if noun is None or verb is None or verb.cue is None or verb.cue.overlaps(noun.anchor):
            out.append(find)
            continue
        out.append(replace(find, cue=verb.cue, content=verb.content))
        apart.append(noun)
    return out, apart


def _is_lead_in(text: str, tagged: Find, cues: Set[Span]) -> bool:
    # "Was pleased to announce": what the tagger took for the content is the cue.
    last = tagged.content[-1]
    if tagged.cue is None or len(tagged.content) > 1 or not text.startswith("to ", last.start):
        return False
    return Span(last.start + 3, last.end) in cues


def _worded(text: str, find: Find) -> Find:
    # Now and then the tagger takes a comma for a source.
    if find.source is None or any(c.isalnum() for c in find.source.of(text)):
        return find
    return replace(find, source=None)
