"""What the tagger read of one cue completed by what the parse reads of it: speaker, extents, stance."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.phrase import tidy
from variorum.data import load_words
from variorum.model.span import Span

_ADDED = re.compile(r", (?:where|which|who|whose)\b")
_WHO = re.compile(r"(?:who|which)\s\w")
_COMMA = 2  # characters between a source and its relative clause
_SETS_OFF = frozenset(",\"\u201d\u2019'\u2014-")
_ARTICLES = frozenset({"the", "a", "an", "that", "it", "this"})
_JOINERS = load_words("attribution/words.yaml", "joiners")
_SUBJECT = 4  # words of a subject that the tagger took for all that is said
_WIDE = 60  # characters of a description between a cue and the name of who speaks
_GAP = 4  # characters between a source and its cue where the tagger is held to have missed the source


def completed(text: str, tagged: Find, ruled: Find, takes: Mapping[int, Span | None]) -> Find:
    """Return a tagged find with what the rules read better at the same cue.

    The tagger's extents stand unless it took a part for the whole; the parse gives the speaker where the
    tagger has none or one with a cue of its own. `takes` holds the cue that follows each source, by its end.
    """
    source = tagged.source
    swallowed = (
        ruled.source is not None
        and (ruled.by == "phrase" or _is_plain_aside(text, ruled))
        and any(piece.covers(ruled.source) for piece in tagged.content)
    )
    if source is None and (swallowed or _is_wider(tagged, ruled) or _is_adverb_alone(tagged, ruled)):
        return ruled  # "seemed unlikely to the mayor": the tagger took "seemed" alone
    beyond = (
        source is not None
        and tagged.cue is not None
        and tagged.cue.end <= tagged.content[0].start < source.start
    )
    if (
        beyond
        and swallowed
        and ruled.by == "phrase"
        and tagged.cue
        and ruled.cue
        and tagged.cue.covers(ruled.cue)
    ):
        return ruled  # "the belief of | the board, or so | its clerk": the board's
    if _runs_over(text, tagged, ruled):
        return ruled
    if source is not None and ruled.source is not None and source.start - ruled.source.end == 1:
        # "Lawyers for the concern" and "Aurora", in two.
        is_name = text[source.start].isupper() and text[ruled.source.end] in " \n"
        source = Span(ruled.source.start, source.end) if is_name else source
        tagged = replace(tagged, source=source)
    if ruled.cue is None and source is None:
        return replace(
            ruled, content=tagged.content, passed_on_by=tagged.passed_on_by
        )  # rumours are their own source
    content = _rightly_cut(text, tagged, ruled)
    if _is_set_off_behind(text, tagged, ruled):
        pass  # "The contrast, said Doyle and others, would be clear": the parse takes the contrast
    elif ruled.source is not None:
        source, content = _speaker(text, tagged, ruled, content, takes)
    elif source is not None and ruled.hearer is not None and source.overlaps(ruled.hearer):
        source = None  # "residents were told": they are no source
    elif source is not None and ruled.label is not None and not source.overlaps(ruled.label):
        source = None  # "the jury saw it, and it was alleged that": the jury alleges nothing
    if ruled.source is not None and source is not None and ruled.source.covers(source):
        source = ruled.source  # the whole noun phrase, where the tagger took its end alone
    if source is not None and any(piece.overlaps(source) for piece in content):
        content = cut_out(text, content, source) or content
    return replace(tagged, source=source, content=content, stance=ruled.stance, label=ruled.label)


def _is_plain_aside(text: str, ruled: Find) -> bool:
    # "..., a bishop, because nobody drove him, told the paper": several words and one active verb.
    if ruled.by != "aside" or ruled.source is None or ruled.cue is None:
        return False
    return " " in ruled.source.of(text) and " " not in ruled.cue.of(text)


def _runs_over(text: str, tagged: Find, ruled: Find) -> bool:
    """Say whether a tagged cue holds words of the speaker, or runs over a comma to a content of its own.

    "Statements put before the jury | show that", "confided to the paper, on the understanding | that".
    """
    if tagged.cue is None or ruled.cue is None or ruled.source is None or not tagged.cue.covers(ruled.cue):
        return False
    if ruled.by not in ("verb", "clause"):
        return False
    if ruled.source.start < tagged.cue.start < ruled.source.end and ruled.source.end < ruled.cue.start + _GAP:
        return ruled.source.end - ruled.source.start <= _WIDE
    after = text[ruled.cue.end : tagged.cue.end]
    said = all(piece.end <= ruled.source.start for piece in ruled.content)
    return "," in after and said and all(piece.start >= tagged.cue.end for piece in tagged.content)


def _rightly_cut(text: str, tagged: Find, ruled: Find) -> tuple[Span, ...]:
    """Return the tagged content, unless it runs over, stops short or is only whom it was told to."""
    content = tagged.content
    if (
        ruled.by == "phrase"
        and len(content) == len(ruled.content) == 1
        and content[0].covers(ruled.content[0])
    ):
        # "A warning that the ice could close the port sent prices up": the tagger runs on to the end.
        content = ruled.content if content[0].start == ruled.content[0].start else content
    if ruled.stance == "denies" and ruled.by == "verb" and len(content) == len(ruled.content) == 1:
        # ", where children were at lessons": what is added to the thing denied is told by the reporter.
        end = ruled.content[0].end
        if content[0].start < end < content[0].end and _ADDED.match(text, end):
            content = (Span(content[0].start, end),)
    if _is_cut_short(text, content, ruled):
        content = ruled.content  # "Prices touched a high, figures indicate": the tagger took "a high"
    if _is_subject_alone(text, content, ruled):
        content = ruled.content  # "maintains | the men | signed the papers"
    if all(piece.of(text).lower() in _ARTICLES for piece in content):
        content = ruled.content  # "her verdict on | the | inquiry: it was over"
    if _is_hearer_alone(text, tagged, ruled):
        content = ruled.content  # "The herd had come down, or so they swore to the agent"
    if ruled.hearer is not None and all(ruled.hearer.covers(piece) for piece in content):
        content = ruled.content  # "No road would cross it, they were promised by the surveyor"
    return content


def _is_cut_short(text: str, content: tuple[Span, ...], ruled: Find) -> bool:
    # The clause before the speaker, of which the tagger took the end alone.
    if ruled.by != "clause" or ruled.source is None or len(ruled.content) != 1 or len(content) != 1:
        return False
    whole = ruled.content[0]
    before = whole.end <= ruled.source.start and text[whole.end : ruled.source.start].strip(" \n") == ","
    cut = before and whole.start < content[0].start and content[0].end == whole.end
    return cut and ";" not in text[whole.start : content[0].start]


def _is_subject_alone(text: str, content: tuple[Span, ...], ruled: Find) -> bool:
    # A few words at the head of the clause, with no mark behind them: its subject and no more.
    if ruled.by != "clause" or len(ruled.content) != 1 or len(content) != 1:
        return False
    told, whole = content[0], ruled.content[0]
    if told.start != whole.start or told.end >= whole.end or text[told.end] != " ":
        return False
    after = text[told.end : whole.end].split(maxsplit=1)[0]
    return len(told.of(text).split()) <= _SUBJECT and after[:1].islower() and after not in _JOINERS


def _is_hearer_alone(text: str, tagged: Find, ruled: Find) -> bool:
    # The tagger took whom it was told to for what was told.
    if tagged.cue is None or ruled.cue is None or not tagged.cue.of(text).endswith(" to"):
        return False
    after = all(0 <= piece.start - tagged.cue.end <= 1 for piece in tagged.content)
    return after and all(piece.end <= ruled.cue.start for piece in ruled.content)


def _is_wider(tagged: Find, ruled: Find) -> bool:
    if ruled.by != "phrase" or ruled.cue is None or tagged.cue is None or ruled.source is None:
        return False
    return ruled.cue != tagged.cue and ruled.cue.covers(tagged.cue)


def _is_adverb_alone(tagged: Find, ruled: Find) -> bool:
    # "The heiress has supposedly been seen": the tagger took the verb for the cue.
    if ruled.source is not None or ruled.label is None or ruled.label != ruled.cue:
        return False
    if tagged.cue is None or tagged.cue == ruled.cue:
        return False
    within = all(any(whole.covers(piece) for whole in ruled.content) for piece in tagged.content)
    return within and tagged.cue.covers(ruled.cue) and any(w.covers(tagged.cue) for w in ruled.content)


def _speaker(
    text: str, tagged: Find, ruled: Find, content: tuple[Span, ...], takes: Mapping[int, Span | None]
) -> tuple[Span | None, tuple[Span, ...]]:
    """Return who speaks, of the tagger's source and the parse's, and the content without the speaker."""
    source = tagged.source
    if ruled.source is None or ruled.cue is None or _is_told_by(text, source, ruled):
        return ruled.source or source, content
    quoted = set(text[ruled.source.end : ruled.cue.start]) & set('"\u201c\u201d')
    hears = source is not None and ruled.cue.covers(source)  # "let the paper know": the paper
    if _is_denied_claim(text, tagged, ruled):
        source = None  # "the mine has rejected claims by the league that": the mine
    beside = stands_before(ruled.source, ruled.cue) or stands_before(ruled.source, tagged.cue)
    if hears or (beside and not quoted):
        taken = hears or source is None or not stands_before(source, ruled.cue)
        if taken and not (source is not None and source.overlaps(ruled.source)):
            return ruled.source, content
    if source is not None and source.overlaps(ruled.source):
        return source, content
    near = source is not None and 0 <= source.start - ruled.source.end <= _COMMA
    if source is not None and near and _WHO.match(text, source.start, source.end):
        return ruled.source, content  # "told by the agent, who had it from the uncle"
    same_cue = ruled.by == "phrase" and tagged.cue is not None and tagged.cue.covers(ruled.cue)
    if source is None and (same_cue or " as " in ruled.cue.of(text)):
        return ruled.source, content
    if source is not None and _breaks_in(text, source, ruled, takes):
        return ruled.source, content  # "the log, the court observed, states": the court has its own cue
    held = source is not None and stands_before(source, tagged.cue)
    reply = ruled.by == "aside" and source is not None and any(p.covers(source) for p in ruled.content)
    if _is_inverted(text, ruled) and (not held or reply):
        # "insists its owner, Greta Holm,": the tagger lets the content begin with the speaker.
        rest = cut_out(text, content, Span(ruled.cue.end, ruled.source.end))
        left = tuple(p for p in ruled.content if p.end <= ruled.cue.start)
        is_new = not any(piece.overlaps(p) for piece in rest for p in left)
        said = (*left, *rest) if is_new else rest
        if said:  # "Asked what a fair levy is, Orlan replied": all stands between, and Orlan asks nothing
            return ruled.source, said
    return source, content


def _is_set_off_behind(text: str, tagged: Find, ruled: Find) -> bool:
    # A comma before the cue, the tagger's speaker right behind it and a comma behind him: all is his word.
    source, cue = tagged.source, ruled.cue
    if source is None or cue is None or ruled.source is None or ruled.source.end > cue.start:
        return False
    if text[ruled.source.end : cue.start].strip() != "," or not 0 <= source.start - cue.end <= 1:
        return False
    before = any(piece.overlaps(ruled.source) for piece in tagged.content)
    return before and "," in (text[source.end - 1], text[source.end : source.end + 1])


def _is_told_by(text: str, source: Span | None, ruled: Find) -> bool:
    # "Who let on that the clerks | had been told by the bank that": the bank told them.
    if ruled.hearer is None or ruled.source is None or ruled.cue is None or source is None:
        return False
    by = " by " in text[ruled.cue.end - 1 : ruled.source.start + 1]
    return source.end <= ruled.cue.start <= ruled.cue.end <= ruled.source.start and by


def _is_denied_claim(text: str, tagged: Find, ruled: Find) -> bool:
    # The tagger took for the speaker whose claims are rejected.
    if ruled.stance != "denies" or tagged.cue is None or tagged.source is None:
        return False
    return tagged.source.start >= tagged.cue.end and tagged.cue.of(text).endswith(" by")


def _breaks_in(text: str, source: Span, ruled: Find, takes: Mapping[int, Span | None]) -> bool:
    # The tagger's source has a cue of its own, set off by commas between the subject and this cue.
    own = takes.get(source.end)
    if own is None or ruled.source is None or ruled.cue is None or own == ruled.cue:
        return False
    between = text[ruled.source.end : source.start] if ruled.source.end <= source.start else ""
    return between.strip() == "," and own.end < ruled.cue.start


def stands_before(source: Span, cue: Span | None) -> bool:
    """Say whether a source ends right before a cue."""
    return cue is not None and 0 <= cue.start - source.end <= _GAP


def _is_inverted(text: str, find: Find) -> bool:
    """Say whether a find's speaker follows its cue: "says the mayor", "says its owner, Greta Holm"."""
    if find.cue is None or find.source is None or find.by not in ("clause", "aside"):
        return False
    if text[max(0, find.cue.start - 2) : find.cue.start].strip()[-1:] not in _SETS_OFF:
        return False
    between = text[find.cue.end : find.source.start]
    return 0 < len(between) < _WIDE and not set(between) & set('.:;!?\n\u201c\u201d"')


def cut_out(text: str, content: Sequence[Span], hole: Span) -> tuple[Span, ...]:
    """Return a content without a stretch of words, crumbs without a letter dropped."""
    parts = []
    for piece in content:
        if not piece.overlaps(hole):
            parts.append(piece)
            continue
        for start, end in (
            (piece.start, min(piece.end, hole.start)),
            (max(piece.start, hole.end), piece.end),
        ):
            if start < end and any(c.isalnum() for c in text[start:end]):
                parts.append(tidy(text, Span(start, end)))
    return tuple(parts)
