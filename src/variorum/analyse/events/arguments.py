"""Who did what to whom: the parts of an event mention, read from the parse."""

import bisect
import functools
from collections.abc import Iterable, Mapping

from variorum.analyse.events.aiming import aimed_at, is_of_aim
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.nominal import noun_parts
from variorum.analyse.events.ontology import load_ontology
from variorum.analyse.events.sorts import is_cause
from variorum.analyse.events.states import is_deadly
from variorum.analyse.events.subjects import nominal_words
from variorum.analyse.events.verbal import argument_words, passive_behind, verb_parts
from variorum.analyse.events.weapons import find_weapon
from variorum.analyse.participants import Phrase, Tree
from variorum.analyse.participants.ages import is_so_old
from variorum.analyse.participants.lexicon import peoples
from variorum.data import load_yaml

_IN = frozenset({"in", "at", "near", "outside"})
_ELSE = frozenset({"else", "other", "others", "further", "more"})
_AGAINST = frozenset({"on", "at", "against", "of", "in", "near", "outside", "inside"})
_STRIKING = frozenset({"violence", "accident", "disaster"})
_STEPS = 3  # nouns from a relative clause to the happening that it is of
# What only people do, and the entities that a name of theirs may be taken for.
_BY_BODIES = frozenset({"violence", "capture"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "WORK_OF_ART"})


def fill_arguments(tree: Tree, phrases: Mapping[int, Phrase], mentions: list[Mention]) -> None:
    """Give every mention the phrases of who and whom, by the grammar around its trigger."""
    tokens = {m.token: m for m in mentions}
    for mention in mentions:
        if mention.is_state:
            continue
        is_noun = mention.is_noun or _is_noun_after_all(tree, mention.token)
        if is_noun:
            agents, patients, mention.answering = noun_parts(tree, mention.token)
        else:
            agents, patients = verb_parts(tree, mention.token)
            if mention.type.family == "violence" and _is_by_missile(tree, mention.token, agents):
                patients = [_owner(tree, one, phrases) for one in patients]
        mention.agents = [a for a in _known(tree, phrases, agents) if not _is_where(tree, a)]
        mention.patients = _known(tree, phrases, patients)
        if mention.span.end > tree.end[mention.token]:
            own = _words_of(tree, mention)
            mention.patients = [p for p in mention.patients if p not in own]
            if not mention.patients and tree.lemma[mention.token] in argument_words()["undergoes"]:
                mention.patients, mention.agents = mention.agents, []
        if not is_noun:
            _turn_harm(tree, phrases, mention)
        is_held = mention.fate or mention.type.family == "trial"
        if tree.pos[mention.token] == "AUX" and is_held and not mention.patients:
            mention.patients, mention.agents = mention.agents, []  # "three are in custody", "due in court"
        mention.agents = [
            a for a in mention.agents if tree.lemma[a].lower() not in argument_words()["missiles"]
        ]
        mention.agents = [a for a in mention.agents if not is_cause(tree.lemma[a])]
        mention.patients = [p for p in mention.patients if not _is_where_it_was(tree, mention, p)]
        if mention.fate == "missing":  # "both workers reported missing were found": nobody makes them so
            mention.patients, mention.agents = mention.patients or mention.agents, []
        if mention.type.family == "violence":
            _settle_violence(tree, phrases, mention)
    _share_patients(tree, mentions, tokens)


def _words_of(tree: Tree, mention: Mention) -> set[int]:
    """Return the words of a trigger that is a phrase; whom it holds is none: "took 12 villagers hostage"."""
    words = {word for one in load_ontology().phrases.get(tree.lemma[mention.token], ()) for word in one.words}
    first, last = mention.token, bisect.bisect_left(tree.start, mention.span.end)
    return {i for i in range(first, last) if tree.lemma[i] in words or tree.lower[i] in words}


