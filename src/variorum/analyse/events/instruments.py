"""What is said to have been used in a happening told before: "the ministry denied that tear gas was used"."""

import bisect
from collections.abc import Sequence

from variorum.analyse.attribution import read_factuality
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.weapons import used_weapon
from variorum.model.analysis import Filling
from variorum.model.value import Text

_NEAR = 3  # sentences from a happening to what is said to have been used in it
_ARMED = frozenset({"violence", "protest", "capture"})


def find_used(teller: Teller, groups: Sequence[Happening]) -> dict[int, list[Filling]]:
    """Return what is said to have been used in happenings that other sentences tell, by their index.

    It is of the happening told last before it, one in which the same was used where there is one.
    """
    page, tree = teller.page, teller.tree
    mentions = [(m, g) for g in groups for m in g.mentions if g.family in _ARMED and not m.is_generic]
    found: dict[int, list[Filling]] = {}
    if not mentions:
        return found
    spans = {m.instrument for m, _ in mentions if m.instrument is not None}
    starts = [s.start for s in page.sentences]
    for verb in range(tree.size):
        span = used_weapon(tree, verb)
        if span is None or any(span.overlaps(other) for other in spans):
            continue
        sentence = bisect.bisect_right(starts, span.start) - 1
        near = [(m, g) for m, g in mentions if 0 < sentence - m.sentence <= _NEAR]
        if not near:
            continue
        words = " ".join(span.of(page.text).split())
        same = [(m, g) for m, g in near if m.instrument and _core(m.instrument.of(page.text)) == _core(words)]
        _, group = max(same or near, key=lambda t: (t[0].sentence, t[1].family == "violence", t[0].token))
        polarity, modality = read_factuality(page, tree.word(verb), teller.found.attributions)
        if modality in ("hypothetical", "planned"):
            continue
        said = Mention(token=verb, span=tree.word(verb), type=group.mentions[0].type)
        said.polarity, said.modality = polarity, modality
        found.setdefault(group.index, []).append(teller.fill("instrument", Text(text=words), span, said))
    return found


def _core(words: str) -> str:
    return words.rsplit(maxsplit=1)[-1].casefold().removesuffix("s")
