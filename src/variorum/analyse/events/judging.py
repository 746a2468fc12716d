"""What kind of telling each mention is: fact, denial, plan, history, or no happening in particular."""

import itertools
from collections.abc import Sequence

from variorum.analyse.attribution import is_presupposed, read_factuality
from variorum.analyse.events.ahead import is_to_come, is_wanted
from variorum.analyse.events.charged import is_only_charged
from variorum.analyse.events.conditions import is_graded
from variorum.analyse.events.doubts import is_idea, read_denial, read_doubt
from variorum.analyse.events.findings import Findings
from variorum.analyse.events.given import is_given
from variorum.analyse.events.happening import is_long_before
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.mood import mood
from variorum.analyse.events.predicates import befell_nobody, is_spoken_of
from variorum.analyse.events.triggers import contexts
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.analyse.tags import FINITE_TAGS, PLURAL_TAGS
from variorum.model.analysis import Modality

_LONG_AGO = 300  # days before the report after which a time is of something recalled
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def weigh(page: Page, found: Findings, mentions: Sequence[Mention]) -> None:
    """Note of every mention whether it is affirmed, how surely, and whether a denial takes it for granted."""
    for mention in mentions:
        mention.polarity, mention.modality = read_factuality(page, mention.span, found.attributions)
        mention.is_presupposed = is_presupposed(page, mention.span, found.attributions)


def _is_beside_negation(tree: Tree, i: int) -> bool:
    """Say whether a noun stands beside what a clause negates ("nobody was hurt in the strike")."""
    beside = False
    for here, up in itertools.pairwise((i, *tree.ancestors(i, 6))):
        beside = beside or tree.dep[here] in ("npadvmod", "appos", "pobj")
        if befell_nobody(tree, up) or any(tree.dep[c] == "neg" for c in tree.children[up]):
            return beside
    return False


def _is_of_facet(tree: Tree, i: int) -> bool:
    """Say whether only the cause or scene of what a noun tells is denied: "gave no cause of death"."""
    up = tree.head[i]
    return (
        tree.dep[i] == "pobj"
        and tree.lower[up] in ("of", "for")
        and tree.lemma[tree.head[up]] in contexts()["facets"]
    )


def _is_described(tree: Tree, i: int) -> bool:
    """Say whether a noun is what a clause says something about: "her injuries were not life-threatening"."""
    up = tree.head[i]
    described = any(tree.dep[c] in ("acomp", "attr") for c in tree.children[up])
    return tree.dep[i] == "nsubj" and tree.lemma[up] == "be" and described


def judge(tree: Tree, mentions: Sequence[Mention], title_end: int, published: str | None = None) -> None:
    """Note of every mention whether it is definite, generic or history, and what its mood makes of it.

    What is told for a day after the report's, in words without a past, is planned.
    """
    known = contexts()
    led_to = {m.token for m in mentions if m.type.family in known["provoked"]}
    triggers = _triggers(tree, led_to)
    for mention in mentions:
        i = mention.token
        below = tree.children[i]
        mention.cause_of = triggers.get(i) or _cause_of(tree, mention, led_to)
        mention.is_definite = any(
            tree.dep[c] == "poss" or (tree.dep[c] == "det" and tree.lower[c] in _DEFINITE) for c in below
        )
        _settle_denial(tree, mention)
        mention.is_another = any(
            tree.lower[c] in known["again"] for c in below if tree.dep[c] in ("amod", "det")
        ) and not any(tree.lower[c] in ("this", "that") for c in below)  # "this latest shooting"
        if mention.is_noun:
            mention.is_generic = _is_generic(tree, mention, title_end)
        mention.modality = _aimed_at(tree, mention, known) or mention.modality
        mention.is_generic |= mention.span.start >= title_end and _is_any_time(tree, i)
        mention.is_generic |= is_only_charged(tree, mention)
        mention.modality = _how_surely(tree, mention, known, published)
        mention.is_history = _recalls(tree, i)
        time = mention.timex.time if mention.timex else None
        mention.is_old = bool(time and published and is_long_before(time, published, _LONG_AGO))
        mention.is_aside = tree.pos[i] in ("VERB", "ADJ") and tree.dep[i] in ("amod", "relcl")


