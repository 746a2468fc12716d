"""What a person types or sends becomes a decision: its words are understood and its ids found, or refused."""

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple, get_args

from variorum.data import load_yaml
from variorum.deciding.entering import enter_participant
from variorum.deciding.standing import find_standing
from variorum.deciding.values import read_value
from variorum.errors import ClaimError, UsageError
from variorum.model.record import Claim, Decision, DecisionKind, Event, Participant, ReportLine, Voice
from variorum.model.value import Actor, Place, Text, Value
from variorum.settings import Settings
from variorum.store import Archive
from variorum.typed import find_place

# The Admiralty scale: how reliable a source is, A to F, and how credible what it says, 1 to 6.
_RATING = re.compile(r"[A-F][1-6]")
_LONGEST_NAME = 300
_NAMED = 8  # voices of one name that are told apart in a message

# How many words each kind takes after it, at least and at most, and what they are.
_WORDS: dict[str, tuple[int, int, str]] = {
    "merge": (2, 50, "EVENT OTHER..."),
    "split": (2, 500, "EVENT REPORT-OR-CLAIM..."),
    "correct": (3, 3, "EVENT SLOT VALUE"),
    "reject": (1, 1, "CLAIM"),
    "accept": (1, 1, "CLAIM"),
    "name": (2, 2, "VOICE NAME"),
    "copy": (2, 2, "REPORT ORIGINAL (or none)"),
    "rate": (2, 2, "VOICE RATING"),
    "undo": (1, 1, "DECISION"),
}


class Who(NamedTuple):
    """Who decides, why, and when (an ISO date-time)."""

    by: str
    why: str
    at: str


def propose(
    archive: Archive,
    what: str,
    words: Sequence[str],
    who: Who,
    *,
    of: str | None = None,
    settings: Settings | None = None,
) -> Decision:
    """Understand a decision and find what it is about, by ids or their beginnings; nothing is written.

    Ids that were merged away lead to what they are now. Raises `UsageError` E011 no such id, E014 a value
    that cannot be read, E015 not a decision; `ClaimError` E601 to E607 a value that the slot cannot hold.
    """
    kind = next((k for k in get_args(DecisionKind) if k == what), None)
    if kind is None:
        raise UsageError("E015", f"nobody can decide to {what!r}", do=f"say one of {', '.join(_WORDS)}")
    least, most, names = _WORDS[what]
    if not least <= len(words) <= most:
        raise UsageError("E015", f"{what} takes {names}, not {len(words)} words", do="see its examples")
    if not who.by.strip() or not who.why.strip():
        raise UsageError(
            "E015", "a decision has an author and a reason", do="give --by NAME and --why REASON"
        )
    finder = _Finder(archive, settings or Settings())
    about, slot, value, text = _read(finder, what, list(words), of)
    person = finder.participant(about[0], of) if of else None
    return Decision(
        id="",
        what=kind,
        about=tuple(about),
        slot=slot,
        of=person,
        value=value,
        text=text,
        by=who.by.strip(),
        at=who.at,
        why=who.why.strip(),
    )


_Read = tuple[list[str], str | None, Value | None, str | None]


def _read(finder: "_Finder", what: str, words: list[str], of: str | None) -> _Read:
    if of is not None and what != "correct":
        raise UsageError("E015", f"--of goes with correct, not with {what}", do="leave it out")
    match what:
        case "merge":
            events = list(dict.fromkeys(finder.find(("event",), word) for word in words))
            if len(events) < 2:
                raise UsageError("E015", "these are one event already", do="name two that are apart")
            return events, None, None, None
        case "split":
            event = finder.find(("event",), words[0])
            parts = finder.parts(event, words[1:])
            name = "\x1f".join(("split", event, *sorted(parts)))
            new = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            return [event, *parts], None, None, f"e-{new}"
        case "correct":
            event = finder.find(("event",), words[0])
            return [event], words[1], *finder.value(event, words[1], words[2])
        case "reject" | "accept":
            return [finder.find(("claim",), words[0])], None, None, None
        case "name":
            return [finder.voice(words[0])], None, None, finder.name(words[1])
        case "copy":
            return finder.copy(*words), None, None, None
        case "rate":
            if not _RATING.fullmatch(words[1].upper()):
                do = "give A to F for the source and 1 to 6 for what it says, such as B2"
                raise UsageError("E015", f"{words[1][:40]!r} is no rating", do=do)
            return [finder.source(words[0])], None, None, words[1].upper()
        case _:
            return [finder.decision(words[0])], None, None, None


