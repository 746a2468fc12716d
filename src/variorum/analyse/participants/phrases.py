"""Noun phrases that may name a participant, and what their own words say of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from variorum.analyse.participants.ages import bearer_of, end_of_age, is_old_one, is_so_old
from variorum.analyse.participants.figures import by_head, is_share, parts_of_figures
from variorum.analyse.participants.kinds import Kind, kind_of, left_edge, may_be_a_being, size_of, type_of
from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.participants.tree import Tree
from variorum.model.analysis import ParticipantType, Quantity
from variorum.model.span import Span

_ARGUMENT = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative", "appos", "ROOT", "oprd"}
)
# What can head a phrase: no other word does, whatever the parse says of it.
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_STANDING = frozenset({"several", "many", "dozens", "others", "old"})
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "both", "his", "her", "their", "its", "my", "our"}
)
_BULLETS = "•·▪●◦‣*►–—"
_IN_A_YEAR = {"month": 12, "week": 52, "day": 365}
_AGE_BEFORE = re.compile(r"^[\w-]{1,20}[- ]years?[- ]old (?=[A-Z][\w.'’-]{0,30} [A-Z])")
_YEAR_OLD = re.compile(r"(\d{1,3})\s?-\s?(?:year|yr)s?\s?-\s?old", re.IGNORECASE)


def in_years(number: float, unit: str | None) -> float:
    """Return an age in whole years, as the record has it: thirteen months are one year, six are none.

    >>> in_years(13, "month"), in_years(40, "year")
    (1, 40)
    """
    return number // _IN_A_YEAR[unit] if unit in _IN_A_YEAR else number


def without_age(name: str) -> str:
    """Return a full name without the age that stands before it.

    >>> without_age("18-year-old Ivo Tarn"), without_age("the 18-year-old driver")
    ('Ivo Tarn', 'the 18-year-old driver')
    """
    return _AGE_BEFORE.sub("", name)


class Phrase(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One noun phrase: its words up to the head, and what they say of number, sex, age and name.

    `low` and `high` bound how many it speaks of (None: open); `whole` is the head of the phrase that it takes
    a part of ("two of the soldiers"), `owner` that of whose it is ("his father"); `name` is a person's name
    without titles.
    """

    head: int
    first: int
    span: Span
    kind: Kind
    type: ParticipantType
    lemma: str
    low: int | None
    high: int | None
    sex: str | None = None
    name: str | None = None
    ages: tuple[Quantity, ...] = ()
    said_age: float | None = None
    definite: bool = False
    modifiers: tuple[str, ...] = ()
    owner: int | None = None
    whole: int | None = None
    number: Quantity | None = None

    @property
    def age(self) -> float | None:
        """The one age that its words give, None where they give none or several."""
        if len(self.ages) == 1 and not self.is_plural:
            low, high = self.ages[0].low, self.ages[0].high
            return float(in_years(low, self.ages[0].unit)) if low is not None and low == high else None
        return self.said_age

    @property
    def is_plural(self) -> bool:
        """Whether it speaks of more than one."""
        return self.high is None or self.high > 1

    @property
    def is_any(self) -> bool:
        """Whether it is of any that a denial speaks of, and of nobody in particular: "any guard"."""
        return self.number is not None and self.number.qualifier == "any"

    @property
    def is_person(self) -> bool:
        """Whether it speaks of people."""
        return self.type in ("person", "group")


