"""Which sentences of a report went and came when it was revised."""

import difflib
import re
from collections.abc import Iterator

from variorum.model.record import ReportLine

_SENTENCE = re.compile(r"(?<=[.!?])\s{1,9}|\n{1,9}")
_MOST_SENTENCES = 6
_MOST_COMPARED = 500


def tell_revision(line: ReportLine, reports: dict[str, ReportLine]) -> str:
    """Say that a report was revised, and the first sentences that went and came."""
    earlier = reports.get(line.revision_of or "")
    who = line.outlet or "An outlet"
    title = f' "{line.title}"' if line.title else ""
    changed = "".join(_changed_sentences(earlier.text if earlier else "", line.text))
    return f"{who} changed its report{title} ({line.revision_of} is now {line.id}){changed}"


def _changed_sentences(old: str, new: str) -> Iterator[str]:
    """Yield the first sentences that went and came, each on a line of its own."""
    was, now = _SENTENCE.split(old)[:_MOST_COMPARED], _SENTENCE.split(new)[:_MOST_COMPARED]
    steps = difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    changed = [
        (word, sentence)
        for name, a, b, c, d in steps
        if name != "equal"
        for word, sentences in (("was", was[a:b]), ("now", now[c:d]))
        for sentence in sentences
    ]
    for word, sentence in changed[:_MOST_SENTENCES]:
        yield f"\n      {word}: {' '.join(sentence.split())}"
    if len(changed) > _MOST_SENTENCES:
        yield f"\n      and {len(changed) - _MOST_SENTENCES} sentences more"