class _Finder:
    """Finds what words name in a record."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive, self._settings = archive, settings

    def find(self, kinds: Sequence[str], word: str) -> str:
        """Return the one id of these kinds that begins so, or what a gone id has become."""
        found = self._archive.lines.ids_like(kinds, word) if word else []
        if len(found) == 1:
            return found[0][1]
        heir = None if found else self._archive.lines.heir_of(word)
        if heir is None:
            title = " or ".join(kinds)
            what = f"{len(found)} begin with {word!r}" if found else f"no {title} {word[:80]!r}"
            raise UsageError("E011", what, do="see `variorum show` for the ids")
        return heir

    def parts(self, event: str, words: Sequence[str]) -> list[str]:
        """Return the reports and claims that leave an event, and the events merged into it that come back."""
        lines = self._archive.lines.around(event)
        claims = [c for c in lines if isinstance(c, Claim) and c.event == event]
        merged = [b for b, kept in self._archive.lines.redirects().items() if kept == event]
        before = {e.id: e for e in self._archive.lines.before("event", merged) if isinstance(e, Event)}
        parts: list[str] = []
        for word in words:
            back = [e for e in before if e.startswith(word)]
            if len(back) == 1:
                parts += [back[0], *sorted({m.report for m in before[back[0]].mentions})]
            else:
                parts.append(self.find(("report", "claim"), word))
        for id_, old in before.items():
            if {m.report for m in old.mentions} <= set(parts):
                parts.append(id_)
        leaving = [c for c in claims if c.report in parts or c.id in parts]
        if not leaving or len(leaving) == len(claims):
            what = "none of its claims would leave" if not leaving else "all of its claims would leave"
            raise UsageError(
                "E015", f"event {event} cannot be split so: {what}", do="name some of its reports"
            )
        return list(dict.fromkeys(parts))

    def participant(self, event: str, word: str) -> str:
        """Return the id of a participant: its id cut short or not, or its name in the event."""
        lines = self._archive.lines.around(event)
        named = [p.id for p in lines if isinstance(p, Participant) and p.event == event and p.name == word]
        return named[0] if len(named) == 1 else self.find(("participant",), word)

    def value(self, event: str, slot: str, words: str) -> tuple[Value, str | None]:
        """Read the value for a slot of an event; also say what one is who takes part by this decision."""
        lines = self._archive.lines.around(event)
        cast = [p for p in lines if isinstance(p, Participant) and p.event == event]
        value = read_value(slot, words, cast)
        if isinstance(value, Actor) and not any(p.id == value.participant for p in cast):
            return enter_participant(event, slot, value.name)
        if isinstance(value, Place) and value == Place(name=value.name):
            value = find_place(value.name, self._settings)
        types = load_yaml("ontology/events.yaml")["types"]
        if slot == "type" and isinstance(value, Text) and value.text not in types:
            raise ClaimError("E604", f"no type of event is called {value.text!r}", do="see docs/ontology.md")
        return value, None

    def name(self, word: str) -> str:
        """Return the name that a voice gets, or the id of the voice that it is."""
        if word.startswith("v-"):
            return self.find(("voice",), word)
        name = " ".join(word.split())
        if not name or len(name) > _LONGEST_NAME:
            raise UsageError("E015", "a name has 1 to 300 characters", do="give a shorter one")
        return name

    def copy(self, report: str, original: str) -> list[str]:
        """Return a report with the one that it is a copy of, alone where it is a copy of none."""
        copy = self.find(("report",), report)
        if original == "none":
            return [copy]
        source = self.find(("report",), original)
        at: str | None = source
        for _ in range(10_000):
            if at == copy:
                raise UsageError(
                    "E015", f"{source} comes from {copy} itself", do="mark it the other way round"
                )
            line = next(iter(self._archive.lines.by_keys("report", [at] if at else [])), None)
            at = line.copy_of if isinstance(line, ReportLine) else None
            if at is None:
                break
        return [copy, source]

    def source(self, word: str) -> str:
        """Return the id of a voice, or the name of an outlet as it stands."""
        found = self._archive.lines.ids_like(("voice",), word) if word else []
        if len(found) != 1 and self._archive.has_outlet(word):
            return word
        return self.voice(word)

    def voice(self, word: str) -> str:
        """Return the id of a voice, by its id cut short or not, or by its name where one has it.

        As in `show`, a name may be some of its words; those of several voices are refused with their ids.
        """
        if self._archive.lines.ids_like(("voice",), word) or not word.strip():
            return self.find(("voice",), word)
        asked = word.casefold().split()
        voices = [v for v in self._archive.lines.of_kind("voice") if isinstance(v, Voice)]
        found = [v for v in voices if v.name.casefold().split() == asked]
        found = found or [v for v in voices if set(asked) <= set(v.name.casefold().split())]
        if not found:
            return self.find(("voice",), word)
        if len(found) > 1:
            told = "; ".join(f"{v.id} {v.name}{self._seen(v)}" for v in found[:_NAMED])
            raise UsageError(
                "E011", f"{len(found)} voices are called {word!r}: {told}", do="give the id of one"
            )
        return found[0].id

    def _seen(self, voice: Voice) -> str:
        """Say in which report a voice is named first."""
        if not voice.mentions:
            return ""
        lines = self._archive.lines.by_keys("report", [voice.mentions[0].report])
        told = [line.title or line.outlet or line.id for line in lines if isinstance(line, ReportLine)]
        return f' (in "{told[0]}")' if told else ""

    def decision(self, word: str) -> str:
        """Return the id of a decision; its number is enough."""
        name = f"decision-{word}" if word.isdecimal() else word
        taken = self._archive.decisions.read()
        if not any(d.id == name for d in taken):
            raise UsageError("E011", f"no decision {word[:40]!r}", do="see `variorum decide` for the list")
        undone = {d.id for d in find_standing(taken) if d.status == "undone"}
        if name in undone:
            by = next(d.id for d in taken if d.what == "undo" and name in d.about and d.id not in undone)
            raise UsageError("E015", f"{name} is undone already, by {by}", do=f"undo {by} to bring it back")
        return name
