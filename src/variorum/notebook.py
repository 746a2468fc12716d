"""Records, events, entries, reports and claims as they draw themselves in a notebook; everything is escaped.

Colours are given with their ground, so that marks and pictures can be read on a light page and on a dark one.
No view is longer than a screen or two: long lists end with how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from variorum.marking import Mark, cut_words, marks_of
from variorum.markup import Html, join, tag
from variorum.model.value import Count
from variorum.wording import STATUS_WORDS, brief_entry, order_slots, word_entry, word_standing, word_value

if TYPE_CHECKING:
    from variorum.opened import (
        ClaimView,
        EntryView,
        EventView,
        OpenRecord,
        ParticipantView,
        ReportView,
        VoiceView,
    )

_MOST = 50  # rows of a table
_LONGEST = 20_000  # characters of a text
_INK = "color:#1d1b16"
_COLOURS = {"value": "#cfe3ff", "source": "#ffe9a8", "cue": "#cdeccf"}
_MEANS = {"value": "gives a value", "source": "who says it", "cue": "how it is said"}
_PAPER = f"background:#fdfcf9;{_INK};padding:4px;border-radius:4px;overflow-x:auto;max-width:980px"


def mark_words(text: str, marks: Iterable[Mark]) -> Html:
    """Return a text with each mark coloured and named; words that serve twice carry the colour of the value.

    >>> mark_words("ab<c", [Mark(1, 2, "value")])
    '<div style="white-space:pre-wrap">a<mark style="background:#cfe3ff;color:#1d1b16" \
title="gives a value">b</mark>&lt;c</div>'
    """
    pieces = cut_words(text[:_LONGEST], marks)
    parts = [_mark(p.words, p.kinds) if p.marks else p.words for p in pieces]
    rest = f" … and {len(text) - _LONGEST:,} more characters" if len(text) > _LONGEST else None
    return tag("div", parts, tag("em", rest) if rest else None, style="white-space:pre-wrap")


def _mark(words: str, kinds: Sequence[str]) -> Html:
    colour = next((_COLOURS[kind] for kind in ("value", "source", "cue") if kind in kinds), "#e4e0d8")
    title = "; ".join(_MEANS.get(kind, kind) for kind in kinds)
    return tag("mark", words, style=f"background:{colour};{_INK}", title=title)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Html:
    """Return a table of escaped cells, of at most fifty rows.

    >>> table(["a"], [["<b>"]])
    '<table><tr><th>a</th></tr><tr><td>&lt;b&gt;</td></tr></table>'
    """
    rows = iter(rows)
    first = tag("tr", [tag("th", cell) for cell in head])
    body = [tag("tr", [tag("td", cell) for cell in row]) for row in islice(rows, _MOST)]
    more = sum(1 for _ in rows)
    rest = tag("tr", tag("td", f"and {more:,} more", colspan=len(head))) if more else None
    return tag("table", first, body, rest)


def _paper(picture: str) -> Html:
    """Put a picture on paper of its own: the notebook's ground may be dark while the picture is light."""
    fixed = picture.replace("@media (prefers-color-scheme: dark)", "@media not all")
    return tag("div", Html(fixed), style=_PAPER)


def draw_record(record: OpenRecord) -> str:
    """Draw a record: what it holds, its events in time and on the map, and as a table."""
    from variorum.pictures import draw_map, draw_timeline, happenings_of, spots_of

    lines = record.lines
    parts: list[object] = [tag("p", record.summary)]
    if lines.events:
        parts.append(_paper(draw_timeline(happenings_of(lines.events, lines.entries), alone=True)))
    spots = spots_of(lines.events, lines.entries)
    if any(spot.lat is not None for spot in spots):
        parts.append(_paper(draw_map(spots, width=720, alone=True)))
    claims: dict[str, int] = {}
    for claim in lines.claims:
        claims[claim.event] = claims.get(claim.event, 0) + 1
    order = sorted(lines.events, key=lambda e: (-claims.get(e.id, 0), e.id))
    cells = {(e.event, e.slot): brief_entry(e) for e in lines.entries if e.of is None}
    shown = ("time", "place", "killed")
    rows = (
        [
            tag("code", e.id, style="white-space:nowrap"),
            e.label,
            *(cells.get((e.id, s), "") for s in shown),
            claims.get(e.id, 0),
        ]
        for e in order
    )
    return join(parts, table(["event", "told as", "when", "where", "killed", "claims"], rows))


