"""How a line of plain text is put: its words, the tense of its verbs, the names and slashes of credits.

Beside the cues of `features.py` these tell a caption ("A man walks past the bridge") from a paragraph and a
credit ("Mina Joss/NTX") from a link, where no markup helps.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from variorum.clean.features import runs_of_letters, spoken
from variorum.clean.needles import Sought
from variorum.data import load_rows, load_yaml

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LOOKED_AT = 600  # characters of a line
_LONGEST = 30  # words of a line whose words are looked at one by one
_NAME = r"[A-Z\u00c0-\u00de][\w.'’-]{1,20}"
# Somebody not named does something now: "A soldier hands down sacks of rice".
_ACTING = re.compile(
    r"^(?:An?|The|Two|Three|Some|[A-Z][a-z]{2,15}s)(?: [\w'’-]{1,20}){1,5}?"
    r" (?!was|has|his|its|this|does)[a-z]{3,15}s(?: [a-z]{1,12})?"
    r" (?:an?|the|his|her|their|its|at|in|on|into|from|to|with|through|past|over|out|down|up|off|by|near)\b"
)
_SHAPES = tuple(
    (name, Sought(pattern))
    for name, pattern in (
        ("slash", re.compile(r"[\w.] ?/ ?[A-Z]")),
        ("agency", re.compile(r"(?:^|[\s(/|—–-])[A-Z]{2,6}(?:-[A-Z])?(?:$|[\s)/,|])")),
        ("small agency", re.compile(r"\b[a-z]{2,4}/[a-zA-Z]|^[a-z]{2,4}(?:, [a-z]{2,4})+$")),
        ("bracketed", re.compile(r"^[(\[].{1,120}[)\]]\W?$")),
        ("dashed", re.compile(r"^[—–|-]\s?\w")),
        ("named", re.compile(rf"^\W?{_NAME}(?: {_NAME}){{1,3}}\W?$")),
        ("named, told", re.compile(rf"^{_NAME}(?: {_NAME}){{1,3}},? (?:is|was|are|has|and|[A-Z][a-z]+s) ")),
        ("aged", re.compile(r", \d{1,3},")),
        ("clock", re.compile(r"\b\d{1,2}[:.]\d\d\b")),
        ("dated", re.compile(r"\b(?:19|20)\d\d\b")),
        ("weekday", re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")),
        ("colon", re.compile(r"^\W{0,2}[\w' ]{2,22}(?::| \|) \S")),
        ("acting", _ACTING),
        ("question", re.compile(r"\?[\"”’)]{0,2}$")),
        ("by name", re.compile(rf"\b(?:by|courtesy of|courtesy|via|from) (?:the )?{_NAME}")),
        ("numbered", re.compile(r"^\W?\d{1,2}[.)] ")),
    )
)


def phrasing_of(line: str) -> list[str]:
    """Return the names of what is seen in how a line is put, each once.

    >>> "shape:slash" in phrasing_of("Mina Joss/NTX"), "first:a" in phrasing_of("A man walks by")
    (True, True)
    """
    line = line[:_LOOKED_AT]
    low, words = line.lower(), _words_of(line)
    found = [f"shape:{name}" for name, sought in _SHAPES if sought.is_in(line, low)]
    found += _verbs_in(runs_of_letters(line))
    if words:
        found += [f"first:{words[0].lower()}", f"last:{words[-1].lower()}"]
    if words:
        found += _classes_in(words)
    found += _outline_of(line)
    if 0 < len(words) <= _LONGEST:
        small = [word.lower() for n, word in enumerate(words) if n == 0 or word[0].islower()]
        found += [f"word:{word}" for word in dict.fromkeys(small)]
        pairs = (f"pair:{a} {b}" for a, b in itertools.pairwise(small))
        found += dict.fromkeys(pairs)
        found += _groups_in(words)
        found.append(f"names:{min(3, (len(words) - len(small)) * 4 // len(words))}")
    return found


@functools.lru_cache(256)
def _words_of(line: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(line))


def _verbs_in(runs: Sequence[str]) -> Iterator[str]:
    """Say whether a line has words by which pictures are described."""
    if not spoken("present").isdisjoint(runs):
        yield "shape:present"
    if any(run.endswith("ing") and 5 < len(run) < 16 for run in runs):
        yield "shape:participle"
    if not spoken("placed").isdisjoint(runs):
        yield "shape:left"


def _classes_in(words: Sequence[str]) -> list[str]:
    """Say which classes of words a line holds, which it begins and ends with, and how much of it they are."""
    held = [_classes_of(word) for word in words]
    times = Counter(name for names in held for name in names)
    found = [f"has:{name}" for name in sorted(times)]
    found += [f"much:{name}" for name, count in sorted(times.items()) if count * 3 >= len(words)]
    found += [f"begins:{name}" for name in held[0]] + [f"closes:{name}" for name in held[-1]]
    page = sum(not _PAGE.isdisjoint(names) for names in held if names)
    found.append(f"page:{min(4, page * 5 // len(words))}:{min(3, len(words) // 4)}")
    if "being" not in times and not any(w.endswith("ed") for w in words if w.islower()):
        found.append("verbless")
    return found


def _groups_in(words: Sequence[str]) -> Iterator[str]:
    """Say which groups of words that mean alike a line holds, begins with and ends with."""
    groups = _groups()
    held = [groups.get(word.lower(), "") for word in words]
    yield from sorted(f"group:{group}" for group in {*held} if group)
    if held[0]:
        yield f"opening:{held[0]}"
    if held[-1]:
        yield f"closing:{held[-1]}"


@functools.cache
def _groups() -> dict[str, str]:
    return {word: group for group, words in load_rows("clean/groups.tsv") for word in words.split(" ")}


@functools.cache
def _classes() -> dict[str, tuple[str, ...]]:
    held: dict[str, list[str]] = {}
    for name, words in load_yaml("clean/words.yaml").items():
        for word in words:
            held.setdefault(str(word), []).append(name)
    return {word: tuple(sorted(set(names))) for word, names in held.items()}


@functools.lru_cache(1 << 13)
def _classes_of(word: str) -> tuple[str, ...]:
    """Return the classes of a word, in whatever number or case it stands."""
    low = word.lower().removesuffix("'s")
    return _classes().get(low) or _classes().get(low.removesuffix("s"), ())


_PAGE = frozenset(
    (
        "asks",
        "platform",
        "product",
        "settings",
        "ours",
        "yours",
        "rights",
        "heads",
        "shop",
        "sections",
        "giving",
        "talk",
    )
)
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_EDGE = 3  # tokens at each end of a line whose outline counts
_SHORT = 7  # tokens of a line whose outline counts as a whole


def _outline_of(line: str) -> list[str]:
    """Return how a line is drawn: large and small letters, figures and signs, at its ends and as a whole.

    >>> _outline_of("(Image: Mina Joss)")
    ['head:( Aa :', 'tail:Aa Aa )', 'whole:( Aa : Aa Aa )', 'sign:(', 'sign:)', 'sign::']
    """
    tokens = [_drawn(token) for token in _TOKEN.findall(line[:200])]
    if not tokens:
        return []
    tail = tokens if len(line) <= 200 else [_drawn(token) for token in _TOKEN.findall(line[-60:])]
    found = [f"head:{' '.join(tokens[:_EDGE])}", f"tail:{' '.join(tail[-_EDGE:])}"]
    if len(tokens) <= _SHORT:
        found.append(f"whole:{' '.join(tokens)}")
    return [*found, *(f"sign:{t}" for t in sorted(set(tokens)) if not t[0].isalnum())]


@functools.lru_cache(1 << 13)
def _drawn(token: str) -> str:
    if token.isdigit():
        return "9" * min(len(token), 4)
    if not token[0].isalpha():
        return token
    if len(token) > 1 and token.isupper():
        return "AA"
    return "Aa" if token[0].isupper() else "a"


_BULLETS = frozenset("•-–—*·▪►>◆")
_CLOSERS = frozenset('.!?"”')


def place_in_text(lines: Sequence[str]) -> list[list[str]]:
    """Say of each line where it stands, whether its names are those of the others, and what is beside it.

    >>> place_in_text(["Osk floods", "Osk was flooded."])[0]
    ['place:0', 'behind:1', 'known:2', 'alike:none:x-']
    """
    found_words = (_words_of(line[:_LOOKED_AT]) for line in lines)
    names = [{w for w in words if w[0].isupper() and len(w) > 2} for words in found_words]
    times = Counter(name for one in names for name in one)
    count = len(lines)
    found = []
    for n, (one, alike) in enumerate(zip(names, _alike(lines), strict=True)):
        known = sum(times[name] > 1 for name in one)
        share = "none" if not one else str(min(2, known * 2 // len(one)))
        found.append([f"place:{min(n, 3)}", f"behind:{min(count - 1 - n, 3)}", f"known:{share}", *alike])
    return found


def _alike(lines: Sequence[str]) -> Iterator[list[str]]:
    """Say which neighbours of each line are drawn as it is, as in lists; and if a colon leads to it."""
    forms = [_form_of(line) for line in lines]
    for before, form, behind in zip(["", *forms], forms, [*forms[1:], ""], strict=False):
        sides = ("both", "before", "behind", "none")[2 * (before != form) + (behind != form)]
        found = [f"alike:{sides}:{form[:2]}"]
        if before[1:2] == ":":
            found.append(f"after colon:{form[0]}")
        yield found


def _form_of(line: str) -> str:
    """Return how a line begins (bullet, figure, quotation mark, else), how it ends, and how long it is.

    >>> _form_of("- three tents;"), _form_of("Among the demands:")
    ('b-0', 'x:0')
    """
    line = line[:_LOOKED_AT].strip()
    first, last = line[:1], line[-1:]
    begin = "b" if first in _BULLETS else "n" if first.isdigit() else "q" if first in "\"“‘'" else "x"
    end = "." if last in _CLOSERS else ":" if last == ":" else "-"
    return f"{begin}{end}{min(3, len(line.split()) // 6)}"
