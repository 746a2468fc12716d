"""The states of one article: texts at one address, or in one file, the later for the earlier."""

import re
from collections.abc import Iterable, Mapping

from variorum.model.record import ReportLine

_WORDS = re.compile(r"\w+")
# Words of up to so many letters are in every text; an edited article keeps at least this share of the others.
_SHORT, _ALIKE = 3, 0.4


def fold_words(text: str) -> str:
    """Fold case, space and what stands between words, so that whole words are found in a text.

    >>> fold_words("Six  died.")
    ' six died '
    """
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


def are_alike(one: str, other: str) -> bool:
    """Say whether two folded texts share enough of their longer words to be states of one article.

    >>> are_alike(fold_words("Six miners died in Orvel."), fold_words("Nine miners died in Orvel."))
    True
    """
    words = [{word for word in text.split() if len(word) > _SHORT} for text in (one, other)]
    return len(words[0] & words[1]) >= _ALIKE * min(len(words[0]), len(words[1]))


def number_states(revises: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """Return of each report in a chain of revisions its first state, and how many came before it.

    >>> number_states({"b": "a", "c": "b"})["c"]
    ('a', 2)
    """
    found: dict[str, tuple[str, int]] = {}
    for report in sorted({*revises, *revises.values()}):
        first, steps = report, 0
        while first in revises and steps <= len(revises):
            first, steps = revises[first], steps + 1
        found[report] = first, steps
    return found


def states_of(reports: Iterable[ReportLine]) -> dict[str, tuple[str, int]]:
    """Return `number_states` of the reports of a record."""
    lines = {line.id: line.revision_of for line in reports}
    return number_states({id_: old for id_, old in lines.items() if old is not None and old in lines})
