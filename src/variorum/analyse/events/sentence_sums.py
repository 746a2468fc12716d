"""What single sentences of a report add up to: "a teenager and two children were shot" makes three hurt."""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.analyse.events.fates import Part
from variorum.analyse.events.mention import Mention
from variorum.analyse.page import Page
from variorum.analyse.participants import Phrase
from variorum.model.analysis import Quantity
from variorum.model.span import Span

Told = Sequence[tuple[int, Part, int, Mention]]  # number, who, head of the phrase, what tells the fate


@dataclass(frozen=True, slots=True)
class Sum:
    """What one sentence adds up to, from how many numbers, and the words that do."""

    sentence: int
    total: int
    parts: int
    words: tuple[tuple[int, Mention], ...] = ()


def sum_told(told: Told) -> list[Sum]:
    """Add up those of whom one sentence tells a fate as fact, each participant once, by the largest."""
    by_sentence: dict[int, dict[int, tuple[int, int, Mention]]] = {}
    for number, part, head, mention in told:
        if mention.is_told:
            row = by_sentence.setdefault(mention.sentence, {})
            if part.index not in row or number > row[part.index][0]:
                row[part.index] = number, head, mention
    return [
        Sum(
            sentence,
            sum(number for number, _, _ in row.values()),
            len(row),
            tuple((head, mention) for _, head, mention in row.values()),
        )
        for sentence, row in sorted(by_sentence.items())
    ]


def sum_counted(page: Page, quantities: Sequence[Quantity], slot: str) -> list[Sum]:
    """Add up the numbers that one sentence gives for a slot; those of a part of others are left out."""
    starts = [s.start for s in page.sentences]
    by_sentence: dict[int, dict[Span, int]] = {}
    for number in quantities:
        exact = number.low is not None and number.low == number.high and number.qualifier is None
        if number.slot != slot or not exact or number.scope is not None or number.kind != "count":
            continue
        sentence = bisect.bisect_right(starts, number.span.start) - 1
        by_sentence.setdefault(sentence, {})[number.counted or number.span] = int(number.low or 0)
    return [Sum(at, sum(row.values()), len(row)) for at, row in sorted(by_sentence.items())]


def differences(hurt: Sequence[Sum], dead: Sequence[Sum]) -> list[Sum]:
    """Take the dead of each sentence off those hit in it, or in the sentence before."""
    gone: Mapping[int, Sum] = {s.sentence: s for s in dead}
    found = []
    for one in hurt:
        for other in (gone.get(one.sentence), gone.get(one.sentence + 1)):
            if other is not None and 0 < other.total < one.total:
                found.append(
                    Sum(
                        one.sentence,
                        one.total - other.total,
                        one.parts + other.parts,
                        one.words + other.words,
                    )
                )
    return found


def first_number(told: Told, phrases: Mapping[int, Phrase]) -> int | None:
    """Return the number told first in the text, one in figures or words before "a man"."""
    firm = [(mention.token, number) for number, _, head, mention in told if phrases[head].number is not None]
    return min(firm)[1] if firm else min(((m.token, n) for n, _, _, m in told), default=(0, None))[1]
