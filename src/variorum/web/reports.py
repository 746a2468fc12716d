"""What the pages of a report and of a voice show."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

from variorum.api.lines import find_lines
from variorum.api.served import ServedRecord
from variorum.api.shapes import ReportAnswer, ReportHead, VoiceAnswer
from variorum.errors import RequestError
from variorum.marking import Mark
from variorum.model.record import Claim, ReportLine
from variorum.web.comparing import MOST, compare
from variorum.web.marked import live_address, mark, mark_sentence, marks_of
from variorum.wording import word_chain, word_value

# Characters of a text on one page; a longer one goes on on the next.
PART = 40_000
_MOST_CLAIMS = 200


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """One claim in the list beside a report's text."""

    claim: Claim
    event_label: str
    value: str
    chain: str
    sentence: Markup
    live: str | None


class Value(NamedTuple):
    """One value that a voice gave, and how: asserted, denied, hedged."""

    claim: str
    slot: str
    words: str
    stance: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence in which a voice said something of one event."""

    day: str | None
    event: str
    event_label: str
    values: tuple[Value, ...]
    report: ReportHead
    sentence: Markup


def show_report(served: ServedRecord, answer: ReportAnswer, query: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page of a report shows: a part of its text with marks, claims, passages, a diff."""
    report = answer.report
    parts = max(1, -(-len(report.text) // PART))
    chosen = next((c for c in answer.claims if c.id == query.get("claim")), None)
    part = _part_in(query, parts, chosen)
    start, end = (part - 1) * PART, min(len(report.text), part * PART)
    marks = [m for c in answer.claims for m in marks_of(c, shift=start)]
    marks += [Mark(d.start - start, d.end - start, "taken", d.id) for d in answer.derivations]
    if chosen is not None:
        marks.append(Mark(chosen.start - start, chosen.end - start, "here", chosen.id))
    labels = {e.id: e.label for e in answer.events}
    voices = {v.id: v for v in answer.voices}
    sources = {r.id: r for r in answer.sources}
    here = [c for c in answer.claims if start <= c.start < end]
    return {
        "answer": answer,
        "report": report,
        "text": mark(report.text[start:end], marks, anchored=True),
        "part": part,
        "parts_count": parts,
        "chosen": chosen,
        "rows": [
            ClaimRow(
                claim=c,
                event_label=labels.get(c.event, c.event),
                value=word_value(c.value),
                chain=word_chain(c.chain, voices, report.outlet),
                sentence=mark_sentence(report.text, c),
                live=live_address(report.url, report.text[c.start : c.end]),
            )
            for c in here[:_MOST_CLAIMS]
        ],
        "hidden": max(0, len(here) - _MOST_CLAIMS),
        "passages": [
            (d, sources.get(d.from_), report.text[d.start : d.end][:300])
            for d in answer.derivations[:_MOST_CLAIMS]
        ],
        "live": live_address(report.url, ""),
        "difference": _difference(served, answer, query.get("against")),
    }


def _part_in(query: Mapping[str, str], parts: int, chosen: Claim | None) -> int:
    words = query.get("part", "")
    if not words:
        return 1 if chosen is None else chosen.start // PART + 1
    part = int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0
    if not 1 <= part <= parts:
        raise RequestError("E708", f"there is no part {words[:20]}: the text has {parts}", do="see part 1")
    return part


def _difference(
    served: ServedRecord, answer: ReportAnswer, against: str | None
) -> tuple[ReportHead, ReportHead, Markup | None, bool] | None:
    """Compare the text with another of its revisions, the earlier first."""
    if not against:
        return None
    order = [r.id for r in answer.revisions]
    if against not in order:
        raise RequestError("E710", f"{against!r} is no revision of this report", do="choose one of its list")
    other = find_lines(served.archive.engine, ReportLine, "key", [against])[0]
    pair = sorted((answer.report, other), key=lambda r: order.index(r.id))
    same = pair[0].text == pair[1].text
    shown = None if same else compare(pair[0].text, pair[1].text)
    is_cut = max(len(r.text) for r in pair) > MOST
    return ReportHead.of(pair[0]), ReportHead.of(pair[1]), shown, is_cut


def said_by(answer: VoiceAnswer) -> list[Said]:
    """Return everything that a voice said, sentence by sentence, by day."""
    labels = {e.id: e.label for e in answer.events}
    reports = {r.id: r for r in answer.reports}
    together: dict[tuple[str, str, int], list[Claim]] = {}
    for claim in answer.claims:
        together.setdefault((claim.report, claim.event, claim.sentence.start), []).append(claim)
    return [
        Said(
            day=claims[0].published[:10] if claims[0].published else None,
            event=event,
            event_label=labels.get(event, event),
            values=tuple(value_of(claim, answer.voice.id) for claim in claims),
            report=reports[report],
            sentence=mark(
                answer.quotes[claims[0].id].sentence,
                [m for claim in claims for m in marks_of(claim, shift=start)],
            ),
        )
        for (report, event, start), claims in together.items()
    ]


def value_of(claim: Claim, voice: str) -> Value:
    """Return what a voice gave as a value, and its stance."""
    link = next(x for x in claim.chain if x.voice == voice)
    stance: str = link.stance if claim.polarity == "affirmed" or link.stance == "retracts" else "denies"
    stance = stance if claim.modality == "asserted" else f"{stance}, {claim.modality}"
    return Value(claim.id, claim.slot, word_value(claim.value), stance)


def marks_found(places: Iterable[tuple[int, int]]) -> list[Mark]:
    """Return marks for words that were looked for."""
    return [Mark(start, end, "found") for start, end in places]