def _settle_violence(tree: Tree, phrases: Mapping[int, Phrase], mention: Mention) -> None:
    """Say with what a deed was done, whether it killed, and at whom it was aimed.

    Whom it is aimed at are its patients; that they came to harm is not told.
    """
    mention.instrument = find_weapon(tree, mention.token)
    if mention.fate in (None, "injured") and is_deadly(tree, mention.token):
        mention.fate = "killed"
    aimed = [] if mention.patients else aimed_at(tree, phrases, mention)
    mention.patients = mention.patients or aimed
    if mention.fate == "injured" and (aimed or is_of_aim(tree, mention.token)):
        mention.fate = None


def _is_where_it_was(tree: Tree, mention: Mention, i: int) -> bool:
    """Say whether a name is of the place of an accident, no sufferer: "capsized off Osk", "a fall at Osk"."""
    if mention.type.family != "accident":
        return False
    is_place = tree.entity[i] in ("GPE", "LOC") and tree.dep[i] == "pobj"
    is_off = tree.dep[i] == "dobj" and tree.pos[i] == "PROPN" and tree.lower[i - 1] == "off"
    return is_off or (is_place and tree.lower[tree.head[i]] not in ("of", "by"))


def find_bodies(
    tree: Tree, phrases: Mapping[int, Phrase], mentions: Iterable[Mention], title_end: int
) -> list[int]:
    """Return the heads of names that did violence: bodies, whatever the words of their names ("Band of Orm").

    Nothing is taken from a title, where common words have capitals too. Who answers for a deed is a body
    by any words ("the attackers belonged to a clan").
    """
    found = []
    for mention in mentions:
        answers = mention.answering == mention.token
        explodes = mention.type.name == "explosion" and not mention.is_noun  # "a carbomb exploded"
        if not answers and (explodes or mention.type.family not in _BY_BODIES):
            continue
        for head in mention.agents:
            phrase = phrases[head]
            is_body = phrase.type == "thing" and phrase.span.start >= title_end
            if is_body and (answers or _may_do_violence(tree, phrase)):
                found.append(head)
    return found


