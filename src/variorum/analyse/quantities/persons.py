"""List one person ("a man", "her uncle", a bare name) where the words say what befell that person."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.quantities.dismissing import refusal_words
from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.fates import FateReader
from variorum.analyse.quantities.grammar import PLURAL_VERBS, among_them, is_negated
from variorum.analyse.quantities.lexicon import noun_words
from variorum.analyse.quantities.owners import name_span
from variorum.analyse.quantities.pronouns import fate_of_pronoun
from variorum.analyse.quantities.scene import Scene, noun_span
from variorum.analyse.quantities.sieve import PERSONAL
from variorum.analyse.quantities.tokens import Token, Tokens
from variorum.analyse.tags import NOUN_TAGS
from variorum.data import load_words
from variorum.model.analysis import Quantity
from variorum.model.span import Span

_NO_ONE: Final = frozenset({"no", "every", "each", "any"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_ARTICLES: Final = frozenset({"the", "a", "an", "his", "her", "their", "its"})
_IN_HEADLINES: Final = frozenset({"dobj", "pobj", "conj", "appos", "ccomp"})
_LONGEST_HEADLINE: Final = 16  # words
_UNHOUSING: Final = load_words("quantities/words.yaml", "unhousing")
_LONGEST_NAME: Final = 6  # words
_LEFT: Final = frozenset(
    {"det", "poss", "amod", "compound", "nummod", "npadvmod", "punct", "nmod", "advmod", "case", "predet"}
)


def choose_persons(doc: Tokens, nouns: Iterable[int]) -> list[Any]:
    """Return those of the tokens at `nouns` that may be one person; cheap, before anything is read."""
    return [token for i in nouns if _may_be_person(doc, token := doc[i])]


def find_persons(
    scene: Scene, reader: FateReader, tokens: Iterable[Any], taken: list[Span]
) -> Iterator[Quantity]:
    """Yield the single persons of a sentence whom a fate befell; `taken` are nouns that a number counts."""
    unread: list[Token] = []
    for token in tokens:
        if token.lower_ == "old":
            found = _read_aged_person(scene, reader, token)
        else:
            span = noun_span(scene, token)
            if any(span.overlaps(other) for other in taken) or _is_counted_again(scene, token, taken):
                continue
            found = _read_person(scene, reader, token)
            if found is None:
                unread.append(token)
        if found is not None and not any(found.span.overlaps(other) for other in taken):
            yield found
    if len(unread) == 1 and (slot := fate_of_pronoun(scene, reader, unread[0])) is not None:
        yield _describe(scene, unread[0], slot)


def _is_counted_again(scene: Scene, token: Token, taken: list[Span]) -> bool:
    """Say whether a name is what a counted noun says it is: "Malin Hoorn is the third hostage"."""
    if token.dep_ != "nsubj" or token.head.lemma_ not in ("be", "become"):
        return False
    said = (noun_span(scene, child) for child in token.head.children if child.dep_ == "attr")
    return any(span.overlaps(other) for span in said for other in taken)


def _may_be_person(doc: Tokens, token: Token) -> bool:
    """Say whether a token is a name or a single person's description, where a person is told of."""
    dep, tag = token.dep_, token.tag_
    if token.lower_ == "old":
        return token.i > 2 and doc[token.i - 1].lower_ in ("-", "‐", "‑")
    if tag not in ("NN", "NNP") or dep in ("compound", "poss", "nmod"):
        return tag == "JJ" and _is_untagged(doc, token)
    if dep == "appos" and not _is_listed(token) and among_them(doc.all(), token) < 0:
        return False
    if dep == "npadvmod" and (tag != "NNP" or token.head.dep_ == "compound"):
        return False
    if _is_name(token) and doc.cased(token.i)[:1].isupper():
        if token.lower_ in refusal_words().never_names or token.lower_ in fate_words().states:
            return False
        return not any(c.tag_ == "POS" for c in token.children) and _is_name_of_person(doc, token)
    lemma = token.lemma_.lower()
    if lemma in noun_words().masses or noun_words().unit_of(lemma) != "person" or not _is_single(doc, token):
        return False
    return dep != "attr" or _is_inverted(token)


