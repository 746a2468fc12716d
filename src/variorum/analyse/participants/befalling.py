"""What befalls those whom pronouns may mean: "he was arrested" is seldom of the dead, nor of a spokesman."""

from variorum.analyse.participants.entities import Entity
from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.participants.tree import Tree
from variorum.analyse.tags import SUBJECTS
from variorum.data import load_words, load_yaml

_TAKEN = load_words("events/words.yaml", "taken")
_WHERE: dict[str, str] = load_yaml("events/words.yaml")["where_taken"]
_OBJECTS = ("dobj", "nsubjpass")
_WEIGHT = 1.6  # log odds by which what befell somebody speaks for or against his being meant
_RARELY, _SELDOM = 2.6, 4.0  # the same of a spokesman, who tells what others did and what befell them


def fate_of(tree: Tree, head: int) -> str | None:
    """Return what is told of a phrase: that the law has somebody, that one is hurt or dead, or speaks."""
    fates = people_words().fates
    while tree.dep[head] == "conj" and tree.head[head] != head and tree.pos[tree.head[head]] != "VERB":
        head = tree.head[head]
    up, dep = tree.head[head], tree.dep[head]
    if dep == "pobj" and tree.lower[up] == "of" and tree.lemma[tree.head[up]] == "total":
        head = tree.head[up]  # "a total of four officers were shot"
        up, dep = tree.head[head], tree.dep[head]
    if dep in _OBJECTS:
        return _of_verb(tree, up) or _of_relative(tree, head)
    if dep == "nsubj":
        doing = (("hurt", "hurt_doing"), ("held", "held_doing"), ("speaks", "speaks"))
        fate = next((fate for fate, words in doing if tree.lemma[up] in fates[words]), None)
        fate = "harms" if fate is None and _harms(tree, up) else fate
        return fate or _of_relative(tree, head)
    if (told := _of_relative(tree, head)) is not None:
        return told
    noun = tree.head[up] if dep == "pobj" and tree.lower[up] == "of" else up if dep == "poss" else None
    if noun is None:
        return None
    return next((fate for fate in ("hurt", "held") if tree.lemma[noun] in fates[f"{fate}_of"]), None)


def _harms(tree: Tree, verb: int) -> bool:
    """Say whether the subject of a verb does violence to others: "he fired", but not "he shot himself"."""
    if tree.lemma[verb] not in people_words().fates["harms"] or tree.lemma[verb] == "open":
        return tree.lemma[verb] == "open" and any(tree.lower[c] == "fire" for c in tree.children[verb])
    return not any(tree.lower[c].endswith(("self", "selves")) for c in tree.children[verb])


def _of_relative(tree: Tree, head: int) -> str | None:
    """Return what a clause with "who" tells of a phrase: "found four people who had been shot"."""
    for c in tree.all_children(head, "relcl"):
        if (who := tree.child(c, "nsubjpass")) is not None and tree.lower[who] in ("who", "that"):
            return _of_verb(tree, c)
    return None


def _of_verb(tree: Tree, verb: int) -> str | None:
    fates, lemma = people_words().fates, tree.lemma[verb]
    if lemma == "find":
        return "hurt" if any(tree.lemma[w] in fates["hurt_of"] for w in _with(tree, verb)) else None
    if lemma in _TAKEN:
        for c in tree.children[verb]:
            if tree.dep[c] == "prep" and (where := tree.child(c, "pobj")) is not None:
                return _WHERE.get(tree.lemma[where])
        return None
    return next((fate for fate in ("held", "hurt") if lemma in fates[fate]), None)


def _with(tree: Tree, verb: int) -> list[int]:
    """Return what "with" says that somebody was found with: "found Orlan with a gunshot wound"."""
    beside = [c for c in tree.children[verb] if tree.lower[c] == "with"]
    return [what for c in beside if (what := tree.child(c, "pobj")) is not None]


def tellers_of(tree: Tree, head: int) -> list[int]:
    """Return who says the words that a phrase is the subject of: "Orlan said the man fled" is of another."""
    if tree.dep[head] not in SUBJECTS:
        return []
    says, below, found = people_words().fates["speaks"], head, list[int]()
    for up in tree.ancestors(head):
        if tree.lemma[up] in says and tree.dep[below] not in SUBJECTS:
            found += tree.all_children(up, *SUBJECTS)
        below = up
    return found


def does_more(tree: Tree, head: int) -> bool:
    """Say whether a phrase is the subject of a verb that is neither of saying nor of thinking."""
    up, fates = tree.head[head], people_words().fates
    is_verb = tree.dep[head] in SUBJECTS and tree.pos[up] in ("VERB", "AUX")
    return is_verb and tree.lemma[up] not in fates["speaks"] and tree.lemma[up] not in fates["thinks"]


def is_teller(entity: Entity) -> bool:
    """Say whether somebody is called by an office whose holder tells of deeds and does none: a spokesman."""
    called = {*entity.lemmas, *(m.rstrip(".") for m in entity.modifiers)}
    return not people_words().tellers.isdisjoint(called) and "general" not in called


def how_fitting(entity: Entity, fate: str | None, *, is_act: bool = False) -> float:
    """Return how what was told of one before speaks for or against the next pronoun's being of the same.

    `is_act` where the pronoun does more than to say something.

    >>> how_fitting(Entity(0, fates={"hurt"}), "held") < 0 < how_fitting(Entity(1, fates={"held"}), "held")
    True
    """
    only_tells = entity.fates == {"speaks"} and is_teller(entity)
    if fate not in ("held", "hurt", "harms"):
        return -_RARELY if is_act and only_tells else 0.0
    words, told = people_words(), set(entity.fates)
    if only_tells:
        return -_SELDOM
    told |= {"held"} if not words.doers.isdisjoint(entity.lemmas) else set()
    told |= {"hurt"} if not words.sufferers.isdisjoint(entity.lemmas) else set()
    if fate == "harms":  # "Orlan told police he fired": who confesses a deed speaks too
        fate, told = "held", {"held" if one == "harms" else one for one in told - {"speaks"}}
    told -= {"harms"}
    if fate in told:
        return _WEIGHT if len(told - {"speaks"}) == 1 else 0.0
    return -_WEIGHT if told else 0.0