def _settle_denial(tree: Tree, mention: Mention) -> None:
    """Affirm what is told and denied only to be so bad, to have a known cause or to be joined by somebody."""
    i, is_noun = mention.token, mention.is_noun
    if mention.polarity == "denied":
        is_open = not mention.is_presupposed
        is_known = is_open and is_noun and mention.is_definite
        if is_known and (_is_beside_negation(tree, i) or _is_described(tree, i)):
            mention.polarity = "affirmed"
        elif mention.is_definite and _is_attended(tree, i):
            # He stays away; the summit is held.
            mention.polarity, mention.answering = "affirmed", tree.head[i]
        elif (is_open and is_spoken_of(tree, mention)) or is_graded(tree, i):
            # "Do not have life-threatening injuries" denies no injuries.
            mention.polarity = "affirmed"
        elif is_noun and _is_of_facet(tree, i):
            mention.polarity = "affirmed"
    mention.polarity = read_denial(tree, mention)


def _is_generic(tree: Tree, mention: Mention, title_end: int) -> bool:
    """Say whether a noun tells of no happening in particular: "such attacks", "a basis for negotiation".

    So do bare plurals, but in the title, which has no articles.
    """
    i = mention.token
    below = tree.children[i]
    if is_idea(tree, mention) or (tree.tag[i] == "NNS" and any(tree.lower[c] == "such" for c in below)):
        return True
    if mention.span.start < title_end or tree.tag[i] not in PLURAL_TAGS or mention.timex or mention.patients:
        return False
    if mention.type.name == "clash" and mention.agents:
        return False  # "after clashes between farmers and herders"
    return not any(tree.dep[c] in ("det", "poss", "nummod", "amod") for c in below)


def _how_surely(
    tree: Tree, mention: Mention, known: dict[str, frozenset[str]], published: str | None
) -> Modality:
    """Return how surely a mention is told once its own words and those that it stands under are weighed."""
    i, modality = mention.token, mention.modality
    if is_given(tree, mention):
        return "asserted"
    if modality == "possible" and _is_given(tree, mention):
        modality = "asserted"
    if modality in ("possible", "planned") and _is_asked(tree, i):
        # "Who may have shot them" takes the shots for given; "who wanted to hurt them" tells no plan.
        modality = "asserted" if modality == "possible" else "hypothetical"
    if modality == "asserted":
        modality = read_doubt(tree, mention) or modality
    if modality != "asserted":
        return modality
    modality = mood(tree, i, mention, known)
    if modality == "asserted" and not mention.is_noun and is_wanted(tree, i):
        return "hypothetical"
    return "planned" if modality == "asserted" and is_to_come(tree, mention, published) else modality


def _aimed_at(tree: Tree, mention: Mention, known: dict[str, frozenset[str]]) -> Modality | None:
    """Return how surely a verb is told by words that only aim at it or have a chance of it, if such do."""
    i = mention.token
    if mention.is_noun:
        return None
    is_gathered_for = mention.type.family == "violence" and _is_gathered_for(tree, i, known["gathers"])
    if is_gathered_for or _is_aim(tree, i, known["aims"]):
        return "planned"
    return "hypothetical" if _is_prospect(tree, i, known["prospects"]) else None


def _is_any_time(tree: Tree, i: int) -> bool:
    """Say whether a clause is of any time: "cases are reviewed when an officer fires a gun"."""
    above = tree.head[i]
    if tree.dep[i] != "advcl" or tree.tag[i] not in ("VBZ", "VBP"):
        return False
    is_when = any(tree.lower[c] in ("when", "whenever") for c in tree.children[i])
    told = (above, *tree.all_children(above, "aux", "auxpass"))
    return (
        is_when
        and not any(tree.tag[t] == "VBD" for t in told)
        and any(tree.tag[t] in FINITE_TAGS for t in told)
    )


def _is_attended(tree: Tree, i: int) -> bool:
    return tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] in contexts()["attends"]


