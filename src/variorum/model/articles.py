"""The states of one article: texts at one address, or in one file, the later for the earlier."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

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


def names_a_page(url: str) -> bool:
    """Say whether an address is one page's; a site's front page is given for many articles at once.

    >>> names_a_page("https://osk.example/1"), names_a_page("https://osk.example/")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return bool(parts.path.strip("/") or parts.query)


def number_states(revises: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """Return of each report in a chain of revisions its first state, and how many came before it.

    >>> number_states({"b": "a", "c": "b"})["c"]
    ('a', 2)
    """
    later: dict[str, list[str]] = {}
    for report, old in sorted(revises.items()):
        later.setdefault(old, []).append(report)
    found = {report: (report, 0) for report in later if report not in revises}
    waiting = [*found]
    for report in waiting:  # grows as the states behind it are reached
        first, steps = found[report]
        found.update(dict.fromkeys(later.get(report, ()), (first, steps + 1)))
        waiting += later.get(report, ())
    # What is left revises itself in a ring, in a record changed by hand: nothing came first.
    return found | {report: (report, 0) for report in revises if report not in found}


def states_of(reports: Iterable[ReportLine]) -> dict[str, tuple[str, int]]:
    """Return `number_states` of the reports of a record."""
    lines = {line.id: line.revision_of for line in reports}
    return number_states({id_: old for id_, old in lines.items() if old is not None and old in lines})