class Phrases(Mapping[int, Phrase]):
    """The noun phrases of a page by the token index of their heads, in text order.

    A phrase is read when it is first asked for: most are of things that nothing befell. A number that is an
    age is none: `old` has the head of the phrase whose age it is.
    """

    def __init__(self, tree: Tree, quantities: Sequence[Quantity]) -> None:
        self._tree = tree
        self._counted, self._ages, self.old = by_head(tree, quantities)
        parts = parts_of_figures(tree, quantities)
        self._read: dict[int, Phrase] = {}
        self._bodies: set[int] = set()
        self._heads = [
            i
            for i, pos in enumerate(tree.pos)
            if (pos in _NOMINAL or tree.lower[i] in _STANDING)
            and _is_head(tree, i)
            and i not in self.old
            and i not in parts
        ]
        self._known = frozenset(self._heads)

    def __getitem__(self, head: int) -> Phrase:
        phrase = self._read.get(head)
        if phrase is None:
            if head not in self._known:
                raise KeyError(head)
            phrase = _phrase(self._tree, head, self._counted.get(head), self._ages.get(head, ()))
            self._read[head] = phrase
        return phrase

    def __contains__(self, head: object) -> bool:
        return head in self._known

    def __iter__(self) -> Iterator[int]:
        return iter(self._heads)

    def __len__(self) -> int:
        return len(self._heads)

    def take_for_bodies(self, heads: Iterable[int]) -> None:
        """Make phrases that seemed to be of things those of organisations: what they did only people do."""
        for head in heads:
            phrase = self[head]
            if phrase.type == "thing":
                self._read[head] = msgspec.structs.replace(phrase, type="organisation")
                self._bodies.add(head)

    def of_beings(self) -> Iterator[Phrase]:
        """Yield the phrases that are no thing's: of people, groups and organisations."""
        tree = self._tree
        for head in self._heads:
            number = self._counted.get(head)
            is_counted = (number is not None and number.unit == "person") or head in self._bodies
            if is_counted or head in self._ages or may_be_a_being(tree, head):
                phrase = self[head]
                if phrase.type != "thing":
                    yield phrase


def find_phrases(tree: Tree, quantities: Sequence[Quantity]) -> Phrases:
    """Return the noun phrases of a page by the token index of their heads, in text order."""
    return Phrases(tree, quantities)


def _is_head(tree: Tree, i: int) -> bool:
    pos, dep = tree.pos[i], tree.dep[i]
    if pos == "PROPN" and bearer_of(tree, i) != i:
        return False
    if tree.lower[i] == "ex" and i + 1 < tree.size and tree.lower[i + 1] == "-":
        return False  # "his ex-girlfriend", cut in three
    if pos in ("NOUN", "PROPN"):
        return dep not in ("compound", "nmod", "npadvmod") and not _is_day_of_old(tree, i)
    if pos == "PRON":
        return tree.tag[i] not in ("EX", "WRB")
    if pos == "NUM" or tree.lower[i] in ("several", "many", "dozens", "others"):
        if is_share(tree, i):
            return True
        return dep in ("nsubj", "nsubjpass", "dobj", "conj", "attr") or (
            dep == "pobj"
            and tree.lower[tree.head[i]] not in ("in", "at", "around", "about", "by", "on", "since")
        )
    if is_old_one(tree, i) or is_so_old(tree, i):
        return True
    return (
        tree.pos[i] == "ADJ"
        and dep in _ARGUMENT
        and dep not in ("conj", "ROOT", "oprd", "attr")
        and any(tree.dep[c] == "det" or tree.lower[c] == "year" for c in tree.children[i])
    )


def _is_day_of_old(tree: Tree, i: int) -> bool:
    """Say whether a day was taken for what is so old: "shot an 11-year-old last Friday"."""
    return tree.entity[i] == "DATE" and any(
        tree.lower[c] == "old" and tree.lower[c - 1] == "-" for c in tree.children[i]
    )