def _triggers(tree: Tree, led_to: set[int]) -> dict[int, int]:
    """Return by their tokens what led to protests: "the killing sparked riots", "he was shot, triggering"."""
    found = {}
    for token in sorted(led_to):
        verb = tree.head[token]
        if tree.dep[token] != "dobj" or tree.lemma[verb] not in contexts()["sparks"]:
            continue
        found.update(dict.fromkeys(tree.all_children(verb, "nsubj"), token))
        if tree.dep[verb] in ("advcl", "conj", "ccomp"):
            found[tree.head[verb]] = token
    return found


def _cause_of(tree: Tree, mention: Mention, led_to: set[int]) -> int | None:
    """Return the token of the protest, strike or trial that a mention gives the grounds of.

    "Protests at the death of", "marched after police shot": what stands behind such a preposition or
    conjunction went before.
    """
    if mention.token in led_to or mention.type.family not in contexts()["provoking"]:
        return None
    before, grounds = contexts()["grounds"], False
    for here, up in itertools.pairwise((mention.token, *tree.ancestors(mention.token, 6))):
        if tree.dep[here] == "prep" and tree.lower[here] in before:
            if here - 1 in led_to:  # "rioting in protest at the death", whatever the parser hangs it on
                return here - 1
            grounds = True
        if tree.dep[here] == "advcl" and any(tree.lower[c] in before for c in tree.children[here]):
            grounds = True
        if up in led_to:
            return up if grounds else None
    return None


def _is_given(tree: Tree, mention: Mention) -> bool:
    """Say whether a doubt is about how, where or when, not whether: "it appears the shooting was outside"."""
    i = mention.token
    return mention.is_noun and mention.is_definite and tree.dep[i] in ("nsubj", "nsubjpass", "pobj", "poss")


def _is_asked(tree: Tree, i: int) -> bool:
    """Say whether a verb stands in a question for the one who did it, how, why, when or where."""
    for up in (i, *tree.ancestors(i, 2)):
        if tree.pos[up] not in ("VERB", "AUX"):
            return False
        asks = tree.dep[up] in ("ccomp", "pcomp") or tree.lemma[tree.head[up]] in contexts()["questions"]
        if asks and any(
            tree.tag[c] in ("WP", "WRB") and tree.dep[c] in ("nsubj", "nsubjpass", "advmod")
            for c in tree.children[up]
        ):
            return True
    return False


def _is_aim(tree: Tree, i: int, aims: frozenset[str]) -> bool:
    """See whether the verb only names an aim ("capturing one had been an objective", "orders to kill")."""
    up = tree.head[i]
    if tree.dep[i] == "csubj":
        said = tree.child(up, "attr")
        return said is not None and tree.lemma[said] in aims
    return _is_infinitive(tree, i) and tree.dep[i] in ("acl", "relcl", "xcomp") and tree.lemma[up] in aims


def _is_prospect(tree: Tree, i: int, prospects: frozenset[str]) -> bool:
    """See whether somebody only has a chance of doing it: "has no shot at winning the nomination"."""
    by = tree.head[i]
    return tree.dep[i] == "pcomp" and tree.tag[i] == "VBG" and tree.lemma[tree.head[by]] in prospects


def _is_gathered_for(tree: Tree, i: int, gathers: frozenset[str]) -> bool:
    """See whether people only came together to do it ("they gathered to attack the station")."""
    is_under = tree.dep[i] in ("advcl", "xcomp") and tree.lemma[tree.head[i]] in gathers
    return is_under and _is_infinitive(tree, i)


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[i])


def _is_recalling(tree: Tree, verb: int) -> bool:
    """Say whether a town or a march brings to mind what happened: "Kelvar remembers the fire of 1975"."""
    if tree.lemma[verb] not in contexts()["recalling"]:
        return False
    who = tree.all_children(verb, "nsubj")
    return any(tree.entity[w] in ("GPE", "LOC") or tree.lemma[w] in contexts()["gatherings"] for w in who)


def _recalls(tree: Tree, i: int) -> bool:
    for up in (i, *tree.ancestors(i, 3)):
        if up != i and (tree.lemma[up] in contexts()["recalls"] or _is_recalling(tree, up)):
            return True
        if tree.lower[up] in ("after", "since") and tree.dep[up] == "prep":
            left = tree.lemma[up - 1] if up else ""
            if left in ("year", "decade", "month") or any(
                tree.lemma[c] in ("year", "decade") for c in tree.children[up]
            ):
                return True
    return False
