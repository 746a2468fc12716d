"""The days of a main happening whose report names none: news told in plain past tense happened lately.

"Police are looking for whoever shot a man" names no day, but says by its words that it is news; "a man was
sentenced for shooting his cousin" says that it is not. The words of a report weigh this together, learned
from reports whose happening's day is known.
"""

import datetime
import functools
from collections.abc import Mapping

from variorum.analyse.events.happening import Happening
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.data import load_rows
from variorum.model.analysis import Timex
from variorum.model.value import Time

DAYS = 2  # before the report's own day; within these lie four of five happenings that are taken for recent
READ = 600  # words of a report that are weighed
_LIKELY = 0.5  # log odds below which no day is given at all: then five of six are right
_FAMILIES = frozenset({"violence"})  # what the weights were trained on


def place_lately(page: Page, tree: Tree, group: Happening) -> Timex | None:
    """Put a happening that no words date on the report's day or the two before; None if it may be older.

    Its words are those that tell it, `timex` is PAST_REF: what "recently" would say.
    """
    if not page.published or group.family not in _FAMILIES or not group.told:
        return None
    weights = _weights()
    if not weights or weights[""] + sum(weights.get(word, 0.0) for word in list_words(page, tree)) < _LIKELY:
        return None
    last = datetime.date.fromisoformat(page.published[:10])
    if last.toordinal() <= DAYS:
        return None  # the calendar begins there
    first = last - datetime.timedelta(days=DAYS)
    time = Time(start=first.isoformat(), end=last.isoformat(), timex="PAST_REF")
    return Timex(span=group.told[0].span, type="DATE", value="PAST_REF", time=time)


def list_words(page: Page, tree: Tree) -> list[str]:
    """Return the words of a report that may be weighed, each once, those of its title marked; no names."""
    found: dict[str, None] = {}
    for i in range(min(tree.size, READ)):
        lemma = tree.lemma[i].lower()
        if len(lemma) > 1 and lemma.isalpha() and not tree.tag[i].startswith("NNP"):
            found["t " + lemma if tree.start[i] < page.title_end else lemma] = None
    return list(found)


@functools.cache
def _weights() -> Mapping[str, float]:
    """Load what each word adds to the log odds that a happening is recent; the base stands under ""."""
    return {"" if word == "BASE" else word: float(weight) for word, weight in load_rows("events/recency.tsv")}
