"""Whose material a report says that it carries: agencies and other outlets."""

import functools
import re

from variorum.data import load_yaml

_SPACE = re.compile(r"\s+")


def find_credits(text: str, aside: list[str], outlet: str | None) -> tuple[str, ...]:
    """Return the agencies credited, by their names in `agencies.yaml`, in order of first mention.

    `aside` are captions and credit lines, where a bare short form is enough; in running text it takes a
    cue ("told the Associated Press", "(AP)"). The report's own outlet is no credit.

    >>> find_credits("He spoke to The Associated Press.", ["(Ministry via AP)"], "The Independent")
    ('Associated Press',)
    """
    found: list[str] = []
    for pattern, texts in ((_aside(), aside), (_running(), [text])):
        for one in (t for t in texts if any(form in t for form in _names())):
            found.extend(_names()[_fold(m.group("form"))] for m in pattern.finditer(one))
    own = _names().get(_fold(outlet or ""))
    return tuple(name for name in dict.fromkeys(found) if name != own)


def _fold(form: str) -> str:
    return _SPACE.sub(" ", form).strip().removeprefix("The ").removeprefix("the ")


@functools.cache
def _names() -> dict[str, str]:
    agencies = load_yaml("agencies.yaml")["agencies"]
    return {form: a["name"] for a in agencies for form in (a["name"], *a.get("forms", ()))}


@functools.cache
def _forms() -> str:
    return "|".join(re.escape(form) for form in sorted(_names(), key=lambda f: (-len(f), f)))


@functools.cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<form>{_forms()})(?![\w-])")


@functools.cache
def _running() -> re.Pattern[str]:
    cues = "|".join(load_yaml("agencies.yaml")["cues"])
    return re.compile(
        rf"(?:\((?=[^()]{{1,40}}\))|\b(?i:{cues})\s+(?:[Tt]he\s+)?)(?P<form>{_forms()})(?![\w-])"
    )
