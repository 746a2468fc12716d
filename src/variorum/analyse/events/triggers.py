"""Where a page tells happenings: trigger words of the ontology, and words that tell a person's fate."""

import functools
from typing import Any

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import Ontology, Trigger, load_ontology
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml

_GAP = 3  # words that may stand between the parts of a phrase trigger
_FILLERS = frozenset({"DET", "ADJ", "ADV", "PRON", "NUM", "PUNCT"})
_MANY = 3  # telling words that make a report one of sport, fiction or a life


@functools.cache
def contexts() -> dict[str, Any]:
    """Load the words that take a trigger's plain meaning away; the lists become sets."""
    data = load_yaml("events/contexts.yaml")
    near = data.pop("needs_near")
    known = {
        key: {k: frozenset(v) for k, v in value.items()} if isinstance(value, dict) else frozenset(value)
        for key, value in data.items()
    }
    return {**known, "needs_near": {k: (v["within"], frozenset(v["words"])) for k, v in near.items()}}


def find_triggers(tree: Tree, phrases: dict[int, Phrase], title_end: int) -> list[Mention]:
    """Return the mentions of a page, without their parts, in text order."""
    ontology = load_ontology()
    unlike = _is_unlike_news(tree)
    found: list[Mention] = []
    for i in range(tree.size):
        hit = _match(tree, ontology, i, tree.start[i] < title_end)
        if hit is None:
            continue
        trigger, last = hit
        if unlike and not _is_news_still(tree, i, trigger):
            continue
        if not _means_it(tree, phrases, i, trigger):
            continue
        is_noun = tree.pos[i] in ("NOUN", "PROPN")
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


def _match(tree: Tree, ontology: Ontology, i: int, in_title: bool) -> tuple[Trigger, int] | None:
    pos, lemma = tree.pos[i], tree.lemma[i]
    if pos == "VERB" or (pos in ("PROPN", "ADJ", "NOUN") and in_title and lemma not in ontology.nouns):
        if pos != "VERB":
            lemma = verb_lemma(tree.lower[i]) or lemma
        for trigger in ontology.phrases.get(lemma, ()):
            last = _follow(tree, i, trigger.rest)
            if last is not None:
                return trigger, last
        known = ontology.verbs.get(lemma)
        if known is not None and (pos == "VERB" or verb_lemma(tree.lower[i])):
            return known, i
        return None
    if pos in ("NOUN", "PROPN"):
        noun = lemma if pos == "NOUN" else tree.lower[i]
        known = ontology.nouns.get(noun)
        if known is None and noun.endswith("s"):
            known = ontology.nouns.get(noun[:-1])
        if pos == "PROPN" and known is not None and not in_title and tree.text[i][:1].isupper():
            return None if known.is_weak or not tree.text[i].isupper() else (known, i)
        return None if known is None else (known, i)
    return None


def _follow(tree: Tree, i: int, rest: tuple[str, ...]) -> int | None:
    at = i
    for word in rest:
        if word == "*":
            continue
        for step in range(1, _GAP + 2):
            j = at + step
            if j >= tree.size:
                return None
            if tree.lemma[j] == word or tree.lower[j] == word:
                at = j
                break
            if tree.pos[j] not in _FILLERS and "*" not in rest:
                return None
        else:
            return None
    return at


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


def _is_unlike_news(tree: Tree) -> bool:
    known = contexts()
    tally = dict.fromkeys(("sport", "fiction", "obituary"), 0)
    for i in range(tree.size):
        lemma = tree.lemma[i]
        for kind in tally:
            if lemma in known[kind]:
                tally[kind] += 1
    per = max(1.0, tree.size / 150)  # long reports hold stray words of every kind
    return any(count >= _MANY * per for count in tally.values())


def _is_news_still(tree: Tree, i: int, trigger: Trigger) -> bool:
    """Say whether a trigger in a report of sport, fiction or a life tells a happening all the same."""
    if trigger.is_weak:
        return False
    if trigger.type.family not in ("violence", "protest", "accident"):
        return True
    near = range(max(0, i - 25), min(tree.size, i + 25))
    cues = {
        "police",
        "gunman",
        "gun",
        "bullet",
        "hospital",
        "wound",
        "explosion",
        "bomb",
        "suspect",
        "sheriff",
        "army",
    }
    return sum(tree.lemma[j] in cues for j in near) >= 2


