"""One voice across reports: the same person, body or office, wherever it is quoted."""

import functools
import re
from collections.abc import Mapping, Sequence

import msgspec

from variorum.data import load_rows, load_yaml
from variorum.data.offices import held_by_one
from variorum.link.events.identity import content_id, in_order
from variorum.link.events.naming import acronym, body_key, is_same_person, name_words
from variorum.link.events.profile import common_words
from variorum.model.analysis import Analysis, LocalVoice
from variorum.model.record import Mention, Voice
from variorum.model.report import Report

Local = tuple[str, int]
Key = tuple[str, ...]
_SMALL = frozenset({"the", "a", "an", "of", "in", "at", "for", "and"})


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
    said = [
        ((report.id, index), voice, keys_of(voice, report.id, known.get(report.id, report.id)))
        for report in in_order(reports)
        for index, voice in enumerate(analyses[report.id].voices)
    ]
    groups = group_voices(said)
    voice_at = {local: voice for local, voice, _ in said}
    ids: dict[Local, str] = {}
    for group in groups:
        ids.update(dict.fromkeys(group, name_voice(group[0][0], voice_at[group[0]])))
    lines = (write_voice(group, voice_at, ids) for group in groups)
    return Voices(ids=ids, lines=tuple(sorted(lines, key=lambda line: line.id)))


def group_voices(said: Sequence[tuple[Local, LocalVoice, Sequence[Key]]]) -> list[list[Local]]:
    """Group voices that are one, given in the order of publication, each with its keys.

    Voices that no chain of common keys connects do not influence each other.
    """
    voices = {local: voice for local, voice, _ in said}
    groups: list[list[Local]] = []
    shelves: dict[Key, list[int]] = {}
    for local, voice, keys in said:
        group = _find(voice, keys, shelves, groups, voices)
        if group is None:
            group = len(groups)
            groups.append([])
        groups[group].append(local)
        for key in keys:
            shelf = shelves.setdefault(key, [])
            if group not in shelf[-8:]:
                shelf.append(group)
    return _join_kin(groups, voices, said)


def _join_kin(
    groups: Sequence[list[Local]],
    voices: Mapping[Local, LocalVoice],
    said: Sequence[tuple[Local, LocalVoice, Sequence[Key]]],
) -> list[list[Local]]:
    """Join a body's short name ("the hospital") to the one fuller name of its story that adds only a place,
    and an office ("the governor") to the one person of its story who is said to hold it.

    Where a story has two fuller names ("two regional hospitals"), the short one may be either and stays.
    """
    kin: dict[Local, list[Key]] = {local: [k for k in keys if k[0] == "kin"] for local, _, keys in said}
    words = [_kin_words(voices[group[0]].name) for group in groups]
    held = [frozenset(w for local in group for w in voices[local].offices) for group in groups]
    shelves: dict[Key, list[int]] = {}
    for number, group in enumerate(groups):
        for key in sorted({key for local in group for key in kin[local]}):
            shelves.setdefault(key, []).append(number)
    into: dict[int, int] = {}
    for shelf in shelves.values():
        for short in sorted(shelf, key=lambda n: (-len(words[n]), n)):
            others = (n for n in shelf if n != short)
            fuller = {
                _root(into, n)
                for n in others
                if _is_short_for(words[short], words[n]) or _is_held(words[short], held[n])
            }
            fuller.discard(_root(into, short))
            if len(fuller) == 1 and short not in into:
                into[short] = fuller.pop()
    joined = [list(group) for group in groups]
    for short in sorted(into):
        joined[_root(into, short)] += groups[short]
    order = {local: n for n, (local, _, _) in enumerate(said)}
    kept = [sorted(group, key=order.__getitem__) for n, group in enumerate(joined) if n not in into]
    return sorted(kept, key=lambda group: order[group[0]])


def _root(into: Mapping[int, int], number: int) -> int:
    while number in into:
        number = into[number]
    return number


def _kin_words(name: str) -> frozenset[str]:
    return frozenset(w for w in name.replace("'s", " ").replace("’s", " ").split() if w.lower() not in _SMALL)


def _is_short_for(short: frozenset[str], full: frozenset[str]) -> bool:
    """Say whether a name is another without the words that place it: capitals, "regional", "city"."""
    fold = {w.lower(): w for w in full}
    known = {w.lower() for w in short}
    extra = [w for low, w in fold.items() if low not in known]
    return bool(extra) and known <= fold.keys() and all(w[:1].isupper() or w in _placing() for w in extra)


def _is_held(office: frozenset[str], held: frozenset[str]) -> bool:
    """Say whether a name is no more than the office that somebody is said to hold."""
    return bool(office) and {w.lower() for w in office} <= held


