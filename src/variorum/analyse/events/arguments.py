"""Who did what to whom: the parts of an event mention, read from the parse."""

from collections.abc import Mapping

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.states import is_deadly
from variorum.analyse.events.weapons import find_weapon
from variorum.analyse.participants import Phrase, Tree

# Verbs without an object whose subject suffers ("he died", "the bus crashed").
_SUFFERS = frozenset(
    {
        "die",
        "perish",
        "drown",
        "explode",
        "detonate",
        "collapse",
        "crash",
        "derail",
        "capsize",
        "sink",
        "overturn",
        "suffocate",
        "flee",
        "erupt",
        "collide",
        "bleed",
        "succumb",
    }
)
# Nouns whose possessor suffers ("Smith's death"); with the others the possessor acts ("the rebels' attack").
_OWNER_SUFFERS = frozenset(
    {
        "death",
        "killing",
        "murder",
        "capture",
        "arrest",
        "release",
        "kidnapping",
        "abduction",
        "assassination",
        "slaying",
        "homicide",
        "injury",
        "execution",
        "detention",
        "trial",
        "conviction",
        "rescue",
        "suicide",
        "shooting",
        "stabbing",
        "beating",
        "treatment",
        "interrogation",
        "questioning",
        "deployment",
        "evacuation",
        "collapse",
    }
)
_ELSE = frozenset({"else", "other", "others", "further", "more"})
# Verbs of court and police whose subject suffers where they have no object ("the man charged with murder").
_UNDERGOES = frozenset({"lose", "succumb", "get", "receive"})  # in phrases: "got nine years in prison"
_NUMBERS = frozenset({"score", "dozen", "hundred", "thousand", "handful", "number"})
# What stands for those it is of: "the names of the women killed", "the lives of nine".
_STANDS_FOR = _NUMBERS | {"name", "identity", "life", "body", "remains"}
_HELD = frozenset({"charge", "convict", "sentence", "indict", "arrest", "jail", "detain", "acquit"})
_RECEIVES = frozenset({"give", "hand", "deny", "award", "leave", "charge"})  # "arrested and given a lawyer"
_AIMED = frozenset({"on", "against", "at", "upon"})
_PASSING = frozenset(
    {"victim", "death", "injury", "case", "spree", "incident", "scene", "site", "investigation"}
)


def fill_arguments(tree: Tree, phrases: Mapping[int, Phrase], mentions: list[Mention]) -> None:
    """Give every mention the phrases of who and whom, by the grammar around its trigger."""
    tokens = {m.token: m for m in mentions}
    for mention in mentions:
        if mention.is_state:
            continue
        agents, patients = (_noun_parts if mention.is_noun else _verb_parts)(tree, mention.token)
        mention.agents = _known(tree, phrases, agents)
        mention.patients = _known(tree, phrases, patients)
        if mention.span.end > tree.end[mention.token]:
            mention.patients = [p for p in mention.patients if not mention.span.covers(tree.word(p))]
            if not mention.patients and tree.lemma[mention.token] in _UNDERGOES:
                mention.patients, mention.agents = mention.agents, []
        if mention.type.family == "violence":
            mention.instrument = find_weapon(tree, mention.token)
        if (
            mention.fate in (None, "injured")
            and mention.type.family == "violence"
            and is_deadly(tree, mention.token)
        ):
            mention.fate = "killed"
    _share_patients(tree, mentions, tokens)


def _known(tree: Tree, phrases: Mapping[int, Phrase], heads: list[int]) -> list[int]:
    found: list[int] = []
    for head in heads:
        for joined in tree.conjuncts(head):
            one = joined
            if tree.lower[one] in ("who", "whom", "that", "which") and tree.pos[one] == "PRON":
                up = _relative(tree, one)
                one = up if up is not None else one
            one = _counted(tree, one)
            if one in phrases and one not in found and not _is_none_else(tree, phrases[one]):
                found.append(one)
    return found


def _counted(tree: Tree, i: int) -> int:
    """Return what a number noun counts ("scores of people") or a name is of, else the word itself."""
    if tree.lemma[i] not in _STANDS_FOR:
        return i
    of = next((c for c in tree.children[i] if tree.lower[c] == "of"), None)
    what = None if of is None else tree.child(of, "pobj")
    return i if what is None else what


