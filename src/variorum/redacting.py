"""Names of private people masked in a record: those who are no voice in it and hold no office.

Every letter of a name gives way to one block, so that every offset still points where it pointed. What is
masked is what the record knows as a person; a name in a text that was read as nothing stays, and so does what
tells a person apart without a name. A redacted export wants a person's look before it is published.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import unquote

import msgspec

from variorum.data import load_yaml
from variorum.model.record import Participant, Record, ReportLine

MASK = "\N{FULL BLOCK}"

_WORD = re.compile(r"[^\W_]+")
# How far from a name its holder's office may stand: "Osk mayor Ana Rell", "Ana Rell, the mayor of Osk".
_BEFORE, _AFTER = 30, 45

# Letters of a word of a name that tells it: "de" and "li" stand in many addresses.
_TELLING = 3

T = TypeVar("T")
Names = Mapping[str, tuple[tuple[str, ...], ...]]  # full names by their first word


def redact(record: Record) -> Record:
    """Return the record with the names of private people masked in texts, labels, values and addresses."""
    private = sorted(set(_private_names(record)))
    if not private:
        return record
    names = _by_first_word(private)
    hide = functools.partial(_hide, names=names)
    told = frozenset(word for name in private for word in _words(name) if len(word) >= _TELLING)
    return msgspec.structs.replace(
        record,
        reports=tuple(_hide_in_report(report, hide, told) for report in record.reports),
        events=_everywhere(record.events, hide),
        participants=_everywhere(record.participants, hide),
        claims=_everywhere(record.claims, hide),
        entries=_everywhere(record.entries, hide),
        unresolved=_everywhere(record.unresolved, hide),
        decisions=_everywhere(record.decisions, hide),
        machine=_everywhere(record.machine, hide),
    )


def _private_names(record: Record) -> Iterator[str]:
    texts = {report.id: report.text for report in record.reports}
    voices = {voice.participant for voice in record.voices if voice.participant}
    heard = [words for voice in record.voices if (words := _words(voice.name))]
    for person in record.participants:
        if person.type != "person" or person.id in voices or not person.name[:1].isupper():
            continue
        words = _words(person.name)
        namesakes = [voice for voice in heard if voice[-1] == words[-1]] if words else []
        if not words or any(_may_be(voice, words) for voice in namesakes) or _holds_office(person, texts):
            continue
        # A headline's "Baker Lena Korvik" is Lena Korvik below it, and Korvik after that, unless that may be
        # a voice of the same surname.
        for first in range(len(words)):
            if first < len(words) - 1 or (len(words[-1]) > 2 and not namesakes):
                yield " ".join(words[first:])


def _may_be(voice: Sequence[str], person: Sequence[str]) -> bool:
    """Say whether a voice of a person's surname may be that person: one is no more, or they share more."""
    return len(voice) == 1 or len(person) == 1 or not set(voice[:-1]).isdisjoint(person[:-1])


def _holds_office(person: Participant, texts: Mapping[str, str]) -> bool:
    if set(_words(person.name)) & _offices():
        return True
    for mention in person.mentions:
        text = texts.get(mention.report, "")
        around = text[max(0, mention.start - _BEFORE) : mention.start].rpartition(".")[2]
        around += " " + text[mention.end : mention.end + _AFTER].partition(".")[0]
        if set(_words(around)) & _offices():
            return True
    return False


@functools.cache
def _offices() -> frozenset[str]:
    return frozenset(word for office in load_yaml("redacting.yaml")["offices"] for word in office.split("-"))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _by_first_word(names: Iterable[str]) -> Names:
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(_words(name))
        if words:
            found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(same, key=lambda w: (-len(w), w))) for first, same in found.items()}


def _hide(text: str, names: Names) -> str:
    """Mask every name in a text, however it is written and whatever stands between its words."""
    places = [(m.start(), m.end(), m[0].casefold()) for m in _WORD.finditer(text)]
    letters = list(text)
    at = 0
    while at < len(places):
        word = places[at][2]
        length = next(
            (
                len(name)
                for name in names.get(word, ())
                if tuple(p[2] for p in places[at : at + len(name)]) == name
                and _is_name(text, places[at], name)
            ),
            0,
        )
        for start, end, _ in places[at : at + length]:
            letters[start:end] = MASK * (end - start)
        at += length or 1
    return "".join(letters)


def _is_name(text: str, place: tuple[int, int, str], name: tuple[str, ...]) -> bool:
    """Take a single word for a name only where it has a capital: a surname may be a common word."""
    return len(name) > 1 or text[place[0]].isupper()


def _hide_in_report(report: ReportLine, hide: Callable[[str], str], told: frozenset[str]) -> ReportLine:
    # An address is all in small letters, where surnames are not told from words: it goes as a whole.
    url = report.url and hide(_hide_address(report.url, told))
    return msgspec.structs.replace(
        report,
        text=hide(report.text),
        title=report.title and hide(report.title),
        captions=tuple(hide(caption) for caption in report.captions),
        url=url,
    )


def _hide_address(url: str, told: frozenset[str]) -> str:
    """Mask all behind the host of an address that holds a word of a name; the outlet stays.

    >>> _hide_address("https://echo.example/2024/ana-rell-dies", frozenset({"rell"})).replace(MASK, "#")
    'https://echo.example/####/###-####-####'
    """
    head, sign, tail = url.partition("://") if "://" in url else ("", "", url)
    host = re.split(r"[/?#]", tail, maxsplit=1)[0]
    path = tail[len(host) :]
    if told.isdisjoint(_words(unquote(path))):
        return url
    return head + sign + host + re.sub(r"[^\W_]", MASK, path)


def _everywhere(lines: tuple[T, ...], hide: Callable[[str], str]) -> tuple[T, ...]:
    return tuple(_mask(line, hide) for line in lines)


# Fields that hold ids, kinds, figures and places: never names of people.
_KEPT = frozenset(load_yaml("redacting.yaml")["kept"])


def _mask(value: Any, hide: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, tuple):
        return tuple(_mask(part, hide) for part in value)
    if not isinstance(value, msgspec.Struct):
        return value
    changed = {
        field: new
        for field in value.__struct_fields__
        if field not in _KEPT and (new := _mask(old := getattr(value, field), hide)) != old
    }
    return msgspec.structs.replace(value, **changed) if changed else value