def _is_untagged(doc: Tokens, token: Token) -> bool:
    """Say whether a word that the tagger took for an adjective is a person: "an usher was overcome"."""
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj") or token.i == 0:
        return False
    owned = doc[token.i - 1].lower_ in ("a", "an", "another", "his", "her", "their")
    known = noun_words().units.get(token.lower_) == "person" and token.lower_ not in fate_words().states
    return owned and known


def _is_listed(token: Token) -> bool:
    """Say whether a supposed apposition is one of a list: "three women, a man and a baby"."""
    ties = {c.dep_: c for c in token.children if c.i > token.i}
    if "cc" not in ties or "conj" not in ties:
        return False
    own = any(c.dep_ in ("det", "poss", "nummod") for c in ties["conj"].children)
    names = token.tag_ == token.head.tag_ == ties["conj"].tag_ == "NNP"
    aged = token.tag_ == "NNP" and any(c.dep_ == "appos" and c.tag_ == "CD" for c in token.children)
    if aged and token.head.tag_ == "NN":
        return False  # "the driver, Emil Krantz, 44, and two passengers"
    return names or token.head.tag_ == "NNS" or (token.head.tag_ == "NN" and own)


def _is_name(token: Any) -> bool:
    opens = token.is_sent_start and noun_words().units.get(token.lemma_.lower()) == "person"
    return token.tag_ == "NNP" and not opens


def _read_person(scene: Scene, reader: FateReader, token: Any) -> Quantity | None:
    lemma = token.lemma_.lower()
    if (
        lemma in fate_words().captives
        and token.dep_ == "dobj"
        and token.head.lemma_ in ("take", "hold", "make")
    ):
        return _taken_captive(scene, token)
    slot = reader.read(token, "person", noun=False, attributes=False)
    slot = slot or _fate_as_victim(token)
    if slot == "missing" and any(c.lower_ == "new" for c in token.children):
        return None  # "the choir is looking for a new conductor"
    if slot is None and token.dep_ == "attr":
        slot = _inverted_fate(reader, token)
    if slot is None and not (token.dep_ == "nsubj" and token.head.lemma_ in reader.words.saying):
        slot = reader.before_colon(scene.piece(token), "person")
    if slot == "displaced" and not _is_driven_out(reader, token):
        return None
    return _describe(scene, token, slot) if slot in PERSONAL else None


def _fate_as_victim(token: Any) -> str | None:
    """Read "a beekeeper was the flood's last victim", "a corporal was the only fatality"; "the victim of
    a flood" may be alive."""
    around = list(token.head.children)
    if token.dep_ != "nsubj" or token.head.lemma_ not in ("be", "become") or is_negated(around):
        return None
    said = next((c for c in around if c.dep_ == "attr" and c.tag_ == "NN"), None)
    if said is None or any(c.tag_ == "MD" for c in around) or any(c.lower_ == "a" for c in said.children):
        return None
    if said.lemma_ == "fatality":
        return "killed"
    owners = (o for c in said.children for o in (c, *c.children) if o.dep_ == "poss")
    calamity = any(o.lemma_.lower() in fate_words().calamities for o in owners)
    return "killed" if said.lemma_ == "victim" and calamity else None


def _is_driven_out(reader: FateReader, token: Any) -> bool:
    """Say whether a verb or state tells that one person lost a home; one who moved or fled did not."""
    for _ in range(_LONGEST_NAME):
        if token.dep_ != "conj":
            break
        token = token.head  # "the pastor and his wife were evicted"
    verb, words = token.head, reader.words
    if any(w.lower_ in words.states and "displaced" in words.states[w.lower_] for w in verb.subtree):
        return True
    told = token.dep_ in ("nsubjpass", "dobj", "nsubj")
    return told and ("displaced" in reader.verbs.object_slots(verb) or verb.lemma_ in _UNHOUSING)


def _describe(scene: Scene, token: Token, slot: str) -> Quantity:
    """Return one person, or a pair, by the whole noun phrase or the bare name."""
    named = _named_after(scene, token)
    name = name_span(scene, named or token)
    span = name if named is not None or _is_name(token) else Span(_left_edge(scene, token), name.end)
    size = noun_words().pairs.get(token.lemma_.lower(), 1)
    return Quantity(span=span, kind="count", low=size, high=size, unit="person", counted=name, slot=slot)


