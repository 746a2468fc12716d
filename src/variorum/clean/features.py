"""What a line looks like: the features by which article, furniture, captions and credits are told apart."""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable

from variorum.clean.needles import find_needles
from variorum.data import load_yaml

_LINE_MOST = 600  # characters of a line that the cues look at: the head and the tail of it
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_END = re.compile(r"""[.!?。！？।۔]["'”’»)\]]{0,2}$""")
_QUOTED = re.compile(r"""["“”][^"“”\n]{0,400}["”]""")
_YOU = re.compile(r"\b(?:you|your|yours|you.re|you.ll)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|us|we.re|we.ll|we.ve)\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:said|says|told|according to|added|announced|reported|confirmed|denied|accused|described|warned"
    r"|called|asked|claimed|wrote|argued|insisted)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:on|since|by|until|last|this|late|early) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\byesterday\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|is|are|been|will|would|could|did|\w{3,14}ed|went|came|took|gave|found|fell|left"
    r"|held|made|began|broke|struck|stood|ran|met|led|sent|lost|won|kept|brought|told|said|put|grew|rose)\b"
)
_SYMBOL = re.compile(r"[|›»▸▾▼►▶◀→←↗•·©®✉☕★▲▼\u2600-\u27bf\U0001f300-\U0001faff]")
_URL = re.compile(r"https?://|www\.|\w\.(?:com|org|net|co\.uk|example)\b|(?:^|\s)[@#]\w{2,}")
_IMPERATIVE = re.compile(
    r"^\W{0,4}(?:sign|subscribe|read|watch|follow|share|download|click|get|join|listen|register|support|donate"
    r"|help|tap|see|check|visit|email|e-mail|call|contact|send|find|enter|enable|view|like|never|want|stay|try"
    r"|buy|shop|learn|discover|explore|log|turn|choose|select|vote|tell|let|please|give|become|keep|save|add"
    r"|open|scroll|swipe|take|start|browse|order|apply|submit|report|print|go|skip|search|love|enjoy\w{0,3})\b",
    re.IGNORECASE,
)
_GRAM = 3  # letters by which the strings that a cue needs are looked up, but for those that are shorter
_MANY = 200  # such strings above which looking them up by their letters is quicker than trying each
_LABELS = ("cue:", "credit:", "caption:")
_LENGTHS = (2, 4, 8, 15, 30)


def features_of(line: str) -> list[str]:
    """Return the names of the features that a line has, each once.

    >>> "cue:newsletter" in features_of("Sign up for our newsletter")
    True
    >>> "said" in features_of("The river rose by two metres on Friday, the mayor said.")
    True
    """
    line, seen = _tidy(line)
    return [*_cues(seen), *_shape(line), *_speech(seen)]


def cues_of(line: str) -> tuple[str, ...]:
    """Return the cues of a line alone, by the names that `features_of` gives them.

    >>> cues_of("Sign up for our newsletter")
    ('cue:newsletter',)
    """
    return _cues(_tidy(line)[1])


def aside_of(line: str) -> tuple[str, ...]:
    """Return the cues of captions and credits alone, at a third of the cost."""
    return _cues(_tidy(line)[1], _LABELS[1:])


def is_ended(line: str) -> bool:
    """Say whether a line ends as a sentence does."""
    return _END.search(line.rstrip()[-4:]) is not None


def is_quoted(line: str) -> bool:
    """Say whether a line begins with a quotation mark."""
    return line.lstrip()[:1] in "\"“‘'" if line else False


def addresses_reader(line: str) -> bool:
    """Say whether a line speaks of "we" or to "you" outside quotations."""
    bare = _QUOTED.sub('""', _tidy(line)[1])
    return bool(_YOU.search(bare) or _WE.search(bare))


def _tidy(line: str) -> tuple[str, str]:
    """Return a line with single spaces, and of it what the cues look at."""
    line = " ".join(line.split())
    return line, line if len(line) <= _LINE_MOST else f"{line[: _LINE_MOST // 2]} {line[-_LINE_MOST // 2 :]}"