def _means_it(tree: Tree, phrases: dict[int, Phrase], i: int, trigger: Trigger) -> bool:
    known, lemma = contexts(), tree.lemma[i]
    if tree.pos[i] in ("NOUN", "PROPN"):
        nxt = tree.lemma[i + 1] if i + 1 < tree.size else ""
        if tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] in known["not_object_of"].get(lemma, ()):
            return False
        return nxt not in known["compounds"].get(lemma, ()) and not (
            trigger.is_weak and not _weak_noun(tree, i)
        )
    objects = [tree.lemma[c] for c in tree.children[i] if tree.dep[c] in ("dobj", "nsubjpass")]
    if lemma in known["needs_object"]:
        wanted = known["needs_object"][lemma]
        if any(o in wanted for o in objects):
            return True
        aimed = any(
            tree.lower[c] in ("at", "on", "upon", "into", "toward", "through") for c in tree.children[i]
        )
        subjects = [tree.lemma[c] for c in tree.children[i] if tree.dep[c] == "nsubj"]
        return (
            lemma == "fire"
            and not objects
            and (aimed or any(s in wanted or s in ("he", "she") for s in subjects))
        )
    if lemma in known["needs_context"]:
        wanted = known["needs_context"][lemma]
        return any(tree.lemma[j] in wanted for j in range(i + 1, min(tree.size, i + 14)))
    if trigger.is_weak:
        return _weak_verb(tree, phrases, i)
    if lemma in ("kill", "die", "hurt", "wound") and objects:
        return not any(
            o in ("time", "bill", "deal", "chance", "feeling", "business", "economy") for o in objects
        )
    return True


def _weak_noun(tree: Tree, i: int) -> bool:
    known = contexts()
    if tree.lemma[i] in known["needs_near"]:
        within, words = known["needs_near"][tree.lemma[i]]
        if any(tree.lemma[c] in known["armed"] for c in tree.children[i]):
            return False
        return any(
            tree.lower[j] in words or tree.lemma[j] in words
            for j in range(max(0, i - within), min(tree.size, i + within))
        )
    if tree.lemma[i] == "fire":
        determined = any(tree.dep[c] == "det" for c in tree.children[i])
        if tree.dep[i] == "nsubj" and tree.lemma[tree.head[i]] in ("break", "rip", "sweep", "engulf"):
            return True
        burning = {"firefighter", "blaze", "flame", "smoke", "arson", "burn"}
        return (
            determined
            and tree.lower[i - 1] != "enemy"
            and any(tree.lemma[j] in burning for j in range(max(0, i - 150), min(tree.size, i + 150)))
        )
    return True


_SOUND = frozenset(
    {
        "market",
        "share",
        "price",
        "talk",
        "economy",
        "deal",
        "government",
        "stock",
        "currency",
        "computer",
        "system",
        "site",
        "website",
        "bank",
        "support",
        "party",
        "sale",
        "popularity",
    }
)
_HOLLOW = frozenset(
    {
        "deal",
        "agreement",
        "balance",
        "chord",
        "tone",
        "pose",
        "film",
        "video",
        "photo",
        "picture",
        "movie",
        "scene",
        "look",
        "glance",
        "question",
        "goal",
        "record",
        "statement",
        "report",
        "data",
        "detail",
        "name",
        "document",
        "result",
        "figure",
        "information",
        "footage",
        "odds",
        "money",
        "target",
        "road",
        "market",
        "home",
        "note",
        "bargain",
        "email",
        "photograph",
    }
)


_MISSILES = frozenset(
    {"missile", "bomb", "rocket", "shell", "drone", "grenade", "mortar", "airstrike", "warplane"}
)


def _weak_verb(tree: Tree, phrases: dict[int, Phrase], i: int) -> bool:
    lemma = tree.lemma[i]
    subjects = [c for c in tree.children[i] if tree.dep[c] in ("nsubj", "nsubjpass")]
    objects = [c for c in tree.children[i] if tree.dep[c] == "dobj"]
    heads = [tree.lemma[c] for c in (*subjects, *objects)]
    if any(h in _HOLLOW for h in heads[len(subjects) :]) or any(h in _SOUND for h in heads):
        return False
    if lemma in ("strike", "hit", "beat", "target", "release", "question", "treat", "save"):
        passive = [c for c in subjects if tree.dep[c] == "nsubjpass"]
        harmed = [*objects, *passive] or ([tree.head[i]] if tree.dep[i] in ("acl", "relcl") else [])
        people = [h for h in harmed if h in phrases and phrases[h].is_person]
        if lemma == "treat" and any(tree.lower[c] in ("as", "like", "with") for c in tree.children[i]):
            return False
        if lemma in ("strike", "hit"):
            with_ = load_yaml("events/fates.yaml")
            near = {tree.lemma[j] for j in range(i + 1, min(tree.size, i + 9))}
            armed = any(tree.lemma[c] in _MISSILES for c in subjects)
            return armed or (bool(people) and bool(near & (set(with_["hit"]["with"]) | set(with_["body"]))))
        return bool(people)
    return True
