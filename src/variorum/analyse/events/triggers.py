"""Where a page tells happenings: trigger words of the ontology, and words that tell a person's fate."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import Ontology, Trigger, load_ontology
from variorum.analyse.events.sense_words import senses
from variorum.analyse.events.senses import Senses
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml

_GAP = 3  # words that may stand between the parts of a phrase trigger
_WIDE = 10  # words from a verb to the object of its phrase
_TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
_ENDS = frozenset({"VERB", "AUX", "PUNCT", "SCONJ"})  # what no object of a phrase goes on behind
_FILLERS = frozenset({"DET", "ADJ", "ADV", "PRON", "NUM", "PUNCT"})


@functools.cache
def contexts() -> dict[str, Any]:
    """Load the words that surround a happening without telling it; the lists become sets."""
    return {key: frozenset(value) for key, value in load_yaml("events/contexts.yaml").items()}


def find_triggers(
    tree: Tree, phrases: Mapping[int, Phrase], title_end: int, starts: Sequence[int] = ()
) -> list[Mention]:
    """Return the mentions of a page, without their parts, in text order; its sentences begin at `starts`."""
    ontology = load_ontology()
    read = Senses(tree, phrases, starts)
    found: list[Mention] = []
    for i, pos in enumerate(tree.pos):
        if pos not in _TELLING and not (pos == "AUX" and tree.lemma[i] in ontology.phrases):
            continue
        if not _may_tell(tree.lemma[i], tree.lower[i]):
            continue
        hit = _match(tree, ontology, i, tree.start[i] < title_end)
        if hit is None:
            continue
        trigger, last = read.read(i, hit[0]), hit[1]
        if trigger is None:
            continue
        if (
            found
            and trigger.type.is_mild
            and trigger.type is found[-1].type
            and found[-1].span.end >= tree.end[i]
        ):
            continue  # "filed a lawsuit" tells one
        is_noun = tree.pos[i] in ("NOUN", "PROPN") and not _has_subject(tree, i)
        found.append(
            Mention(
                token=i,
                span=tree.span(i, last) if last - i <= _GAP + 2 else tree.word(i),
                type=trigger.type,
                fate=trigger.type.fate,
                is_noun=is_noun,
                is_weak=trigger.is_weak,
            )
        )
    return found


@functools.lru_cache(maxsize=1 << 16)
def _may_tell(lemma: str, word: str) -> bool:
    """Say whether a word may tell anything wherever it stands; see `_match`."""
    ontology = load_ontology()
    groups = (ontology.verbs, ontology.nouns, ontology.phrases, ontology.seconds)
    forms = {lemma, word, lemma[:-1], word[:-1], verb_lemma(word)}
    return any(form in group for form in forms if form for group in groups)


def _match(tree: Tree, ontology: Ontology, i: int, in_title: bool) -> tuple[Trigger, int] | None:
    pos, lemma = tree.pos[i], tree.lemma[i]
    in_title = in_title or _has_subject(tree, i)
    is_verb = pos in ("VERB", "AUX")
    if is_verb or (pos in ("PROPN", "ADJ", "NOUN") and in_title and lemma not in ontology.nouns):
        if not is_verb:
            lemma = verb_lemma(tree.lower[i]) or lemma
        for trigger in ontology.phrases.get(lemma, ()):
            # Most phrases that a verb may begin have a word that the page has not.
            last = _end(tree, i, trigger) if trigger.words <= tree.vocabulary else None
            if last is not None and not _is_left(tree, last, trigger.rest):
                return trigger, last
        known = ontology.verbs.get(lemma)
        if pos != "VERB" and (lemma in senses()["needs_doer"] or lemma in senses()["needs_kind"]):
            known = known if known is None or not known.is_weak else None
        if known is not None and (pos == "VERB" or verb_lemma(tree.lower[i])):
            return known, i
        return None
    if pos in ("NOUN", "PROPN"):
        noun = lemma if pos == "NOUN" else tree.lower[i]
        if (
            i
            and noun in ontology.seconds
            and (two := ontology.nouns.get(f"{tree.lower[i - 1]} {noun}")) is not None
        ):
            return two, i
        known = ontology.nouns.get(noun)
        if known is None and not _goes_on_about(tree, i):
            known = ontology.nouns.get(tree.lower[i])  # "talks" are no talk
        if known is None and noun.endswith("s"):
            known = ontology.nouns.get(noun[:-1])
        if pos == "PROPN" and known is not None and not in_title and tree.text[i][:1].isupper():
            return None if known.is_weak or not tree.text[i].isupper() else (known, i)
        return None if known is None else (known, i)
    return None


def _goes_on_about(tree: Tree, i: int) -> bool:
    # "FBI talks about arrest", a headline's verb that the tagger takes for a noun.
    return i + 1 < tree.size and tree.lower[i + 1] in ("about", "to", "of")


def _has_subject(tree: Tree, i: int) -> bool:
    """Say whether the tagger takes a verb for a noun that the parser gives a subject: "a gunman shot and"."""
    return (
        tree.pos[i] == "NOUN"
        and tree.dep[i] in ("ROOT", "ccomp", "advcl", "conj")
        and verb_lemma(tree.lower[i]) is not None
        and tree.child(i, "nsubj") is not None
        and tree.child(i, "cop", "det", "amod") is None
    )


def _follow(tree: Tree, i: int, rest: tuple[str, ...], longest: int) -> int | None:
    """Return the last of the words that must follow a verb; "*" stands for up to so many of one object."""
    at, is_object = i, False
    for word in rest:
        if word == "*":
            is_object = True
            continue
        for j in range(at + 1, min(at + (longest if is_object else _GAP + 1), tree.size - 1) + 1):
            if (tree.lemma[j] == word or tree.lower[j] == word) and not _is_hyphenated(tree, j):
                at = j
                break
            if (tree.pos[j] not in _FILLERS and "*" not in rest) or (is_object and tree.pos[j] in _ENDS):
                return None
        else:
            return None
        is_object = False
    # "Turned actress who starred in": the last word must hang on the verb.
    is_open = rest[0] == "*" and tree.pos[at] == "ADP"
    is_loose = is_open and (tree.head[at] != i or not _has_object(tree, i, at))
    return None if is_loose else at


def _has_object(tree: Tree, i: int, last: int) -> bool:
    """Say whether somebody stands in the gap of a phrase: "turned him in", but not "turned violent in"."""
    inside = (
        j for j in range(i + 1, last) if tree.dep[j] != "pobj" and tree.entity[j] not in ("DATE", "TIME")
    )
    return tree.is_passive(i) or any(tree.pos[j] in ("NOUN", "PROPN", "PRON", "NUM") for j in inside)


def _end(tree: Tree, i: int, trigger: Trigger) -> int | None:
    """Return the last word of a phrase that begins at a verb, the verb in the passive, None where it is none.

    The object may have any words before it: "filed a class action lawsuit". What came of a happening is told
    in few words ("left many homeless"); in more it is counted for the happening that is told there.
    """
    rest = trigger.rest
    last = _follow(tree, i, rest, _GAP + 1 if trigger.type.is_outcome else _WIDE)
    if last is not None or len(rest) != 1:
        return last
    if _is_turned(tree, i, rest):
        return i
    return next(
        (
            c
            for c in tree.all_children(i, "dobj")
            if (tree.lemma[c], tree.pos[c]) == (rest[0], "NOUN") and i < c <= i + _WIDE
        ),
        None,
    )


def _is_left(tree: Tree, last: int, rest: tuple[str, ...]) -> bool:
    """Say whether something only leaves where it was, and does not explode: "went off the air"."""
    behind = tree.lower[last + 1 : last + 1 + _GAP]
    return rest == ("off",) and not senses()["left"].isdisjoint(behind)


def _is_hyphenated(tree: Tree, j: int) -> bool:
    """Say whether a word is a part of a longer one: "all-out", "off-line"."""
    before = j > 0 and tree.text[j - 1] == "-" and tree.end[j - 1] == tree.start[j]
    return before or (j + 1 < tree.size and tree.text[j + 1] == "-" and tree.start[j + 1] == tree.end[j])


def _is_turned(tree: Tree, i: int, rest: tuple[str, ...]) -> bool:
    """Say whether a phrase of verb and object stands in the passive: "a grenade was thrown", "placed"."""
    if len(rest) != 1:
        return False
    if tree.dep[i] == "acl" and tree.tag[i] == "VBN" and tree.lemma[tree.head[i]] == rest[0]:
        return True
    return tree.is_passive(i) and any(tree.lemma[c] == rest[0] for c in tree.all_children(i, "nsubjpass"))


@functools.cache
def _verb_forms() -> dict[str, str]:
    irregular = {
        "shot": "shoot",
        "slain": "slay",
        "slew": "slay",
        "hit": "hit",
        "struck": "strike",
        "beaten": "beat",
        "dies": "die",
        "dying": "die",
        "fled": "flee",
        "freed": "free",
        "sunk": "sink",
        "sank": "sink",
        "hurt": "hurt",
        "fought": "fight",
        "swapped": "swap",
        "kidnapped": "kidnap",
        "stabbed": "stab",
        "robbed": "rob",
        "gunned": "gun",
        "hurts": "hurt",
    }
    forms = dict(irregular)
    for lemma in load_ontology().verbs:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        for ending in ("s", "ed", "ing", "es"):
            forms.setdefault((lemma if ending == "s" else stem) + ending, lemma)
    return forms


def verb_lemma(form: str) -> str | None:
    """Return the trigger verb that `form` inflects, for capitalised headline words that no tagger sees as
    verbs.

    >>> verb_lemma("killed"), verb_lemma("shot"), verb_lemma("garden")
    ('kill', 'shoot', None)
    """
    return _verb_forms().get(form)
