"""One voice across reports: the same person, body or office, wherever it is quoted."""

from collections.abc import Mapping, Sequence

import msgspec

from variorum.link.events.identity import content_id, in_order
from variorum.link.events.naming import acronym, body_key, is_same_person, name_words
from variorum.model.analysis import Analysis, LocalVoice
from variorum.model.record import Mention, Voice
from variorum.model.report import Report

Local = tuple[str, int]


class Voices(msgspec.Struct, frozen=True, kw_only=True):
    """Voice ids by (report id, index of the local voice), and the lines of the record for them."""

    ids: dict[Local, str]
    lines: tuple[Voice, ...]


def merge_voices(
    reports: Sequence[Report], analyses: Mapping[str, Analysis], stories: Mapping[str, str] | None = None
) -> Voices:
    """Join the voices of all reports that are one; the order of `reports` does not matter.

    A named person or body is one everywhere; an office without a name ("police", "the ministry") only
    within one story; whoever is kept unnamed only within the report.
    """
    known = stories or {}
    groups: list[list[Local]] = []
    shelves: dict[tuple[str, ...], list[int]] = {}
    for report in in_order(reports):
        for index, voice in enumerate(analyses[report.id].voices):
            keys = _keys(voice, report, known.get(report.id, report.id))
            group = _find(voice, keys, shelves, groups, analyses)
            if group is None:
                group = len(groups)
                groups.append([])
            groups[group].append((report.id, index))
            for key in keys:
                shelf = shelves.setdefault(key, [])
                if group not in shelf[-8:]:
                    shelf.append(group)
    return _lines(groups, analyses)


def _keys(voice: LocalVoice, report: Report, story: str) -> list[tuple[str, ...]]:
    words = name_words(voice.name)
    if voice.anonymous or not words:
        return [("only", report.id, str(voice.mentions[:1]))]
    if voice.type == "person" and voice.name[:1].isupper():
        return [("person", words[-1])]
    if _is_proper(voice.name) or voice.type == "outlet":
        keys: list[tuple[str, ...]] = [("body", *body_key(voice.name))]
        if short := acronym(voice.name):
            keys.append(("body", short))
        return keys
    return [("office", story, *body_key(voice.name))]


def _is_proper(name: str) -> bool:
    return any(w[:1].isupper() for w in name.split()[1:]) or (
        name[:1].isupper()
        and name.split(maxsplit=1)[0].lower()
        not in ("the", "a", "an", "police", "officials", "authorities", "witnesses", "residents", "analysts")
    )


def _find(
    voice: LocalVoice,
    keys: Sequence[tuple[str, ...]],
    shelves: Mapping[tuple[str, ...], list[int]],
    groups: Sequence[Sequence[Local]],
    analyses: Mapping[str, Analysis],
) -> int | None:
    for key in keys:
        if key[0] == "only":
            return None
        for group in reversed(shelves.get(key, [])[-8:]):
            if key[0] != "person" or all(
                is_same_person(voice.name, analyses[r].voices[i].name) for r, i in groups[group][:8]
            ):
                return group
    return None


def _lines(groups: Sequence[Sequence[Local]], analyses: Mapping[str, Analysis]) -> Voices:
    ids: dict[Local, str] = {}
    for group in groups:
        report, index = group[0]
        first = analyses[report].voices[index]
        name = content_id("v", report, first.mentions[0].start if first.mentions else first.name, first.name)
        ids.update(dict.fromkeys(group, name))
    lines = []
    for group in groups:
        voices = [analyses[r].voices[i] for r, i in group]
        fullest = max(voices, key=lambda v: (len(v.name), v.name))
        speaks_for = next(
            (
                ids[r, v.speaks_for]
                for (r, _), v in zip(group, voices, strict=True)
                if v.speaks_for is not None
            ),
            None,
        )
        own = ids[group[0]]
        lines.append(
            Voice(
                id=own,
                name=fullest.name,
                type=voices[0].type,
                anonymous=all(v.anonymous for v in voices),
                speaks_for=None if speaks_for == own else speaks_for,
                mentions=tuple(
                    sorted(
                        {
                            Mention(r, s.start, s.end)
                            for (r, _), v in zip(group, voices, strict=True)
                            for s in v.mentions
                        }
                    )
                ),
            )
        )
    return Voices(ids=ids, lines=tuple(sorted(lines, key=lambda line: line.id)))
