"""The record in words for people: values, chains, statuses; shared by terminal, notebook and pages."""

from collections.abc import Iterable, Mapping

from variorum.data import load_yaml
from variorum.model.record import (
    ChainLink,
    Claim,
    Decision,
    Entry,
    MachineEntry,
    Reading,
    ReportLine,
    Status,
    Voice,
)
from variorum.model.value import Place, Value
from variorum.reconcile.saying import has_hour, say_number_of, say_value

# Characters of its text that name a report without an outlet.
_NAME = 48

STATUS_WORDS: Mapping[Status, str] = {
    "contested": "sources disagree",
    "revised": "changed since",
    "corroborated": "independent sources agree",
    "repeated": "several reports, one source",
    "single": "one report",
}

# Types of what is only said: in lists they stand behind what happened.
SPOKEN = frozenset({"statement"})


def word_value(value: Value) -> str:
    """Say a value in a few words; a place also with where it is on the map, or that it is not.

    >>> word_value(Place(name="Orvel"))
    'Orvel (not on the map)'
    """
    if not isinstance(value, Place):
        return say_value(value)
    known = ", ".join((value.name, *value.within))
    if value.country is None:
        return f"{known} (not on the map)"
    official = "" if value.gazetteer_name in (None, value.name) else f" = {value.gazetteer_name}"
    return f"{known}{official} [{value.country}]"


def word_flag(flag: str) -> str:
    """Say what a report's flag means, where its words alone do not.

    >>> word_flag("left_out:2"), word_flag("no_date")
    ('2 lines left out as no part of the article', 'no date')
    """
    name, _, number = flag.partition(":")
    if name == "left_out" and number.isdecimal():
        return f"{say_number_of(int(number), 'line')} left out as no part of the article"
    return flag.replace("_", " ").replace(":", ": ")


def name_report(report: ReportLine) -> str:
    """Name a report as people know it: by its outlet, else by how it begins; by its id nobody does."""
    if report.outlet:
        return report.outlet
    words = " ".join((report.title or report.text)[:_NAME].split())
    return f"“{words}…”" if words else report.id


def word_manner(reading: Reading, claims: Mapping[str, Claim]) -> str:
    """Say how a reading is told where not as a fact: hypothetical, possible, ...; "" for a fact or a mixture.

    Such a reading stands beside an asserted one of the same value and is never held against it.
    """
    found = {claims[c].modality for c in reading.all_claims if c in claims}
    return found.pop() if len(found) == 1 and found != {"asserted"} else ""


def word_reading(reading: Reading, claims: Mapping[str, Claim]) -> str:
    """Say a reading's value, and in brackets how it is told where not as a fact: denied, feared, ..."""
    told = ["denied"] if is_only_denied(reading) else []
    told += [manner] if (manner := word_manner(reading, claims)) else []
    return word_value(reading.value) + (f" ({', '.join(told)})" if told else "")


def is_only_denied(reading: Reading) -> bool:
    """Say whether a reading stands there because somebody denies it, and nobody affirms it."""
    return bool(reading.against) and not reading.claims and reading.derived is None


def word_link(link: ChainLink, voices: Mapping[str, Voice]) -> str:
    """Say one link of a chain: the voice, whether it is unnamed, and a stance other than asserting."""
    voice = voices.get(link.voice)
    name = voice.name if voice else link.voice
    marks: list[str] = [m for m in (link.stance if link.stance != "asserts" else "", link.basis or "") if m]
    if voice and voice.anonymous:
        marks.insert(0, "unnamed")
    return name + (f" ({', '.join(marks)})" if marks else "")


def word_chain(chain: Iterable[ChainLink], voices: Mapping[str, Voice], outlet: str | None) -> str:
    """Say who says it, outermost first; the outlet itself where the chain is empty.

    >>> word_chain((), {}, "Harbour Post")
    'Harbour Post itself'
    """
    return " > ".join(word_link(link, voices) for link in chain) or f"{outlet or 'the report'} itself"


def word_witnesses(reading: Reading) -> str:
    """Say the three counts: reports, origins, terminal sources; a range where a count is open.

    >>> from variorum.model.value import Text
    >>> counts = ("reports", "origins", "origins_max", "terminal_sources", "terminal_sources_max")
    >>> told = {"value": Text(text="arrest"), "claims": (), "first": None, "last": None}
    >>> word_witnesses(Reading(**told, **dict.fromkeys(counts, 0), against=("c-1",)))
    'only denied: nobody affirms it'
    """
    if not reading.claims and reading.derived is None:
        return "only denied: nobody affirms it" if reading.against else "a person's value, in no report"

    def count(low: int, high: int, one: str, many: str) -> str:
        number = str(low) if low == high else f"{low} to {high}"
        return f"{number} {one if (low, high) == (1, 1) else many}"

    return ", ".join(
        (
            count(reading.reports, reading.reports, "report", "reports"),
            count(reading.origins, reading.origins_max, "origin", "origins"),
            count(reading.terminal_sources, reading.terminal_sources_max, "source", "sources"),
        )
    )


