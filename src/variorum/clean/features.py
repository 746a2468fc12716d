"""What a line looks like: the features by which article, furniture, captions and credits are told apart."""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable

from variorum.clean.needles import Sought, branches_of, find_needles, look_for
from variorum.data import load_yaml

_LINE_MOST = 600  # characters of a line that the cues look at: the head and the tail of it
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_END = re.compile(r"""[.!?。！？।۔]["'”’»)\]]{0,2}$""")
_MARK = re.compile('["“”]')
_QUOTED = re.compile(r"""["“”][^"“”\n]{0,400}["”]""")
_RUN = re.compile(r"\w+")
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:on|since|by|until|last|this|late|early) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\byesterday\b",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[|›»▸▾▼►▶◀→←↗•·©®✉☕★▲▼\u2600-\u27bf\U0001f300-\U0001faff]")
_URL = Sought(re.compile(r"https?://|www\.|\w\.(?:com|org|net|co\.uk|example)\b|(?:^|\s)[@#]\w{2,}"))
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


def speech_of(line: str) -> list[str]:
    """Return how a line speaks, as `features_of` does: to whom, with what verbs, with quotations."""
    return _speech(_tidy(line)[1])


@functools.cache
def spoken(name: str) -> frozenset[str]:
    """Return the words of one kind in `speech.yaml`."""
    return frozenset(load_yaml("clean/speech.yaml")[name])


def addresses_reader(line: str) -> bool:
    """Say whether a line speaks of "we" or to "you" outside quotations."""
    return not {"you", "we"}.isdisjoint(speech_of(line))


@functools.lru_cache(64)
def runs_of_letters(line: str) -> tuple[str, ...]:
    """Return the runs of letters, figures and underscores in a line.

    >>> runs_of_letters("You're in Osk")
    ('You', 're', 'in', 'Osk')
    """
    return tuple(_RUN.findall(line))


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
    seen = {name for name, look in always if look(line)}
    seen |= {names[n][0] for n in tried if names[n][1](line)}
    found = [name for name in _cue_names() if name in seen]
    if len(found) > 1:
        found.append("cues:many")
    return tuple(found)


Cue = tuple[str, Callable[[str], re.Match[str] | None]]
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
        for pattern in itertools.chain(*map(branches_of, patterns)) if name.startswith(labels) else ():
            needles = find_needles(pattern)
            for needle in needles:
                numbers.setdefault(needle, []).append(len(cues))
            cues.append((name, look_for(re.compile(pattern, re.IGNORECASE))))
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
    ends = _END.search(line[-4:]) is not None
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
    if ("|" in line) if line.isascii() else _SYMBOL.search(line):
        found.append("symbol")
    if _URL.is_in(line, line.lower()):
        found.append("url")
    if not count:
        found.append("wordless")
    return found


def _speech(line: str) -> list[str]:
    bare = _QUOTED.sub('""', line) if _MARK.search(line) else line
    runs = runs_of_letters(bare)
    words = {run.lower() for run in runs}
    found = [name for name in ("you", "we", "said") if not spoken(name).isdisjoint(words)]
    if "said" not in found and "according" in words and _ACCORDING.search(bare):
        found.append("said")
    if "day" in bare.lower() and _DAY.search(bare):
        found.append("day")
    if not spoken("finite").isdisjoint(runs) or any(run.endswith("ed") and 4 < len(run) < 17 for run in runs):
        found.append("finite")
    if _IMPERATIVE.match(bare):
        found.append("imperative")
    if "?" in bare and "you" in found:
        found.append("asks")
    if '""' in bare:
        found.append("quote")
    return found
