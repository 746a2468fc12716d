"""A few new reports among very many: only what they may bear on is linked again.

Linking all reports gives the exact record, and its cost grows with their number. Here the reports that share
the rarest words with the new ones are found by the index of words; these, their stories and all that tells of
the same events are linked again with the new reports, and their lines replaced. Settled stories stay as they
are, so that what is made is near the exact record but need not be it: how rare a word is depends on
all reports. What must be exact (an export) links all reports first.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from variorum import pipeline
from variorum.deciding import apply_decisions
from variorum.model.record import Claim, Event, Record, RecordLine, ReportLine, Voice
from variorum.settings import Settings
from variorum.store import Archive, Region, Undecided
from variorum.store.words import fold

# Records up to this size are always linked whole: it takes seconds, and the result is exact.
SMALL = 3_000
# More new reports than this at a time are linked with all others.
FEW = 50
# How many alike reports are looked at for each new one, and how many may be linked again in all.
NEAREST, MOST = 4, 400
# Words looked at in a new report, those asked for, and how many reports may carry one.
_LOOKED_AT, _ASKED, _COMMON = 150, 12, 400
_ROUNDS = 3


class Around(NamedTuple):
    """What new reports may bear on: the reports to link again, and their lines as they are."""

    reports: frozenset[str]
    lines: tuple[RecordLine, ...]


def link_nearby(archive: Archive, new: Sequence[str], settings: Settings, made_by: str) -> Region | None:
    """Link new reports with those that they may bear on; None where these are too many to be near."""
    around = find_around(archive, new)
    if around is None:
        return None
    told = {line.id: line.story for line in around.lines if isinstance(line, ReportLine)}
    reports = archive.reports_of(around.reports)
    analyses = archive.analyses_of(around.reports, made_by)
    if len(analyses) < len(reports):
        return None
    machine = pipeline.build_record(reports, analyses, settings, told=told)
    machine = _settle_voices(archive, machine, around)
    decisions = archive.decisions.read()
    if not decisions:
        return Region(machine, None, around.lines)
    moved = archive.lines.redirects(linked_only=True)
    decided = apply_decisions(machine, decisions, moved, settings.policy)
    joined = {old: new for old, new in archive.lines.redirects().items() if old not in moved}
    record = _rename_voices(decided.record, joined)
    return Region(record, Undecided(machine, decided.merged), around.lines)


def find_around(archive: Archive, new: Sequence[str]) -> Around | None:
    """Find what new reports may bear on: those most alike, their stories, and who tells their events."""
    stories: dict[str, None] = {}
    reports: set[str] = set(new)
    for alike in archive.lines.by_keys("report", _find_alike(archive, new)):
        if isinstance(alike, ReportLine):
            stories[alike.story] = None
    lines: dict[str, RecordLine] = {}
    for _ in range(_ROUNDS):
        reports |= {r.id for r in archive.lines.on_shelves("report", stories) if isinstance(r, ReportLine)}
        if len(reports) > MOST:
            return None
        told = archive.lines_of_reports(reports)
        lines = {f"{type(line).__name__}/{_key(line)}": line for line in told}
        beyond = _beyond(told) - reports
        if not beyond:
            return Around(frozenset(reports), tuple(lines.values()))
        reports |= beyond
        stories |= {
            r.story: None for r in archive.lines.by_keys("report", beyond) if isinstance(r, ReportLine)
        }
    return None


def _beyond(lines: Iterable[RecordLine]) -> set[str]:
    """Return the reports that the events told by these lines are told in, and those copied from or by."""
    found: set[str] = set()
    for line in lines:
        if isinstance(line, Event):
            found |= {mention.report for mention in line.mentions}
        elif isinstance(line, ReportLine) and line.copy_of:
            found.add(line.copy_of)
    return found


def _key(line: RecordLine) -> str:
    return "/".join(str(getattr(line, f, "")) for f in ("id", "event", "slot", "of"))


def _find_alike(archive: Archive, new: Sequence[str]) -> set[str]:
    alike: set[str] = set()
    for report in archive.reports_of(new):
        words = [w for w in dict.fromkeys(fold(report.text)) if len(w) > 3][:_LOOKED_AT]
        carriers = archive.words.rarity(words, _COMMON)
        rare = sorted((w for w in carriers if 1 < carriers[w] <= _COMMON), key=lambda w: (carriers[w], w))
        found = archive.words.find(" ".join(rare[:_ASKED]), NEAREST + len(new), any_word=True).reports
        alike |= set([other for other in found if other not in new][:NEAREST])
    return alike


def _settle_voices(archive: Archive, made: Record, around: Around) -> Record:
    """Give the voices of a region the ids that they have in the record, by the words that name them."""
    wanted = {link.voice for line in around.lines if isinstance(line, Claim) for link in line.chain}
    wanted |= {voice.id for voice in made.voices}
    kept = {v.id: v for v in archive.lines.by_keys("voice", wanted) if isinstance(v, Voice)}
    places = {mention: voice.id for voice in kept.values() for mention in voice.mentions}
    leads: dict[str, str] = {}
    for voice in made.voices:
        same = [places[m] for m in voice.mentions if m in places]
        if same:
            leads[voice.id] = min(same, key=lambda id_: (-same.count(id_), id_))
        elif _is_one_everywhere(voice):
            named = [
                v for v in archive.lines.on_shelf("voice", voice.name.casefold()) if isinstance(v, Voice)
            ]
            alike = sorted(v.id for v in named if v.type == voice.type and not v.anonymous)
            if alike:
                leads[voice.id] = alike[0]
                kept |= {v.id: v for v in named}
    made = _rename_voices(made, leads)
    lines: dict[str, Voice] = {}
    for voice in made.voices:
        one = lines.get(voice.id) or kept.get(voice.id) or voice
        beyond = tuple(m for m in one.mentions if voice.id in lines or m.report not in around.reports)
        lines[voice.id] = msgspec.structs.replace(
            one,
            name=max(one.name, voice.name, key=lambda name: (len(name), name)),
            mentions=tuple(sorted({*beyond, *voice.mentions})),
        )
    return msgspec.structs.replace(made, voices=tuple(lines[id_] for id_ in sorted(lines)))


def _is_one_everywhere(voice: Voice) -> bool:
    """Say whether a name alone tells who this is; an office ("police") is another one in every story."""
    words = voice.name.split()
    return not voice.anonymous and len(words) > 1 and all(word[:1].isupper() for word in words)


def _rename_voices(made: Record, leads: Mapping[str, str]) -> Record:
    if not leads:
        return made

    def rename(claim: Claim) -> Claim:
        if not any(link.voice in leads for link in claim.chain):
            return claim
        chain = (msgspec.structs.replace(x, voice=leads.get(x.voice, x.voice)) for x in claim.chain)
        return msgspec.structs.replace(claim, chain=tuple(chain))

    voices = (
        msgspec.structs.replace(
            v, id=leads.get(v.id, v.id), speaks_for=leads.get(v.speaks_for or "", v.speaks_for)
        )
        for v in made.voices
    )
    return msgspec.structs.replace(made, voices=tuple(voices), claims=tuple(map(rename, made.claims)))