def draw_event(event: EventView) -> str:
    """Draw an event: a row a cell with its status, and each count that changed or is in dispute over time."""
    order = order_slots({e.line.slot for e in event.entries})
    entries = sorted(event.entries, key=lambda e: (order.index(e.line.slot), e.of_name, e.id))
    rows = [
        [
            e.line.slot,
            e.of_name,
            word_entry(e.line),
            f"{e.line.status}: {STATUS_WORDS[e.line.status]}",
            _counts(e),
        ]
        for e in entries
    ]
    head = ["slot", "of", "value, others after it", "stands", "witnesses of the value"]
    title = tag("p", tag("b", event.label), " ", tag("code", event.id))
    return join(title, table(head, rows), [_toll(e) for e in entries])


def _counts(entry: EntryView) -> str:
    line = entry.line
    claims = {claim.id: claim.line for claim in entry.book.claims_of(line.event)}
    return "" if line.preferred is None else word_standing(line.readings[line.preferred], claims)


def _toll(entry: EntryView) -> Html | None:
    line = entry.line
    if line.of is not None or len(line.readings) < 2 or not isinstance(line.readings[0].value, Count):
        return None
    from variorum.pictures import draw_toll, toll_of

    lines = entry.book.lines
    wanted = {i for r in line.readings for i in r.all_claims}
    claims = {claim.id: claim for claim in lines.claims if claim.id in wanted}
    marks = toll_of(line, claims, entry.book.voice_lines, {r.id: r for r in lines.reports})
    drawn = draw_toll(marks, title=f"{line.slot}, as it was reported", alone=True)
    return tag("div", tag("p", f"{line.slot}, as it was reported"), _paper(drawn)) if marks else None


def draw_entry(entry: EntryView) -> str:
    """Draw an entry: a table of its readings, then every claim with the words it rests on."""
    line = entry.line
    title = f"{line.slot}{f' of {entry.of_name}' if entry.of_name else ''}: "
    views = {c.id: c for c in entry.book.claims_of(line.event) if c.line.slot == line.slot}
    known = {id_: view.line for id_, view in views.items()}
    rows = []
    for number, reading in enumerate(line.readings):
        notes = ["preferred"] if number == line.preferred else []
        if reading.superseded_by is not None:
            notes.append(f"superseded by {word_value(line.readings[reading.superseded_by].value)}")
        when = reading.first or "no date"
        when += f" to {reading.last}" if reading.last != reading.first else ""
        rows.append([word_value(reading.value), word_standing(reading, known, line), when, ", ".join(notes)])
    told = [
        (c, words)
        for r in line.readings
        for ids, words in ((r.claims, ""), (r.against, "against: "))
        for c in (views[i] for i in ids if i in views)
    ]
    claims = [
        tag("div", tag("p", words, c.chain, ", in ", c.report.label), _quote(c)) for c, words in told[:_MOST]
    ]
    more = tag("p", f"and {len(told) - _MOST} more claims") if len(told) > _MOST else None
    head = tag("p", tag("b", title), line.status, ": ", STATUS_WORDS[line.status])
    return join(head, table(["reading", "witnesses", "said", ""], rows), claims, more)


def draw_report(report: ReportView) -> str:
    """Draw a report: where it is from, then its words with every value, source and cue marked."""
    line, claims = report.line, report.claims
    facts = [
        ["outlet", line.outlet or "unknown"],
        ["published", line.published or "no date"],
        ["address", line.url or ""],
        ["copied from", line.copy_of or ""],
        ["claims", str(len(claims))],
    ]
    marks = [mark for claim in claims for mark in marks_of(claim.line)]
    return join(table(["report", report.id], [f for f in facts if f[1]]), mark_words(report.text, marks))


def _quote(claim: ClaimView) -> Html:
    return mark_words(claim.sentence, marks_of(claim.line, claim.line.sentence))


def draw_claim(claim: ClaimView) -> str:
    """Draw a claim: its sentence with value, source and cue marked, then what it says and who says it."""
    line = claim.line
    marks = [m for m in (line.polarity, line.modality) if m not in ("affirmed", "asserted")]
    rows = [
        ["says", claim.label + (f" ({', '.join(marks)})" if marks else "")],
        ["said by", claim.chain],
        ["in", claim.report.label],
    ]
    return join(_quote(claim), table(["claim", claim.id], rows))


def draw_participant(participant: ParticipantView) -> str:
    """Draw a participant: the event, and what is claimed of it alone."""
    rows = ([c.report.label, c.label] for c in participant.claims)
    return table([participant.label, participant.event.label], rows)


def draw_voice(voice: VoiceView) -> str:
    """Draw a voice: what is said in its name, and where."""
    return table([voice.label, "said"], ([c.report.label, c.label] for c in voice.claims))
