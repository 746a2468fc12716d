"""Voices named and copies marked by people."""

import msgspec

from variorum.deciding.workbench import Workbench
from variorum.model.record import Decision


def name_voice(bench: Workbench, decision: Decision) -> bool:
    """Give a voice its name; where the name is another voice's id, the two are one source."""
    voice, name = bench.find(decision.about[0]), decision.text or ""
    if voice not in bench.voices:
        return False
    same = bench.find(name)
    if name.startswith("v-") and same not in bench.voices:
        return False
    if same in bench.voices and same != voice:
        _join(bench, voice, same)
    else:
        bench.voices[voice] = msgspec.structs.replace(bench.voices[voice], name=name)
    return True


def _join(bench: Workbench, gone: str, kept: str) -> None:
    one, two = bench.voices[kept], bench.voices.pop(gone)
    bench.merged[gone] = kept
    bench.voices[kept] = msgspec.structs.replace(one, mentions=tuple(sorted({*one.mentions, *two.mentions})))
    for id_, voice in bench.voices.items():
        if voice.speaks_for == gone:
            bench.voices[id_] = msgspec.structs.replace(voice, speaks_for=None if id_ == kept else kept)
    for id_, claim in bench.claims.items():
        if any(link.voice == gone for link in claim.chain):
            chain = tuple(
                msgspec.structs.replace(link, voice=kept) if link.voice == gone else link
                for link in claim.chain
            )
            bench.claims[id_] = msgspec.structs.replace(claim, chain=chain)


def mark_copy(bench: Workbench, decision: Decision) -> bool:
    """Say that most of a report comes from another, or from none; its copies follow it to the new origin."""
    copy, source = bench.find(decision.about[0]), None
    if copy not in bench.reports:
        return False
    if len(decision.about) > 1:
        source = bench.find(decision.about[1])
        if source not in bench.reports or copy in _line_of_copies(bench, source):
            return False
    old = bench.reports[copy]
    origin = bench.reports[source].origin if source else f"o-{copy}"
    family = [id_ for id_ in bench.reports if copy in _line_of_copies(bench, id_)]
    bench.reports[copy] = msgspec.structs.replace(old, copy_of=source)
    for id_ in family:
        if bench.reports[id_].origin == old.origin:
            bench.reports[id_] = msgspec.structs.replace(bench.reports[id_], origin=origin)
    for id_, claim in bench.claims.items():
        if claim.report in family and claim.origin == old.origin:
            bench.claims[id_] = msgspec.structs.replace(claim, origin=origin)
    if old.copy_of not in (None, source):
        bench.derivations = {
            k: d for k, d in bench.derivations.items() if (d.report, d.from_) != (copy, old.copy_of)
        }
    return True


def _line_of_copies(bench: Workbench, report: str) -> set[str]:
    """Return a report with all that it comes from."""
    line: set[str] = set()
    at: str | None = report
    while at is not None and at in bench.reports and at not in line:
        line.add(at)
        at = bench.reports[at].copy_of
    return line