def _phrase(tree: Tree, i: int, number: Quantity | None, ages: Sequence[Quantity]) -> Phrase:
    first = left_edge(tree, i)
    if number is not None and tree.start[first] < number.span.end < tree.start[i]:
        first = min(first, tree.at.get(number.span.start, first))  # "1 , 400 people", cut into words
    last = end_of_age(tree, i)
    lemma = tree.lemma[last]
    is_any = number is not None and number.qualifier == "any"  # "that anyone was hurt" counts whoever was
    kind: Kind = "description" if is_any else kind_of(tree, i)
    lower = tree.lower[first : i + 1]
    modifiers = tuple(
        word
        for word, pos in zip(lower[:-1], tree.pos[first:i], strict=True)
        if pos not in ("PUNCT", "DET") or word == "another"
    )
    name = _name(tree, first, i) if kind == "name" else None
    low, high = size_of(tree, i, kind, number)
    # "injuring 14, the ...": the tagger takes the number for a day, its own words count people.
    is_people = number is not None and number.unit == "person"
    whole = _whole(tree, i)
    # "Five of its ambulances have been shot at": the number by itself would be of people.
    of_things = whole is not None and number is not None and number.unit not in (None, "person")
    of_things = of_things or (whole is not None and not is_people and _is_a_thing(tree, whole))
    is_old = "old" in " ".join(lower)
    old = _YEAR_OLD.search(span_text(tree, first, i)) if is_old and not ages else None
    # "a topographer, 25": whoever is so many years old is a person, whatever the trade.
    is_aged = bool(ages) or (is_old and "old" in lower) or "aged" in lower
    return Phrase(
        head=i,
        first=first,
        span=_without_bullet(tree, tree.span(first, last), first),
        kind=kind,
        type="thing" if of_things else type_of(tree, i, kind, high, is_people=is_people, is_aged=is_aged),
        lemma=lemma,
        low=low,
        high=high,
        sex=_sex(tree, i, kind, modifiers, name),
        name=name,
        ages=tuple(ages),
        said_age=float(old[1]) if old else None,
        definite=_is_definite(tree, i, first, kind),
        modifiers=modifiers,
        owner=tree.child(i, "poss"),
        whole=whole,
        number=number,
    )


def _sex(tree: Tree, i: int, kind: Kind, modifiers: Sequence[str], name: str | None) -> str | None:
    """Return the sex that a pronoun, a noun, a word before it or a given name says."""
    words = people_words()
    if kind == "pronoun":
        return words.sex_of_pronoun(tree.lower[i])
    said = modifiers if kind == "name" else (tree.lemma[i], *modifiers)  # "Newman" ends as "postman" does
    sex = next((s for word in said if (s := words.sex_of(word))), None)
    return words.given.get(name.split()[0].lower()) if name and not sex else sex


def span_text(tree: Tree, first: int, last: int) -> str:
    """Return the words of a stretch of tokens, with one blank where the text has any: "Jean-Marc Pol"."""
    words: list[str] = []
    for i in range(first, last + 1):
        if i > first and tree.start[i] > tree.end[i - 1] and words[-1:] != [" "]:
            words.append(" ")
        words.append(tree.text[i])
    return " ".join("".join(words).split())


def _without_bullet(tree: Tree, span: Span, first: int) -> Span:
    """Leave out the bullet of a list that stands before a name without a blank: "•Pim Orlan"."""
    more = len(tree.text[first]) - len(tree.text[first].lstrip(_BULLETS))
    return Span(span.start + more, span.end) if 0 < more < span.end - span.start else span


def _is_definite(tree: Tree, i: int, first: int, kind: Kind) -> bool:
    if kind in ("name", "pronoun"):
        return True
    return tree.lower[first] in _DEFINITE or any(tree.dep[c] == "poss" for c in tree.children[i])


def _whole(tree: Tree, i: int) -> int | None:
    of = next((c for c in tree.children[i] if tree.dep[c] == "prep" and tree.lower[c] == "of"), None)
    if of is None or not (
        tree.pos[i] == "NUM" or tree.lemma[i] in ("one", "several", "some", "many", "most")
    ):
        return None
    return tree.child(of, "pobj")


def _is_a_thing(tree: Tree, i: int) -> bool:
    """Say whether a common noun is of no people: "one of the bullets"."""
    return tree.pos[i] == "NOUN" and not may_be_a_being(tree, i)


def _name(tree: Tree, first: int, last: int) -> str | None:
    """Return the name proper: the run of capitalised words that ends the phrase, titles left off."""
    words = people_words()
    start = last
    while (
        start > first
        and tree.pos[start - 1] in ("PROPN", "PUNCT", "X", "SPACE")
        and tree.text[start - 1] not in ",;:"
    ):
        start -= 1
    while start < last and (tree.lower[start] in words.titles or tree.pos[start] == "SPACE"):
        start += 1
    name = span_text(tree, start, last).lstrip(_BULLETS)
    return name if name[:1].isupper() else None


def is_argument(tree: Tree, i: int) -> bool:
    """Say whether a word is what a clause is about or acts on ("five wounded")."""
    return tree.dep[i] in ("nsubj", "nsubjpass", "dobj")
