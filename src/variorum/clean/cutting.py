"""Cut the lines of a plain text into parts where furniture or a credit was pasted into a line."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from variorum.clean.dateline import is_dateline
from variorum.clean.features import cues_of
from variorum.clean.unwrapping import find_lines
from variorum.data import load_yaml
from variorum.model.span import Span, trim

_SENTENCE = re.compile(
    r"""(?<=[.!?…\]])["”’)\]]{0,2}[ \t]{1,9}(?=["“‘(\[]?[A-Z0-9\U0001f300-\U0001faff])"""
    r"""|[ \t]{1,9}(?=\| [A-Z])"""
)
# Where a credit begins that closes a line: in brackets, behind a dash or bar, by its word, by its slash.
_NAME = r"[A-Z][\w.'’-]{1,20}"
_CREDIT = re.compile(
    r"""[ \t]{1,3}(?=[(\[][^()\[\]\n]{2,70}[)\]]\W{0,2}$)"""
    r"""|[ \t]{1,3}(?=© ?[A-Z\d][^.!?\n]{1,50}$)"""
    r"""|[ \t]{1,3}(?=[—–|-] ?[A-Z][^—–|.!?\n]{1,50}$)"""
    r"""|[ \t]{1,3}(?=(?i:photo(?:graph)?s?|pictures?|image|credit|pics?|video|footage|source)"""
    r"""(?i: credit| courtesy(?: of)?)?(?i::| by) ?[A-Z][^.!?:\n]{1,60}\W?$)"""
    rf"""|[ \t]{{1,3}}(?=(?:[A-Z]{{2,8}}|Handout|{_NAME} {_NAME}) ?/ ?{_NAME}(?: {_NAME}){{0,3}}$)""",
    re.MULTILINE,
)
# The same where no word of the line speaks of a picture: told by its form alone.
_INITIALED = rf"(?!U\.[KNS]|D\.C)(?:[A-Z]\.[ -]?){{1,2}}{_NAME}"
_REST = r"(?:[^—–|.!?\n]|(?<=\b[A-Z])\.){1,50}"
_PLAIN_CREDIT = re.compile(
    rf"""[ \t]{{1,3}}(?=[(\[](?!\d{{1,9}} [a-z])[^()\[\]\n]{{2,70}}[)\]]$)"""
    rf"""|[ \t]{{1,3}}(?=(?:©|\([cC]\)) ?[A-Z\d][^!?\n]{{1,60}}$)"""
    rf"""|[ \t]{{1,3}}(?=[|/] ?[A-Z]{_REST}$)"""
    rf"""|(?:(?<=[.!?…])|(?<=[.!?…]["”’)]))[ \t]{{1,3}}(?=[—–-] ?[A-Z]{_REST}$)"""
    rf"""|(?<=\w)(?<!\bby)(?<!\bof)(?<!\bto)(?<!\bfor)(?<!\band)(?<!\bwith)(?<!named)(?<!called)(?<!said)(?<!says)"""
    rf"""[ \t]{{1,3}}(?=(?:[—–-] )?{_INITIALED}(?:/\w{{1,20}}){{0,2}}(?<![.'’])$)"""
    rf"""|(?<!\ba)(?<!\ban)(?<!\bthe)[ \t]{{1,3}}(?={_NAME}(?: {_NAME}){{0,2}} ?/ ?[\w.]{{2,20}}"""
    rf"""(?:(?: [\w.]{{1,20}}){{0,2}} [A-Z\d][\w.]{{0,19}})?(?<!\.)$)""",
)
_MOST_WORDS = 8
_LEAST_NAMED = 0.5  # share of the words of a credit without a mark that have a capital
_LONGEST_TAIL = 60
_ABBREVIATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Rep|Sen|Gov|St|No|[A-Z])\.$"
)
_LONGEST_CREDIT = 90
_CLOSED = re.compile(r"[.,!?…:;\"”’)\]]$")
_LEAST_SMALL = 0.25  # share of small letters in a line that is not written in capitals
_LEAST_BEFORE = 3  # words of a caption in front of such a credit: "2. Lucy Crane" is a place in a race
_LEAST_TOLD = 6  # words of an article that goes on behind furniture in one line


def cut_lines(text: str) -> list[list[Span]]:
    """Return the parts of each line that is not blank: the line whole, or cut where something was pasted in.

    >>> [len(parts) for parts in cut_lines("Rain fell. It stopped.\\n\\nThe pier at noon. Photo: Mina Joss")]
    [1, 2]
    >>> [part.of("The pier at noon. Joss/NTX") for part in cut_lines("The pier at noon. Joss/NTX")[0]]
    ['The pier at noon.', 'Joss/NTX']
    """
    lines = (list(_parts(text, start, end)) for start, end in find_lines(text))
    return [parts for parts in lines if parts]


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    line = trim(text, start, end)
    if line.start == line.end:
        return
    if is_dateline(line.of(text)):
        yield line
        return
    cuts = {
        m.end()
        for m in _SENTENCE.finditer(text, line.start, line.end)
        if not _ABBREVIATED.search(text, max(line.start, m.start() - 8), m.start())
    }
    for button in _buttons().finditer(text, line.start, line.end):
        cuts |= {button.start(), button.end()}
    parts = _cut_at(text, line, cuts | _find_credit(_CREDIT, text, line))
    cued = [bool(cues_of(part.of(text))) for part in parts]
    breaks = {
        at
        for n, part in enumerate(parts)
        if cued[n] or (n and cued[n - 1])
        for at in _find_lost_break(text, part, cued[n])
    }
    if breaks or (len(parts) > 1 and any(cued)):
        yield from _cut_at(text, line, breaks.union(part.start for part in parts))
    elif _is_shouted(line.of(text)):  # capitals tell no names: "BOGOTA, 4 JUL (MNA) -- [TEXT]"
        yield line
    else:
        credit = _find_names(text, line, cuts) or _find_credit(_PLAIN_CREDIT, text, line)
        yield from _cut_at(text, line, credit)


def _is_shouted(words: str) -> bool:
    return sum(map(str.islower, words)) < _LEAST_SMALL * len(words)


def _cut_at(text: str, line: Span, cuts: Iterable[int]) -> list[Span]:
    edges = sorted({line.start, line.end, *cuts})
    parts = (trim(text, start, end) for start, end in itertools.pairwise(edges))
    return [part for part in parts if part.start < part.end]


def _find_credit(form: re.Pattern[str], text: str, line: Span) -> set[int]:
    """Return where a credit of some form begins at the end of a line, if it does."""
    tail = max(line.start, line.end - _LONGEST_CREDIT)
    found = form.search(text[tail : line.end])
    return {tail + found.end()} if found else set()


def _find_names(text: str, line: Span, sentences: Iterable[int]) -> set[int]:
    """Return where names stand alone behind a line's last sentence: "The pier at noon. Wanda Kuhn, VTB"."""
    at = max((cut for cut in sentences if text[cut] != "|"), default=line.start)
    tail = text[at : line.end]
    words = tail.split() if line.end - at <= _LONGEST_TAIL else []
    if not 0 < len(words) <= _MOST_WORDS or len(text[line.start : at].split()) < _LEAST_BEFORE:
        return set()
    named = sum(word[0].isupper() for word in words) / len(words) >= _LEAST_NAMED
    return {at} if _handed().match(tail) or (named and _CLOSED.search(tail) is None) else set()


def _find_lost_break(text: str, part: Span, is_cued: bool) -> set[int]:
    """Return where the article goes on, behind furniture that ends without a stop, if it does.

    In a part with a cue the cue must stand in front; another follows one: "Read more", then a headline.

    >>> text = "Read more about video The warden had carried 43 of them out."
    >>> [text[at:] for at in _find_lost_break(text, Span(0, len(text)), is_cued=True)]
    ['The warden had carried 43 of them out.']
    """
    for found in _openings().finditer(text, part.start, part.end):
        rest = text[found.end() : part.end]
        front = text[part.start : found.start()]
        if len(rest.split()) >= _LEAST_TOLD and (not is_cued or cues_of(front)):
            return {found.end()}
    return set()


@functools.cache
def _openings() -> re.Pattern[str]:
    """Return where a sentence may begin behind words that end none: at a word that opens, in a capital."""
    words = "|".join(load_yaml("clean/furniture.yaml")["openings"])
    return re.compile(rf"(?<=[a-z\d%)])[ \t]{{1,3}}(?=(?:{words})[ ,][\w\"“]|[A-Z][a-z]{{2,14}}s [a-z\d])")


@functools.cache
def _handed() -> re.Pattern[str]:
    """Return the credits of pictures that nobody of a paper took: "Family photo", "Handout image"."""
    words = "|".join(load_yaml("clean/furniture.yaml")["handed"])
    return re.compile(rf"(?:{words})[ \w]{{1,30}}$")


@functools.cache
def _buttons() -> re.Pattern[str]:
    """Return the words that stand alone in front of or behind an article pasted as one line."""
    words = "|".join(load_yaml("clean/furniture.yaml")["buttons"])
    return re.compile(rf"""(?:(?<=^)|(?<=[.!?”"] ))(?:{words})(?= [A-Z(“"])""", re.MULTILINE)