@functools.cache
def _placing() -> frozenset[str]:
    return frozenset(load_yaml("attribution/bodies.yaml")["placing"])


def keys_of(voice: LocalVoice, report: str, story: str) -> list[Key]:
    """Return what a voice may be known by; of two voices with no key in common none is the other."""
    words = name_words(voice.name)
    if voice.anonymous or not words:
        # As its id has it: where its words begin, not how far each reading takes them.
        return [("only", report, str([m.start for m in voice.mentions[:1]]), voice.name)]
    kin = [
        *_kin_key(voice, story),
        *(("kin", story, word) for word in voice.offices if word in held_by_one()),
    ]
    # "Motlawa Terminals", which one report is read to take for a person: a name of two words is no chance.
    full = [("full", story, *words)] if len(words) > 1 and voice.name[:1].isupper() else []
    if voice.type == "person" and voice.name[:1].isupper():
        return [("person", words[-1]), *full, *kin]
    if _is_proper(voice.name) or voice.type == "outlet":
        keys: list[Key] = [("body", *body_key(voice.name)), *full, *kin]
        if short := acronym(voice.name):
            keys.append(("body", short))
        return keys
    return [("office", story, *body_key(voice.name)), *kin]


def _kin_key(voice: LocalVoice, story: str) -> list[Key]:
    """Return the key that a body shares with its short names: the noun that heads them, within a story.

    A person's is the surname, which alone is easily taken for a firm.
    """
    if voice.type not in ("organisation", "unknown", "role", "person"):
        return []
    head = next((w for w in re.split(r" (?:of|in|at|for) ", voice.name)[0].split()[::-1]), "").lower()
    return [("kin", story, head)] if head.isalpha() else []


def _is_proper(name: str) -> bool:
    """Say whether a name is somebody's own: "Prosecutors" and "Community leaders" only begin a sentence."""
    first, *rest = name.split()
    if any(word[:1].isupper() for word in rest):
        return True
    return first[:1].isupper() and first.lower() not in _common_words()


@functools.cache
def _common_words() -> frozenset[str]:
    """Return the words of news that are written small inside a sentence, those for kinds of sources too."""
    capitals = {row[0] for row in load_rows("events/capitalised.txt")}
    sources = load_yaml("attribution/sources.yaml")
    kinds = {word for name in ("persons", "occupations", "onlookers") for word in sources[name]}
    words = {word for word in common_words() if word not in capitals}
    return frozenset(words | kinds | {f"{word}s" for word in kinds})


def _find(
    voice: LocalVoice,
    keys: Sequence[Key],
    shelves: Mapping[Key, list[int]],
    groups: Sequence[Sequence[Local]],
    voices: Mapping[Local, LocalVoice],
) -> int | None:
    for key in keys:
        if key[0] == "only":
            # The same words of one report name one voice, however often they are read as a source.
            return next(iter(shelves.get(key, [])), None) if voice.mentions else None
        if key[0] == "kin":
            continue
        for group in reversed(shelves.get(key, [])[-8:]):
            if _agree(key, voice.name, [voices[local].name for local in groups[group][:8]]):
                return group
    return None


def _agree(key: Key, name: str, names: Sequence[str]) -> bool:
    """Say whether a voice may be that of a group with which it has a key in common.

    Two bodies with the same initials ("Cave Harbour prosecutors", "Cave Harbour hospital") are two; only "CH"
    is short for one of them.
    """
    if key[0] == "person":
        return all(is_same_person(name, other) for other in names)
    if key[0] == "body" and body_key(name) != key[1:]:
        return all(body_key(other) == key[1:] for other in names)
    return True


def name_voice(report: str, voice: LocalVoice) -> str:
    """Return the id of the voice that appears first in a report, as this voice of it."""
    return content_id("v", report, voice.mentions[0].start if voice.mentions else voice.name, voice.name)


def write_voice(
    group: Sequence[Local], voices: Mapping[Local, LocalVoice], ids: Mapping[Local, str]
) -> Voice:
    """Write the line of one voice; `ids` holds its own id and those of whom its members speak for."""
    said = [(report, voices[report, index]) for report, index in group]
    is_held = any(v.offices for _, v in said)  # then the person is named, not the office
    fullest = max((v for _, v in said), key=lambda v: (is_held and v.type == "person", len(v.name), v.name))
    speaks_for = next((ids[r, v.speaks_for] for r, v in said if v.speaks_for is not None), None)
    own = ids[group[0]]
    return Voice(
        id=own,
        name=fullest.name,
        type=fullest.type if is_held else said[0][1].type,
        anonymous=all(v.anonymous for _, v in said),
        speaks_for=None if speaks_for == own else speaks_for,
        mentions=tuple(sorted({Mention(r, s.start, s.end) for r, v in said for s in v.mentions})),
    )