def _named_after(scene: Scene, token: Any) -> Any:
    """Return the name right after a calling: "the poet Ilar Venn"."""
    after = token.i + 1
    if token.tag_ != "NN" or after >= scene.end or scene.tokens[after].tag_ != "NNP":
        return None
    return next((c for c in token.children if c.dep_ == "appos" and c.tag_ == "NNP"), None)


def _read_aged_person(scene: Scene, reader: FateReader, token: Any) -> Quantity | None:
    """Read "an 81-year-old was pulled alive": the age stands for the person, no noun is counted."""
    piece = scene.piece(token)
    follows = scene.token(piece + 1).tag_ if piece + 1 < len(scene.words) else "."
    if scene.norm(piece - 1) != "-" or follows in ("NN", "NNS", "NNP", "JJ", "HYPH", "POS"):
        return None
    first = piece
    while first > 0 and (scene.words[first].glued or scene.norm(first) == "-"):
        first -= 1
    if scene.norm(first - 1) not in ("a", "an", "the", "another") or first < 1:
        return None
    slot = reader.read(token, "person", noun=False)
    if slot not in PERSONAL:
        return None
    span = Span(scene.words[first - 1].start, scene.words[piece].end)
    return Quantity(span=span, kind="count", low=1, high=1, unit="person", slot=slot)


def _taken_captive(scene: Scene, token: Any) -> Quantity | None:
    """Read "took a wounded sapper prisoner", which the parser takes for one noun phrase."""
    before = scene.tokens[token.i - 1]
    if before.i <= scene.first or before.head.i != token.i or before.dep_ not in ("compound", "amod", "nmod"):
        return None
    name = noun_span(scene, before)
    span = Span(_left_edge(scene, token), name.end)
    return Quantity(span=span, kind="count", low=1, high=1, unit="person", counted=name, slot="captured")


def _is_inverted(token: Any) -> bool:
    """Say whether the noun follows a verb that a fate opens: "among those who perished was a bride"."""
    return token.i > token.head.i and not any(
        c.dep_ in ("nsubj", "nsubjpass") and c.lower_ != "there" and c.lower_ not in fate_words().states
        for c in token.head.children
    )


def _inverted_fate(reader: FateReader, token: Any) -> str | None:
    opening = (
        w
        for c in token.head.children
        if c.i < token.head.i
        for w in c.subtree
        if w.tag_ not in NOUN_TAGS or w.lower_ in reader.words.states
    )
    return next(filter(None, (reader.verbs.of_words(word, "person") for word in opening)), None)


def _is_name_of_person(doc: Tokens, token: Token) -> bool:
    if token.ent_type_ in ("DATE", "TIME", "LOC", "MONEY", "EVENT", "LAW", "LANGUAGE"):
        return False
    if token.ent_type_ == "NORP" and not _has_age(doc, token):
        return False
    known = noun_words()
    has_article = any(c.dep_ == "det" for c in token.children)
    has_age = has_article and any(
        (c.lower_ == "old" and c.dep_ == "amod") or _is_calling(c) for c in token.children
    )
    if (has_article and not has_age) or token.lower_ in known.titles | known.institutions:
        return False
    if token.dep_ == "pobj" and _is_where(token):
        return False
    if token.ent_type_ == "PERSON" or has_age or _is_two_names(doc, token) or _has_age(doc, token):
        return not _ends_street(doc, token)
    before = doc[token.i - 1] if token.i > 0 else None
    titled = before is not None and before.lower_.rstrip(".") in noun_words().titles
    return titled and token.ent_type_ in ("", "ORG", "GPE", "PRODUCT", "FAC")


def _is_calling(word: Token) -> bool:
    """Say whether a calling stands between an article and a name: "the bell-founder Jost Arn"."""
    known = word.dep_ == "compound" and word.tag_ == "NN"
    return known and noun_words().unit_of(word.lemma_.lower()) == "person"


def _ends_street(doc: Tokens, token: Token) -> bool:
    """Say whether a supposed name ends in the word for a street: "3025 W. Van Buren Ave."."""
    if token.lower_.rstrip(".") not in refusal_words().streets:
        return False
    first = token.i - 1
    while first > 0 and doc[first].tag_ == "NNP" and token.i - first < _LONGEST_NAME:
        first -= 1
    return doc[first].tag_ in ("CD", "IN")