def _is_none_else(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a phrase is of nobody besides those told of: "no one else", "no other passengers"."""
    beside = {tree.lower[c] for c in (*tree.children[phrase.head], phrase.head + 1) if c < tree.size}
    return phrase.low == phrase.high == 0 and not _ELSE.isdisjoint(beside)


def _relative(tree: Tree, i: int) -> int | None:
    """Return the noun that a relative pronoun stands for."""
    for up in tree.ancestors(i, 6):
        if tree.dep[up] == "relcl":
            return tree.head[up]
    return None


def _verb_parts(tree: Tree, i: int) -> tuple[list[int], list[int]]:
    objects = tree.all_children(i, "dobj", "dative")
    objects = [o for o in objects if tree.dep[o] == "dobj" or not objects]
    subjects = _subjects(tree, i)
    by = _by(tree, i)
    if tree.is_passive(i):
        return by, subjects
    dep = tree.dep[i]
    if tree.tag[i] == "VBN" and dep in ("acl", "amod") and not _acts_with(tree, i):
        who = tree.head[i]
        while tree.dep[who] == "compound":  # "sentenced trader Pim Orlan": the name is the whole phrase
            who = tree.head[who]
        return by, [who]
    if tree.tag[i] == "VBN" and dep in ("xcomp", "oprd", "ccomp", "advcl") and not objects:
        up = tree.head[i]
        return by, tree.all_children(up, "dobj") or subjects or _subjects(tree, up)
    if tree.dep[i] == "conj" and tree.tag[i] == "VBN" and not objects and _has_no_aux(tree, i):
        return by, subjects  # "two were killed and nine others injured"
    if (
        tree.dep[i] == "ROOT"
        and tree.tag[i] in ("VBN", "VBD")
        and not objects
        and _has_no_aux(tree, i)
        and not _acts_with(tree, i)
        and (by or tree.tag[i] == "VBN" or _headline_passive(tree, i))
    ):
        return by, subjects  # a headline: "Two soldiers captured"
    held = tree.lemma[i] in _HELD and tree.tag[i] in ("VBD", "VBN")
    if (not objects and (held or tree.lemma[i] in _SUFFERS)) or tree.lemma[i] == "flee":
        return by, subjects
    if (
        dep == "relcl"
        and not objects
        and subjects
        and not any(tree.lower[s] in ("who", "that", "which") for s in subjects)
    ):
        return subjects, [tree.head[i]]  # "the man police shot"
    return subjects, objects


def _has_no_aux(tree: Tree, i: int) -> bool:
    return not any(tree.dep[c] in ("aux", "auxpass") for c in tree.children[i])


def _acts_with(tree: Tree, i: int) -> bool:
    """Say whether a verb shares its subject with one behind it that has an object: "shot and killed her"."""
    return any(
        tree.child(c, "dobj") is not None
        and tree.child(c, "nsubj", "nsubjpass", "auxpass") is None
        and tree.lemma[c] not in _RECEIVES
        for c in tree.all_children(i, "conj")
    )


def _headline_passive(tree: Tree, i: int) -> bool:
    following = tree.lower[i + 1] if i + 1 < tree.size else ""
    return tree.lemma[i] in (
        "shoot",
        "kill",
        "injure",
        "wound",
        "stab",
        "capture",
        "arrest",
        "kidnap",
        "rescue",
        "detain",
        "hospitalize",
        "abduct",
        "free",
    ) and following in (
        "in",
        "at",
        "near",
        "by",
        "on",
        "after",
        "during",
        "outside",
        "inside",
        "when",
        "while",
        "dead",
        "multiple",
        "over",
        ",",
        ".",
        ";",
        ":",
        "",
        "to",
        "as",
        "and",
        "several",
        "\n",
        "\n\n",
    )


def _subjects(tree: Tree, i: int) -> list[int]:
    for _ in range(6):
        own = tree.all_children(i, "nsubj", "nsubjpass")
        if own:
            return own
        up, dep = tree.head[i], tree.dep[i]
        is_verb = tree.pos[up] in ("VERB", "AUX", "ADJ") or tree.child(up, "nsubj") is not None  # "shot and"
        if dep in ("conj", "xcomp", "advcl", "ccomp") and up != i and is_verb:
            if dep == "xcomp" and (moved := tree.all_children(up, "dobj")):
                return moved
            i = up
            continue
        if dep == "acl" and (tree.tag[i] in ("VBG", "VB") or _acts_with(tree, i)):
            return [up]
        if dep in ("relcl",):
            return [up]
        if dep == "pcomp" and tree.pos[tree.head[up]] in ("VERB", "AUX"):  # "accused of killing"
            i = tree.head[up]
            if accused := tree.all_children(i, "dobj"):
                return accused
            continue
        return []
    return []


def _by(tree: Tree, i: int) -> list[int]:
    for c in tree.children[i]:
        if tree.dep[c] == "agent" or (tree.dep[c] == "prep" and tree.lower[c] == "by"):
            who = tree.child(c, "pobj")
            if who is not None and tree.entity[who] not in ("DATE", "TIME"):
                return [who]
    return []


def _noun_parts(tree: Tree, i: int) -> tuple[list[int], list[int]]:
    agents = _by(tree, i)
    patients: list[int] = []
    lemma = tree.lemma[i]
    for c in tree.children[i]:
        if tree.dep[c] == "poss" and tree.entity[c] not in ("DATE", "EVENT", "TIME"):
            (patients if lemma in _OWNER_SUFFERS else agents).append(c)
        elif tree.dep[c] == "prep":
            what = tree.child(c, "pobj")
            if what is None:
                continue
            if (tree.lower[c] == "of" and tree.entity[what] not in ("DATE", "TIME")) or (
                tree.lower[c] in _AIMED and tree.entity[what] not in ("DATE", "TIME")
            ):
                patients.append(what)
            elif tree.lower[c] in ("between", "with") and lemma in (
                "clash",
                "battle",
                "fighting",
                "firefight",
            ):
                agents.append(what)
    if tree.dep[i] in ("compound", "nmod") and tree.lemma[tree.head[i]] in (
        "victim",
        "suspect",
        "death",
        "survivor",
    ):
        up = tree.head[i]
        if tree.lemma[up] == "victim":
            patients.append(up)
        elif tree.lemma[up] == "suspect":
            agents.append(up)
        else:
            patients += [
                w
                for c in tree.children[up]
                if tree.lower[c] == "of" and (w := tree.child(c, "pobj")) is not None
            ]
    if not agents:
        agents += _claimants(tree, i) or _blamed(tree, i) or ([] if patients else _light(tree, i))
    return agents, patients


def _claimants(tree: Tree, i: int) -> list[int]:
    """Return who claimed what a noun tells ("the group claimed responsibility for the attack")."""
    up = tree.head[i]
    if (
        tree.dep[i] != "pobj"
        or tree.lower[up] != "for"
        or tree.lemma[tree.head[up]]
        not in (
            "responsibility",
            "credit",
        )
    ):
        return []
    verb = tree.head[tree.head[up]]
    if tree.lemma[verb] not in ("claim", "take", "admit", "accept"):
        return []
    return _by(tree, verb) if tree.is_passive(verb) else _subjects(tree, verb)


def _blamed(tree: Tree, i: int) -> list[int]:
    """Return whom somebody blames for what a noun tells, or on whom it is blamed."""
    up = tree.head[i]
    if tree.dep[i] == "dobj" and tree.lemma[up] == "blame":
        on = next((c for c in tree.children[up] if tree.lower[c] == "on"), None)
        who = None if on is None else tree.child(on, "pobj")
        return [] if who is None else [who]
    verb = tree.head[up]
    if tree.dep[i] != "pobj" or tree.lower[up] != "for" or tree.lemma[verb] != "blame":
        return []
    return tree.all_children(verb, "dobj", "nsubjpass")


def _light(tree: Tree, i: int) -> list[int]:
    """Return the subject of a light verb ("the rebels carried out the attack")."""
    up = tree.head[i]
    if tree.dep[i] == "dobj" and tree.lemma[up] in (
        "carry",
        "launch",
        "make",
        "commit",
        "stage",
        "conduct",
        "mount",
        "lead",
    ):
        return _by(tree, up) if tree.is_passive(up) else _subjects(tree, up)
    return []


def _share_patients(tree: Tree, mentions: list[Mention], tokens: Mapping[int, Mention]) -> None:
    """Give "shot" in "shot and killed a man" the man, and "killed" in "was shot and killed" likewise."""
    for mention in mentions:
        if mention.is_noun or mention.is_state or mention.patients:
            continue
        for c in tree.all_children(mention.token, "conj"):
            joined = tokens.get(c)
            if joined and joined.patients and not joined.is_noun and c - mention.token <= 5:
                mention.patients = list(joined.patients)
                if joined.fate == "killed":
                    mention.fate = "killed"
    for mention in mentions:
        if tree.dep[mention.token] == "conj" and not mention.is_noun and mention.fate == "killed":
            first = tokens.get(tree.head[mention.token])
            if (
                first
                and first.type.family == "violence"
                and (set(first.patients) & set(mention.patients) or not mention.patients)
            ):
                first.fate = "killed"
                mention.patients = mention.patients or list(first.patients)