@functools.lru_cache(512)
def _cues(line: str, labels: tuple[str, ...] = _LABELS) -> tuple[str, ...]:
    low = line.lower()
    names, always, needles, by_gram = _patterns(labels)
    if by_gram:
        grams = by_gram.keys() & {low[n : n + _GRAM] for n in range(len(low) - _GRAM + 1)}
        needles = itertools.chain(needles, *map(by_gram.__getitem__, grams))
    tried = {n for needle, numbers in needles if needle in low for n in numbers}
    seen = {name for name, pattern in always if pattern.search(line)}
    seen |= {names[n][0] for n in tried if names[n][1].search(line)}
    found = [name for name in _cue_names() if name in seen]
    if len(found) > 1:
        found.append("cues:many")
    return tuple(found)


Cue = tuple[str, re.Pattern[str]]
Needle = tuple[str, list[int]]


@functools.cache
def _patterns(
    labels: tuple[str, ...],
) -> tuple[list[Cue], list[Cue], Iterable[Needle], dict[str, list[Needle]]]:
    """Return the cues for some labels; those to be tried on every line; and for the others what it must hold.

    That is each string without which a cue cannot match, with the numbers of its cues; where there are many,
    all but the short ones by their rarest three letters.
    """
    cues: list[Cue] = []
    always: list[Cue] = []
    numbers: dict[str, list[int]] = {}
    for name, patterns in _cue_names().items():
        for pattern in patterns if name.startswith(labels) else ():
            needles = find_needles(pattern)
            for needle in needles:
                numbers.setdefault(needle, []).append(len(cues))
            cues.append((name, re.compile(pattern, re.IGNORECASE)))
            if not needles:
                always.append(cues[-1])
    if len(numbers) < _MANY:
        return cues, always, list(numbers.items()), {}
    times = Counter(gram for needle in numbers for gram in _grams(needle))
    by_gram: dict[str, list[Needle]] = {}
    for needle in (n for n in numbers if len(n) >= _GRAM):
        rarest = min(_grams(needle), key=lambda g: (times[g], g))
        by_gram.setdefault(rarest, []).append((needle, numbers[needle]))
    return cues, always, [(n, held) for n, held in numbers.items() if len(n) < _GRAM], by_gram


def _grams(needle: str) -> list[str]:
    return [needle[n : n + _GRAM] for n in range(len(needle) - _GRAM + 1)]


@functools.cache
def _cue_names() -> dict[str, list[str]]:
    table = load_yaml("clean/furniture.yaml")
    return {
        f"cue:{name}" if label == "furniture" else f"{label}:{name}": patterns
        for label in ("furniture", "credit", "caption")
        for name, patterns in table[label].items()
    }


def _shape(line: str) -> list[str]:
    words = _WORD.findall(line)
    count = len(words)
    size = sum(count > edge for edge in _LENGTHS)
    found = [f"size:{size}"]
    ends = bool(_END.search(line))
    found.append("ends" if ends else "open")
    found.append(f"size:{size}:{'ends' if ends else 'open'}")
    if line.endswith(("...", "…", ":")):
        found.append("trails")
    if line[:1] in "\"“‘'":
        found.append("quoted")
    if line[:1].islower():
        found.append("lower")
    if count and all(w.isupper() for w in words):
        found.append("caps")
    if count > 2 and sum(w[0].isupper() for w in words) >= 0.7 * count:
        found.append("titled")
    if _SYMBOL.search(line):
        found.append("symbol")
    if _URL.search(line):
        found.append("url")
    if not count:
        found.append("wordless")
    return found


def _speech(line: str) -> list[str]:
    bare = _QUOTED.sub('""', line)
    tests = (
        ("you", _YOU),
        ("we", _WE),
        ("said", _SAID),
        ("day", _DAY),
        ("finite", _PAST),
        ("imperative", _IMPERATIVE),
    )
    found = [name for name, pattern in tests if pattern.search(bare)]
    if "?" in bare and "you" in found:
        found.append("asks")
    if "quote" not in found and '""' in bare:
        found.append("quote")
    return found
