"""Convert measures between units by a units library; reading never does, it keeps the words' own unit."""

import functools
from typing import Any

from variorum.data import load_yaml
from variorum.errors import AnalysisError


def convert(value: float, unit: str, to: str) -> float:
    """Convert a value from one unit of measure to another.

    Units are those of `quantities/units.yaml`. Raises `AnalysisError` (E271) for an unknown unit, and for
    two units that measure different things.

    >>> round(convert(90, "mile", "kilometre"))
    145
    """
    import pint

    registry = _registry()
    try:
        return float(registry.Quantity(value, name_in_library(unit)).to(name_in_library(to)).magnitude)
    except pint.DimensionalityError as error:
        raise AnalysisError("E271", f"{unit} cannot be turned into {to}", do="choose a unit alike") from error


def name_in_library(unit: str) -> str:
    """Return the name of a unit in the units library, raising `AnalysisError` (E271) where there is none.

    >>> name_in_library("square_kilometre")
    'kilometre**2'
    """
    known = load_yaml("quantities/units.yaml")["units"].get(unit)
    if known is None:
        raise AnalysisError("E271", f"{unit!r} is no unit of measure", do="see quantities/units.yaml")
    return str(known.get("pint", unit))


@functools.cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
