"""The tagger's finds joined with what it was not trained to see: nested ones, those handed on."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.nearby import Nearby
from variorum.model.span import Span

_GAP = 4  # characters between a source and its cue where the tagger is held to have missed the source


def combine(tagged: Sequence[Find], ruled: Sequence[Find]) -> list[Find]:
    """Return the tagger's finds and those of the rules that it cannot have.

    The tagger learnt from flat attributions: what stands inside a content, what one source passes on for
    another, and both halves of "quoted X as saying" come from the rules. Where both read one cue, the
    tagger's extents stand; the rules give a source its whole phrase and a negated cue its stance. Set
    phrases and asides that touch nothing tagged are added; other verbs are not: the tagger knows them better.
    """
    return _Joining(tagged, ruled).run()


class _Joining:
    """The state of one joining: the tagged finds as they are completed, and those added."""

    def __init__(self, tagged: Sequence[Find], ruled: Sequence[Find]) -> None:
        self.ruled = ruled
        self.kept: list[Find | None] = list(tagged)
        self.added: list[Find] = []
        self.anchors = Nearby([find.anchor for find in tagged])
        pieces = [(piece, i) for i, find in enumerate(tagged) for piece in find.content]
        self.contents = Nearby([piece for piece, _ in pieces])
        self.pieces = [piece for piece, _ in pieces]
        self.outer = {find.cue: find for find in ruled if find.cue is not None and find.passed_on_by is None}
        self.passing: dict[Span, list[Find]] = {}
        for find in ruled:
            if find.passed_on_by is not None:
                self.passing.setdefault(find.passed_on_by, []).append(find)
        self.now: dict[Span, Find] = {}

    def run(self) -> list[Find]:
        """Join all: those that pass nothing on first, so that the others find them."""
        for find in self.ruled:
            if find.passed_on_by is None:
                self._join(find)
        for find in self.ruled:
            if find.passed_on_by is not None:
                self._hand_on(find)
        return [find for find in (*self.kept, *self.added) if find is not None]

    def _join(self, find: Find) -> None:
        same = self._match(find)
        if same is not None:
            self.kept[same] = _completed(
                self.kept[same] or find, find, is_pair=self._swallows(self.kept[same], find)
            )
            self._note(find, self.kept[same] or find)
            return
        inside = [self.pieces[j] for j in self.contents.overlapping(find.anchor)]
        touched = [j for piece in find.content for j in self.contents.overlapping(piece)]
        if inside:
            self._nest(find, inside)
        elif not touched and (find.by != "verb" or find.stance in ("denies", "retracts")):
            self.added.append(find)
            self._note(find, find)

    def _swallows(self, tagged: Find | None, find: Find) -> bool:
        # "quoted X as saying": the tagger takes both cues for one, or X for a part of the content.
        inner = [other.source for other in self.passing.get(find.cue or find.anchor, ()) if other.source]
        held = (*tagged.content, tagged.source, tagged.cue) if tagged is not None else ()
        return any(source.overlaps(words) for source in inner for words in held if words is not None)

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


def _completed(tagged: Find, ruled: Find, *, is_pair: bool) -> Find:
    if is_pair:
        return ruled
    source = tagged.source
    is_beside = ruled.source is not None and _stands_before(ruled.source, ruled.cue)
    if is_beside and (source is None or not _stands_before(source, ruled.cue)):
        source = ruled.source
    if (
        source is not None
        and ruled.source is None
        and ruled.hearer is not None
        and source.overlaps(ruled.hearer)
    ):
        source = None  # "residents were told": they are no source
    if ruled.source is not None and source is not None and ruled.source.covers(source):
        source = ruled.source  # the whole noun phrase, where the tagger took its end alone
    content = tuple(piece for piece in tagged.content if source is None or not piece.overlaps(source))
    return replace(
        tagged, source=source, content=content or tagged.content, stance=ruled.stance, label=ruled.label
    )


def _stands_before(source: Span, cue: Span | None) -> bool:
    return cue is not None and 0 <= cue.start - source.end <= _GAP