def word_hour(reading: Reading, claims: Iterable[Claim]) -> str:
    """Say how many reports give the hour, where others give the day alone; "" where all or none give it.

    Claims of one day stand in one reading, and what agrees there is the day.
    """
    if not has_hour(reading.value):
        return ""
    told = {claim.report for claim in claims if has_hour(claim.value)}
    if not 0 < len(told) < reading.reports:
        return ""
    return f"the hour from {say_number_of(len(told), 'report')}"


def word_against(reading: Reading, claims: Mapping[str, Claim]) -> str:
    """Say how many deny a reading or take it back, each once whoever quotes them; "" where nobody does."""
    told = [claims[id_] for id_ in reading.against if id_ in claims]
    who = {
        (c.chain[-1].voice, c.chain[-1].stance == "retracts") if c.chain else (c.report, False) for c in told
    }
    back = sum(takes_back for _, takes_back in who)
    parts = (f"{done} by {n}" for done, n in (("denied", len(who) - back), ("taken back", back)) if n)
    return ", ".join(parts)


def word_standing(
    reading: Reading, claims: Mapping[str, Claim], entry: Entry | MachineEntry | None = None
) -> str:
    """Say who stands behind a reading, who against it, and whether its report tells it no more."""
    against = word_against(reading, claims)
    if against and not reading.claims and reading.derived is None:
        return f"only {against}: nobody affirms it"
    hour = word_hour(reading, (claims[id_] for id_ in reading.claims if id_ in claims))
    dropped = "no longer told" if entry is not None and _is_dropped(reading, claims, entry) else ""
    parts = (word_witnesses(reading), hour, against, dropped)
    return ", ".join(words for words in parts if words)


def _is_dropped(reading: Reading, claims: Mapping[str, Claim], entry: Entry | MachineEntry) -> bool:
    """Say whether a value was told only in texts that were edited since, and nothing has taken its place.

    Of such an entry nothing is preferred though somebody asserted the value and nobody took it back.
    """
    if entry.preferred is not None or entry.status != "revised":
        return False
    asserted = any(claims[id_].modality == "asserted" for id_ in reading.claims if id_ in claims)
    return asserted and reading.superseded_by is None and not reading.against


def word_entry(entry: Entry | MachineEntry) -> str:
    """Say what an entry holds: the preferred value first, the others after it.

    Readings that another one superseded stand in brackets.
    """
    order: Iterable[int] = range(len(entry.readings))
    if entry.preferred is not None:
        order = [entry.preferred, *(i for i in order if i != entry.preferred)]
    shown = [(r, word_reading(r, {})) for r in (entry.readings[i] for i in order)]
    return "; ".join(f"[{words}]" if r.superseded_by is not None else words for r, words in shown)


def word_decision(decision: Decision) -> str:
    """Say what a person decided, in a few words.

    >>> word_decision(Decision(id="", what="rate", about=("v-1",), text="B2", by="a", at="", why=""))
    'rate v-1: B2'
    """
    first, *others = decision.about
    match decision.what:
        case "correct":
            of = f" of {decision.of}" if decision.of else ""
            value = "no value" if decision.value is None else word_value(decision.value)
            return f"correct {first} {decision.slot}{of}: {value}"
        case "copy":
            return f"copy {first}: " + (f"from {others[0]}" if others else "from nobody")
        case "split":
            return f"split {first}: {', '.join(others)} to {decision.text}"
        case "merge":
            return f"merge {first}: takes in {', '.join(others)}"
    return f"{decision.what} {first}" + (f": {decision.text}" if decision.text else "")


def brief_entry(entry: Entry) -> str:
    """Say an entry in the space of a table's cell: the preferred value, and how many others there are."""
    others = len(entry.readings) - (entry.preferred is not None)
    shown = "no value" if entry.preferred is None else word_value(entry.readings[entry.preferred].value)
    return f"{shown} (+{others})" if others else shown


def holds_many(slot: str) -> bool:
    """Say whether several values of a slot hold side by side, so that showing one prefers none.

    >>> holds_many("said"), holds_many("killed")
    (True, False)
    """
    return bool(load_yaml("ontology/slots.yaml")["slots"].get(slot, {}).get("many"))


def order_slots(slots: Iterable[str]) -> list[str]:
    """Order slots as the ontology lists them, unknown ones last by name."""
    rank = {slot: i for i, slot in enumerate(load_yaml("ontology/slots.yaml")["slots"])}
    return sorted(slots, key=lambda slot: (rank.get(slot, len(rank)), slot))
