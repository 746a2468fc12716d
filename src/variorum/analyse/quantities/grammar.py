"""What the parse says of verbs and nouns: voices, subjects, objects, the forms of a verb."""

import functools
from collections.abc import Sequence
from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import noun_words, number_words

_SUBJECTS: Final = ("nsubj", "nsubjpass", "expl")
PLURAL_VERBS: Final = frozenset({"are", "were", "have"})
_AMONG: Final = frozenset({"among", "amongst", "including"})
_THEM: Final = frozenset({"them", "whom"})
_BEFORE_NOUN: Final = frozenset({"det", "amod", "nummod", "compound", "poss", "nmod", "quantmod"})
_LONGEST_NOUN_PHRASE: Final = 8
_RELATIVE: Final = frozenset({"who", "that", "which", "whom"})
_AIMED: Final = frozenset({"into", "back", "toward", "towards", "through", "wildly"})
_PERFECT: Final = frozenset({"has", "have", "had", "having", "'ve"})


def has_subject(verb: Any) -> bool:
    """Say whether a verb has a subject of its own."""
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def has_object(verb: Any) -> bool:
    """Say whether a verb has a direct object; a list after a colon is none ("three drowned: two boys")."""
    children = list(verb.children)
    colon = next((c.i for c in children if c.lower_ == ":" and c.i > verb.i), None)
    return any(c.dep_ == "dobj" and (colon is None or c.i < colon) for c in children)


def is_negated(children: Sequence[Any]) -> bool:
    """Say whether "not" or "never" stands by a verb with these children."""
    return any(c.dep_ == "neg" for c in children)


def is_verb(token: Any) -> bool:
    """Say whether a token is a verb in any form, or one taken for a noun: "a snake bit a boy"."""
    if token.is_verb or token.tag_[:2] == "VB":
        return True
    known = fate_words()  # "a man shot 2 blocks away" leaves open who shot
    verb = known.irregular.get(token.lower_) if token.dep_ == "ROOT" else None
    return verb is not None and verb not in known.aiming and has_subject(token)


def is_bare_participle(verb: Any, children: Sequence[Any]) -> bool:
    """Say whether a participle stands without an auxiliary and object, as in headlines: "nine injured".

    The tagger takes some of these for past tenses; verbs that never lack an object otherwise are listed.
    """
    if any(c.dep_ == "dobj" and c.lower_ not in fate_words().captives for c in children):
        return False  # but "six wounded and three taken captive"
    if verb.tag_ == "VBD":
        return verb.lemma_ in fate_words().always_transitive or _is_shot(verb, children)
    if verb.tag_ != "VBN" or any(c.lower_ in _PERFECT for c in children):
        return False
    return not any(c.dep_ == "ccomp" for c in children)


def _is_shot(verb: Any, children: Sequence[Any]) -> bool:
    """Say whether "three teens shot in Miami" has a participle, as headlines do: not "two shot at guards"."""
    known = fate_words()
    if verb.lemma_ not in known.aiming or verb.dep_ == "conj":
        return False
    if any(c.dep_ in ("aux", "prt", "conj") or c.lower_ in _AIMED for c in children):
        return False
    aims = [c for w in children if w.lower_ == "at" for c in w.children]
    subjects = [c for c in children if c.dep_ == "nsubj"]
    if any(c.dep_ in ("det", "poss") for noun in (*aims, *subjects) for c in noun.children):
        return False  # "a man shot into the crowd", "two men shot at the car"
    doers = known.doers | known.police
    acts = any(c.tag_ == "PRP" or c.lemma_.lower() in doers for c in subjects)
    return not acts and not any(noun_words().unit_of(c.lemma_.lower()) == "person" for c in aims)


def is_passive_or_linking(verb: Any, children: Sequence[Any]) -> bool:
    """Say whether what is said of a verb's object here is said of its grammatical subject."""
    if verb.lemma_ in ("be", "remain") or any(c.dep_ in ("auxpass", "nsubjpass") for c in children):
        return True
    return is_bare_participle(verb, children)


def relative_role(verb: Any) -> str:
    """Return what the noun is to the verb of its relative clause: subject or object."""
    for child in verb.children:
        if child.lower_ in _RELATIVE and child.dep_ in ("nsubj", "nsubjpass"):
            return "subject" if child.dep_ == "nsubj" or not is_passive(verb) else "object"
    return "subject" if is_bare_infinitive(verb) else "object"


def is_passive(verb: Any) -> bool:
    """Say whether a verb is in the passive."""
    return any(c.dep_ == "auxpass" for c in verb.children)


def is_perfect(verb: Any) -> bool:
    """Say whether a participle is what its subject did: "known to have died", not "to have been killed"."""
    return any(c.lower_ in _PERFECT for c in verb.children) and not is_passive(verb)


def is_bare_infinitive(verb: Any) -> bool:
    """Say whether a verb is the "to die" of "the first pilot to die": without subject, object or passive."""
    return verb.tag_ == "VB" and not has_subject(verb) and not has_object(verb) and not is_passive(verb)


def has_relative(verb: Any) -> bool:
    """Say whether the subject of a verb is a relative pronoun."""
    return any(c.lower_ in _RELATIVE and c.dep_ in _SUBJECTS for c in verb.children)


def verb_forms(token: Any) -> tuple[str, ...]:
    """Return the forms under which a verb may be listed; the tagger's lemma fails on rare words."""
    return _forms_of(token.lower_, token.lemma_.lower())


@functools.lru_cache(maxsize=4096)
def _forms_of(lower: str, lemma: str) -> tuple[str, ...]:
    stem = lower.removesuffix("ed")
    doubled = stem[:-1] if len(stem) > 3 and stem[-1:] == stem[-2:-1] else stem
    irregular = fate_words().irregular.get(lower)
    bare = (stem, f"{stem}e", doubled) if stem != lower else (lower,)
    forms = (lemma, *bare, *((irregular,) if irregular else ()))
    return tuple(dict.fromkeys(forms))


def among_them(tokens: Sequence[Any], noun: Any) -> int:
    """Return where a noun phrase tied to "among them" begins, "among them a Dutch priest", "a priest among
    them"; else -1."""
    at = noun.i - 1
    while at >= 2 and tokens[at].dep_ in _BEFORE_NOUN and noun.i - at < _LONGEST_NOUN_PHRASE:
        at -= 1
    if at >= 1 and tokens[at].lower_ in _THEM and tokens[at - 1].lower_ in _AMONG:
        return int(at) - 1
    after = noun.i + 2
    behind: bool = (
        after < len(tokens) and tokens[after].lower_ in _THEM and tokens[after - 1].lower_ in _AMONG
    )
    return int(at) + 1 if behind else -1


def is_part(noun: Any) -> bool:
    """Say whether a noun before "of" is a number of people rather than a thing of theirs."""
    if noun.tag_ == "CD":
        return True
    lemma, nouns, parts = noun.lemma_.lower(), noun_words(), number_words().parts
    if lemma in nouns.groups or lemma in nouns.tallies or lemma in parts or lemma.removesuffix("s") in parts:
        return True
    return lemma in fate_words().numbers_of_people