def _has_age(doc: Tokens, token: Token) -> bool:
    """Say whether an age stands right after a name: "Mira, 8,", "Mira (8)"."""
    at = token.i + 1
    if at + 2 >= len(doc) or doc[at + 1].tag_ != "CD" or len(doc[at + 1].lower_) > 2 or "." in token.lower_:
        return False
    return (doc[at].lower_, doc[at + 2].lower_) in ((",", ","), ("(", ")"))


def _is_where(token: Token) -> bool:
    """Say whether a name after a preposition is of a place: "at Grabova", "the hamlet of Skarn"."""
    before = token.head
    if before.lower_ in ("at", "in", "near", "outside", "inside"):
        return True
    if before.lower_ == "of":
        return noun_words().unit_of(before.head.lemma_.lower()) == "place"
    return before.lower_ in noun_words().locatives and token.ent_type_ != "PERSON"


def _is_two_names(doc: Tokens, token: Token) -> bool:
    """Say whether two or three capitalised words stand alone, labelled as a body but with no word of one.

    The entity labels of rare names are weak; a body that is killed or arrested is rarer than such a name.
    """
    first = token.i
    while first > 0 and doc[first - 1].tag_ == "NNP" and token.i - first < 4:
        first -= 1
    words = [doc[i].lower_ for i in range(first, token.i + 1)]
    return (
        token.ent_type_ in ("ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "")
        and 1 < len(words) < 4
        and all(w.isalpha() and _is_capitalised(doc.cased(first + k)) for k, w in enumerate(words))
        and noun_words().bodies.isdisjoint(words)
    )


def _is_capitalised(word: str) -> bool:
    """Say whether a word is written as a name: "Green", "ThiaJuan", not "NBC"."""
    return word[:1].isupper() and not word.isupper()


def _is_single(doc: Tokens, token: Token) -> bool:
    """Say whether a singular noun has an article or owner and no number."""
    marks = [c for c in token.children if c.i < token.i]
    if any(c.dep_ == "nummod" or c.lower_ in ("no", "every", "each", "any", "what", "which") for c in marks):
        return False
    if any(c.dep_ in ("det", "poss") for c in marks) or _shares_owner(token):
        return True
    if token.dep_ in _IN_HEADLINES and token.tag_ == "NN" and token.head.lemma_ != "hold":
        return _is_in_headline(doc, token)
    opens = (
        token.left_edge.is_sent_start
        and token.tag_ in ("NN", "NNP")
        and token.dep_ in ("nsubj", "nsubjpass", "ROOT")
    )
    at = token.i + 1
    if opens and at + 2 < len(doc) and doc[at].lower_ == "," and doc[at + 1].tag_ == "CD":
        at += 3  # "Man, 34, stabbed"
    return opens and at < len(doc) and doc[at].tag_ in ("VBN", "VBD", "VBZ", "JJ")


def _shares_owner(token: Token) -> bool:
    """Say whether an article or owner is the noun's before too: "her father and brother were led off",
    but "a poet and singer was"."""
    first = token.head
    if token.dep_ != "conj" or token.tag_ != "NN" or first.tag_ != "NN":
        return False
    if not any(c.dep_ in ("det", "poss") and c.lower_ not in _NO_ONE for c in first.children):
        return False
    if all(people_words().sex_of(noun.lemma_.lower()) is not None for noun in (token, first)):
        return True
    return any(c.lower_ in PLURAL_VERBS for c in first.head.children) and first.dep_ in _SUBJECTS


def _is_in_headline(doc: Tokens, token: Token) -> bool:
    """Say whether the sentence has no article and no full stop: "Bull gores matador"."""
    first, last = token.i, token.i
    while not doc[first].is_sent_start and token.i - first < _LONGEST_HEADLINE:
        first -= 1
    while last + 1 < len(doc) and not doc[last + 1].is_sent_start and last - token.i < _LONGEST_HEADLINE:
        last += 1
    words = [doc[i].lower_ for i in range(first, last + 1)]
    return len(words) < _LONGEST_HEADLINE and words[-1] != "." and _ARTICLES.isdisjoint(words)


def _left_edge(scene: Scene, token: Any) -> int:
    """Return where the noun phrase begins: its article or owner."""
    first = token.i
    for child in token.children:
        if child.i < first and child.dep_ in _LEFT:
            edge = child.left_edge.i
            if edge >= scene.first and token.i - edge < 12:
                first = min(first, edge)
    return int(scene.tokens[first].idx)