def _may_do_violence(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a phrase names a body, or the craft of one: "army helicopters fired rockets"."""
    words, head = nominal_words(), phrase.head
    if phrase.kind == "name":
        word = tree.lower[head]  # of one letter: an article of a headline's
        is_name = len(word) > 1 and tree.entity[head] in ("", *_NAMED)
        return is_name and word not in argument_words()["bodiless"] and not word.endswith(("bomb", "bombs"))
    forces = words["forces"] | peoples()
    return tree.lemma[head] in words["craft"] and not forces.isdisjoint(phrase.modifiers)


def _known(tree: Tree, phrases: Mapping[int, Phrase], heads: list[int]) -> list[int]:
    found: list[int] = []
    for head in heads:
        for joined in tree.conjuncts(head):
            one = joined
            if one != head and (_is_put_aside(tree, one) or passive_behind(tree, one) is not None):
                continue
            if tree.lower[one] in ("who", "whom", "that", "which") and tree.pos[one] == "PRON":
                up = _relative(tree, phrases, one)
                one = up if up is not None else one
            one = _behind_colon(tree, _counted(tree, one))
            if one in phrases and one not in found and not _is_none_else(tree, phrases[one]):
                found.append(one)
    found = [one for one in found if not _is_each_other(tree, one)]
    return [one for one in found if not (_is_source(tree, phrases[one]) or _is_who_tells(tree, one))]


def _is_each_other(tree: Tree, i: int) -> bool:
    """Say whether words name nobody beside those who stand before: "accused each other of the raid"."""
    return tree.lower[max(0, i - 1) : i + 1] in (["each", "other"], ["one", "another"])


def _is_who_tells(tree: Tree, i: int) -> bool:
    """Say whether a name is of the source told before it, and another word is the subject of its verb.

    "According to the prosecutor, Ana Pol, 18 people were arrested": the parse takes both for who was.
    """
    verb = tree.head[i]
    if tree.pos[i] != "PROPN" or tree.dep[i] not in ("nsubj", "nsubjpass"):
        return False
    is_behind = any(tree.lower[c] == "according" and c < i for c in tree.children[verb])
    return is_behind and any(s > i for s in tree.all_children(verb, "nsubj", "nsubjpass"))


def _is_source(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a headline opens with a phrase as who says the rest: "Osta police: girl shot"."""
    return phrase.first == 0 and tree.text[phrase.head + 1 : phrase.head + 2] == [":"]


def _is_put_aside(tree: Tree, i: int) -> bool:
    """Say whether a phrase joined to another is told not to be so: "eleven people, and not fourteen"."""
    first = min((i, *tree.children[i]))
    return "not" in tree.lower[max(0, first - 1) : first + 1]


def _is_where(tree: Tree, i: int) -> bool:
    """Say whether a name only says where something is that did it: "fighting in Osk, which left ten dead"."""
    up = tree.head[i]
    return tree.dep[i] == "pobj" and tree.lower[up] in _IN and tree.entity[i] in ("GPE", "LOC", "FAC")


def _counted(tree: Tree, i: int) -> int:
    """Return what a number noun counts ("scores of people") or a name is of, else the word itself.

    Whoever is so old stands before the day that the parse takes for them: "shot an 11-year-old last Friday".
    """
    if tree.entity[i] == "DATE":
        return next((c for c in tree.children[i] if is_so_old(tree, c)), i)
    if tree.lemma[i] not in argument_words()["stands_for"]:
        return i
    of = next((c for c in tree.children[i] if tree.lower[c] == "of"), None)
    what = None if of is None else tree.child(of, "pobj")
    return i if what is None else what


@functools.cache
def _hits() -> tuple[frozenset[str], frozenset[str]]:
    """Return what a person is hit with, and the parts of a body."""
    harms = load_yaml("events/fates.yaml")
    return frozenset(harms["hit"]["with"]), frozenset(harms["body"])


def _is_by_missile(tree: Tree, i: int, agents: Iterable[int]) -> bool:
    """Say whether a bullet or the like does it, or the verb itself says so ("grazed her head")."""
    return tree.lemma[i] in ("shoot", "stab", "graze") or any(tree.lower[a] in _hits()[0] for a in agents)


def _owner(tree: Tree, i: int, phrases: Mapping[int, Phrase]) -> int:
    """Return whose a part of the body is ("struck the knee of a girl", "his leg"), else the word itself."""
    if tree.lemma[i] not in _hits()[1]:
        return i
    of = next((c for c in tree.children[i] if tree.lower[c] == "of"), None)
    whose = tree.child(i, "poss") if of is None else tree.child(of, "pobj")
    return whose if whose is not None and whose in phrases else i


def _behind_colon(tree: Tree, i: int) -> int:
    """Return whom a headline names behind its source, where the parse takes them for one: "DPS: Man died"."""
    named = tree.child(i, "appos") if i + 1 < tree.size and tree.text[i + 1] == ":" else None
    return i if named is None else named


def _is_none_else(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a phrase is of nobody besides those told of: "no one else", "no other passengers"."""
    beside = {tree.lower[c] for c in (*tree.children[phrase.head], phrase.head + 1) if c < tree.size}
    return phrase.low == phrase.high == 0 and not _ELSE.isdisjoint(beside)


def _relative(tree: Tree, phrases: Mapping[int, Phrase], i: int) -> int | None:
    """Return the noun that a relative pronoun stands for, a deed before its target.

    "The attack on a convoy near Osk that killed three": the attack killed them.
    """
    for up in tree.ancestors(i, 6):
        if tree.dep[up] == "relcl":
            is_thing = tree.lower[i] in ("that", "which")
            return _deed_before(tree, phrases, up) if is_thing else tree.head[up]
    return None


def _deed_before(tree: Tree, phrases: Mapping[int, Phrase], verb: int) -> int:
    """Return the noun that a relative clause is of, or that of the happening which struck it there.

    A body whose place was struck does what is told of it: "an attack at the home of a clan that killed two".
    """
    here = tree.head[verb]
    is_body = here in phrases and phrases[here].type != "thing" and tree.lower[tree.head[here]] == "of"
    if tree.lemma[verb] not in argument_words()["strikes_down"]:
        return here
    for step in range(_STEPS):
        if tree.dep[here] != "pobj" or tree.lower[tree.head[here]] not in _AGAINST:
            break
        here = tree.head[tree.head[here]]
        noun = load_ontology().nouns.get(tree.lemma[here])
        if noun is not None and noun.type.family in _STRIKING:
            return tree.head[verb] if is_body and step else here
    return tree.head[verb]


def _turn_harm(tree: Tree, phrases: Mapping[int, Phrase], mention: Mention) -> None:
    """Let nobody do what they suffer, or what they come upon: "suffered injuries", "found him dead"."""
    lemma = tree.lemma[mention.token]
    if lemma in argument_words()["takes_harm"] or (lemma == "catch" and mention.type.name == "disaster"):
        mention.patients, mention.agents = mention.agents, []
    elif (
        lemma in argument_words()["hurts"]
        and not mention.patients
        and tree.child(mention.token, "dobj") is None
    ):
        mention.patients, mention.agents = mention.agents, []  # "left one dead and three others hurt"
    elif mention.fate == "released" and lemma in argument_words()["goes_free"] and not mention.patients:
        mention.patients, mention.agents = mention.agents, []  # "58 prisoners walked free"
    elif lemma in argument_words()["tried"] and mention.type.name == "trial":
        mention.patients, mention.agents = mention.patients or mention.agents, []
    elif lemma in argument_words()["comes_upon"] and mention.fate == "killed":
        found = mention.patients or _known(tree, phrases, _found_dead(tree, mention.token))
        mention.patients, mention.agents = found or mention.agents, []


def _found_dead(tree: Tree, i: int) -> list[int]:
    """Return whom a verb tells to have been found dead within its own words: "found him dead"."""
    dead = next((c for c in tree.children[i] if tree.lower[c] == "dead"), i)
    return (tree.all_children(dead, "nsubj") if dead != i else []) or tree.all_children(i, "dobj")


def _is_noun_after_all(tree: Tree, i: int) -> bool:
    """Say whether what is taken for a verb is a noun: "in Tell Lane shooting", "police probe shooting"."""
    if tree.tag[i] == "VBG" and tree.dep[i] in ("xcomp", "dobj") and tree.head[i] == i - 1:
        return tree.lemma[i - 1] in nominal_words()["looks_into"] and tree.child(i, "dobj", "nsubj") is None
    if tree.tag[i] == "VBG" and tree.child(i, "dobj") == i + 1 and tree.child(i, "aux") is None:
        return tree.lower[i + 1] in argument_words()["of_it"]  # "is investigating the Sunday shooting death"
    return (
        i > 1
        and tree.tag[i] == "VBG"
        and (tree.dep[i] in ("advcl", "acl") or (tree.dep[i] == "ROOT" and tree.child(i, "aux") is None))
        and tree.pos[i - 1] == "PROPN"
        and tree.dep[i - 1] == "pobj"
        and tree.child(i, "dobj") is None
    )


def _share_patients(tree: Tree, mentions: list[Mention], tokens: Mapping[int, Mention]) -> None:
    """Give "shot" in "shot and killed a man" the man, and "killed" in "was shot and killed" likewise."""
    for mention in mentions:
        if mention.is_noun or mention.is_state or mention.patients:
            continue
        for c in tree.all_children(mention.token, "conj"):
            joined = tokens.get(c) if tree.child(c, "nsubj", "nsubjpass") is None else None
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
