"""Kin who speak before they are named: "Tosk was 33, his sister said. Orla Tosk, who drove up, said"."""

from collections.abc import Sequence
from typing import Protocol

from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.pointing import Surroundings
from variorum.model.span import Span

_OWNED = frozenset({"his", "her", "their"})


class Speaker(Protocol):
    """One who speaks: what its words say, and where they stand."""

    about: Description
    mentions: list[Span]


def named_after(around: Surroundings, text: str, speakers: Sequence[Speaker]) -> dict[int, int]:
    """Return by index the speakers told only as somebody's kin whom the next sentence names.

    Its speaker has the surname of one who is named in the sentence of the kin, or in the one before.
    """
    found: dict[int, int] = {}
    for k, one in enumerate(speakers):
        last = max(one.mentions)
        if one.about.is_named or not _is_kin(last.of(text)):
            continue
        here = around.sentence(last.start)
        told = {
            m.about.key[-1]
            for m in around.before(last.start)
            if m.about.is_named and m.about.key and here - 1 <= m.sentence <= here
        }
        for n, other in enumerate(speakers):
            is_full = other.about.is_named and other.about.type == "person" and len(other.about.key) > 1
            is_next = around.sentence(min(other.mentions).start) == here + 1
            if is_full and is_next and other.about.key[-1] in told:
                found[k] = n
                break
    return found


def _is_kin(worded: str) -> bool:
    words = worded.lower().split()
    return len(words) == 2 and words[0] in _OWNED and words[1] in load_source_words().kin
