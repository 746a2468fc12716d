"""What a report says of whose words it carries: agencies, other outlets, sisters of one house."""

import functools
from collections.abc import Iterator, Sequence

from variorum.data import load_yaml
from variorum.link.copies.witness import Witness, find_name, name_outlet

# A cue stands at most this many words from the outlet's name.
_BEFORE, _AFTER = 5, 4
# A short form in brackets signs what ends there, or opens what follows behind a dash.
_SIGNED = frozenset({"", "\n", "-", "–", "—"})
_SHORTEST = 3  # letters of a short form


def credits_outlet(witness: Witness, outlet: str | None) -> bool:
    """Say whether a report names an outlet, or the agency that it is, as the source of words."""
    return bool(find_credits(witness, outlet)) or _agency(outlet) in {
        _agency(credit) for credit in witness.report.credits if credit
    } - {""}


def find_credits(witness: Witness, outlet: str | None) -> list[int]:
    """Return the words at which a report credits an outlet with a passage or with all of it."""
    name = name_outlet(outlet)
    if not name or name == name_outlet(witness.report.outlet):
        return []
    text, found = witness.report.text, []
    forms = _forms().get(name, (name,))
    for form in forms:
        for start, end in find_name(witness, form):
            before = " ".join(witness.written[max(0, start - _BEFORE) : start]).lower()
            after = " ".join(witness.written[end : end + _AFTER]).lower()
            bracketed = text[witness.words.starts[start] - 1 : witness.words.starts[start]] == "("
            if bracketed or _cued(before, after):
                found.append(start)
    return sorted({*found, *_find_short(witness, outlet or "")})


def _find_short(witness: Witness, outlet: str) -> Iterator[int]:
    """Yield where a short form of an outlet's name signs a paragraph or a dateline: "(CPA)", "(Lanka) -"."""
    for form in short_forms(outlet):
        for start, end in find_name(witness, form):
            before = witness.report.text[: witness.words.starts[start]]
            after = witness.report.text[witness.words.ends[end - 1] :][:4]
            if before.endswith("(") and after.startswith(")") and after[1:].strip(" .")[:1] in _SIGNED:
                yield start


def short_forms(outlet: str) -> tuple[str, ...]:
    """Return what an outlet may sign with beside its name: its initials, and its first word.

    >>> short_forms("Arid Plain Agency"), short_forms("Suomen Lanka"), short_forms("Courier")
    (('apa', 'arid'), ('suomen', 'lanka'), ())
    """
    words = [word for word in outlet.split() if word[:1].isupper() and word.lower() != "the"]
    if len(words) < 2:
        return ()
    initials = "".join(word[0] for word in words).lower()
    own = [word.lower() for word in (words[0], words[-1]) if word.lower() not in _kinds()]
    return tuple(form for form in (initials, *own) if len(form) >= _SHORTEST and form.isalnum())


@functools.cache
def _kinds() -> frozenset[str]:
    return frozenset(load_yaml("link/credits.yaml")["kinds"])


def _cued(before: str, after: str) -> bool:
    cues = load_yaml("link/credits.yaml")
    padded, behind = f" {before} ", f"{after} "
    return any(f" {cue} " in padded for cue in (*cues["whole"], *cues["part"])) or any(
        behind.startswith(f"{cue} ") for cue in cues["part_after"]
    )


def is_agency(outlet: str | None) -> bool:
    """Say whether an outlet sends its reports to others: a known agency, or one by its name.

    >>> is_agency("Reuters"), is_agency("Zeyt News Agency"), is_agency("Tellin Courier")
    (True, True, False)
    """
    words = f" {(outlet or '').lower()} "
    marks = load_yaml("link/credits.yaml")["agency_words"]
    return bool(_agency(outlet)) or any(f" {mark} " in words for mark in marks)


def are_sisters(one: str | None, other: str | None) -> bool:
    """Say whether two outlets belong to one house, or stand under one registered address.

    >>> are_sisters("denver.cbslocal.com", "detroit.cbslocal.com"), are_sisters("freep.com", "lohud.com")
    (True, True)
    >>> are_sisters("Tellin Courier", "Norland Radio")
    False
    """
    house = _house(one)
    return bool(house) and house == _house(other)


@functools.lru_cache(maxsize=100_000)
def _house(outlet: str | None) -> str:
    parts = (outlet or "").strip().lower().split(".")
    if len(parts) < 2 or " " in (outlet or "").strip():
        return ""
    size = 3 if len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2 else 2
    address = ".".join(parts[-size:])
    return _owners().get(address, address)


@functools.cache
def _owners() -> dict[str, str]:
    owners = load_yaml("link/owners.yaml")["owners"]
    return {address: owner["name"] for owner in owners for address in owner["outlets"]}


def _agency(outlet: str | None) -> str:
    """Return the name of the agency that an outlet or credit is, or nothing."""
    return _agencies().get(name_outlet(outlet), "")


@functools.cache
def _agencies() -> dict[str, str]:
    return {name_outlet(form): agency for agency, forms in _listed() for form in (agency, *forms)}


@functools.cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Map every form of an agency's name to all of them."""
    forms: dict[str, tuple[str, ...]] = {}
    for agency, others in _listed():
        names = tuple(name_outlet(form) for form in (agency, *others))
        forms.update(dict.fromkeys(names, names))
    return forms


@functools.cache
def _listed() -> Sequence[tuple[str, tuple[str, ...]]]:
    rows = [*load_yaml("agencies.yaml")["agencies"], *load_yaml("link/agencies.yaml")["agencies"]]
    return [(row["name"], tuple(row.get("forms", ()))) for row in rows]
