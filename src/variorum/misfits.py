"""What is wrong with a setting: said in words, with the values that it may have and the nearest of them."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from variorum.data import load_yaml
from variorum.settings import Settings

_PREFIX = "VARIORUM_"
# How like a setting's name a variable must be to be a slip of the pen: others may be of other programs.
_ALIKE = 0.8


def find_misfit(name: str, value: Any) -> str | None:
    """Say why a setting cannot have a value, None where it can.

    >>> find_misfit("policy", "lates")
    "policy = 'lates': it is one of latest, ucdp, acled, ibc; did you mean latest?"
    >>> find_misfit("longest_report", -1)
    'longest_report = -1: it is a whole number of at least 1'
    >>> find_misfit("fetch_pages", "true")
    """
    if name not in Settings.__struct_fields__:
        return None
    try:
        held = msgspec.convert({name: value}, Settings, strict=False)
    except msgspec.ValidationError as error:
        return f"{name} = {value!r}: {_wanted(name, value) or error}"
    strange = set(held.columns) - _fields() if name == "columns" else ()
    return f"columns = {value!r}: no field {_near(min(strange), _fields())}" if strange else None


def _wanted(name: str, value: Any) -> str:
    kind = get_type_hints(Settings)[name]
    if get_origin(kind) is Literal:
        known = [str(word) for word in get_args(kind)]
        likely = get_close_matches(str(value), known, 1)
        return f"it is one of {', '.join(known)}" + (f"; did you mean {likely[0]}?" if likely else "")
    told = {
        bool: "it is true or false",
        int: "it is a whole number of at least 1",
        str: "it is words",
        tuple: 'it is a list, as in ["127.0.0.1"]',
        dict: 'it is pairs, as in {text = "body"}',
    }
    return told.get(get_origin(kind) or kind, "")


def _fields() -> set[str]:
    return {"text", *load_yaml("clean/columns.yaml")["columns"]}


def _near(name: str, known: Iterable[str]) -> str:
    likely = get_close_matches(name, list(known), 1, 0.5)
    return f"{name!r}" + (
        f"; did you mean {likely[0]}?" if likely else f"; it is one of {', '.join(sorted(known))}"
    )


def name_nearest(name: str, known: Iterable[str]) -> str:
    """Name the setting that a wrong name is likest to, else say where all are to be seen.

    >>> name_nearest("polcy", ["policy", "record"])
    'did you mean policy?'
    """
    likely = get_close_matches(name, list(known), 1)
    return f"did you mean {likely[0]}?" if likely else "see `variorum config`"


def find_slip(known: Iterable[str]) -> tuple[str, str] | None:
    """Return a variable of the environment that is a setting's but for a slip, and the right one."""
    names = {f"{_PREFIX}{name.upper()}" for name in known}
    for variable in sorted(os.environ):
        if variable.startswith(_PREFIX) and variable not in names:
            likely = get_close_matches(
                variable.removeprefix(_PREFIX), [n.removeprefix(_PREFIX) for n in sorted(names)], 1, _ALIKE
            )
            if likely:
                return variable, f"{_PREFIX}{likely[0]}"
    return None
