"""Words by which a mention tells something beside what else is told, or the very thing another tells.

"A fight broke out", "another device went off", "an attack a while ago" begin happenings of their own;
"wounded in the attack" tells what the attack tells.
"""

import itertools
from collections.abc import Container, Mapping, Sequence

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Tree
from variorum.data import load_words

_BEFALL = frozenset({"accident", "disaster"})  # families of what nobody does
_AROUND = frozenset({"after", "before", "following"})
_AT = frozenset({"on", "at", "near", "outside", "in", "inside", "opposite", "under", "beside"})
_IN = frozenset({"in", "by", "during"})
_GATHERED = frozenset({"protest", "exchange", "election"})  # families of one place and day
_AT_IT = frozenset({"at"})  # "arrested at the march": what comes of a gathering
_BEFORE, _BEHIND = 12, 8  # words around a mention in which others say how long ago it was
_BACK = 30  # words before a verb in which the noun stands that "in it" means
_MOST = 20  # words of one phrase, mentions of one sentence
_CASES = load_words("events/words.yaml", "cases")
_HARM = frozenset({"killed", "injured"})
_STOPS = frozenset(".;?!")


def mark_apart(tree: Tree, mentions: Sequence[Mention]) -> None:
    """Note of every mention what sets it apart from all others, and which other it stands in."""
    _set_within(tree, mentions)
    _set_sexual(tree, mentions)
    known = contexts()
    for mention in mentions:
        lemma = tree.lemma[mention.token]
        mention.is_named = (
            mention.is_noun and mention.modality == "possible" and _is_what_it_is(tree, mention)
        )
        mention.is_raid = lemma in known["raids"] and _is_by_police(tree, mention)
        mention.is_that = mention.is_noun and _has(tree, mention.token, "that")
        mention.is_its = mention.type.is_outcome and any(
            tree.lower[c] in ("it", "which") and tree.dep[c] == "nsubj" for c in tree.children[mention.token]
        )
        fought = mention.patients if mention.type.name == "clash" else ()
        mention.is_by_crowd = any(tree.lemma[h] in known["crowds"] for h in (*mention.agents, *fought))
        mention.is_apart |= mention.is_noun and lemma in known["meetings"]
        if mention.type.family == "violence":
            mention.is_apart |= _is_quarrel(tree, mention) or _is_elsewhere(tree, mention)
            mention.is_bygone = _is_bygone(tree, mention)
            mention.is_history = mention.is_history or mention.is_bygone
        if mention.type.name == "explosion" and not mention.is_noun:
            mention.is_apart |= _is_of_another(tree, mention.token)
            mention.is_new = _is_of_one_bomb(tree, mention.token)
    _share_days(mentions)
    for _, here in itertools.groupby(mentions, key=lambda m: m.sentence):
        _set_around(tree, list(itertools.islice(here, _MOST)))


def _set_sexual(tree: Tree, mentions: Sequence[Mention]) -> None:
    """Note which mentions tell sexual violence and no other with it: "rape", not "rape and murder"."""
    known, tokens = contexts(), {m.token for m in mentions if m.type.family == "violence"}
    for mention in mentions:
        i = mention.token
        if tree.lemma[i] in known["raping"] or any(
            tree.lower[c] in known["sexual"] for c in tree.children[i]
        ):
            mention.is_sexual = not any(c in tokens and c != i for c in tree.conjuncts(i))


def _set_within(tree: Tree, mentions: Sequence[Mention]) -> None:
    """Note of the later of two mentions which one its words put it in or in it: "wounded in the attack"."""
    by_token = {m.token: m for m in mentions if m.polarity == "affirmed" and not m.is_generic}
    before: int | None = None
    for noun in by_token.values():
        if noun.type.is_outcome and not noun.is_noun:
            meant = (by_token.get(token) for token in _pointed_at(tree, noun.token, before))
            around = (m.token for m in meant if m is not None and not m.type.is_outcome)
            noun.within = next(around, noun.within)
        if noun.is_noun and not noun.type.is_outcome:
            before = noun.token
        verb = _holder(tree, noun.token) if noun.is_noun else None
        held = _holder(tree, noun.token, _AT_IT) if noun.is_noun and verb is None else verb
        if held is not None and held in by_token and held != noun.token:
            by_token[held].held_at = noun.token
        freed = tree.head[noun.token] if noun.is_noun and tree.dep[noun.token] == "nsubj" else None
        if freed in by_token and (noun.type.family, by_token[freed].type.family) == ("exchange", "release"):
            by_token[freed].within = noun.token  # "the swap freed 34"
        if verb is not None and verb not in by_token and tree.lemma[verb] in contexts()["telling"]:
            _set_said_of(tree, noun, verb, by_token)
        if verb is not None and verb in by_token:
            first, last = sorted((noun, by_token[verb]), key=lambda m: m.token)
            last.within = first.token
            by_token[verb].is_apart = noun.is_another  # "wounded in another shooting"
            is_raid = tree.lemma[noun.token] in contexts()["raids"] and not _has_harm(noun, by_token)
            if is_raid and by_token[verb].type.family == "arrest":
                noun.type = by_token[verb].type  # "arrested in the raids"
            if by_token[verb].type.is_outcome and noun.type.family in _BEFALL:
                by_token[verb].family_around = noun.type.family


def _has_harm(noun: Mention, by_token: Mapping[int, Mention]) -> bool:
    """Say whether what is told of a noun behind it is harm: "the raid on a village that killed five"."""
    behind = (by_token.get(i) for i in range(noun.token + 1, noun.token + _BACK))
    told = [m for m in behind if m is not None and m.sentence == noun.sentence]
    return any(m.type.family == "violence" or m.fate in _HARM for m in told)


def _share_days(mentions: Sequence[Mention]) -> None:
    """Give a gathering the day and place of what came of it by its words, and the reverse.

    "Arrested during a vigil in Kelvar on 19 October": that day hangs on the arrest, and the vigil was then.
    """
    by_token = {m.token: m for m in mentions}
    for mention in mentions:
        noun = None if mention.held_at is None else by_token.get(mention.held_at)
        if noun is None or noun.type.family not in _GATHERED or noun.sentence != mention.sentence:
            continue
        if noun.timex is None and mention.timex is not None:
            noun.timex, noun.same_as = mention.timex, mention.same_as
        elif mention.timex is None and noun.timex is not None:
            mention.timex, mention.same_as = noun.timex, noun.same_as
        noun.toponym = noun.toponym or mention.toponym
        mention.toponym = mention.toponym or noun.toponym


def _set_said_of(tree: Tree, noun: Mention, verb: int, by_token: Mapping[int, Mention]) -> None:
    """Put what is said of a happening in it: "In that shooting, witnesses said two men opened fire"."""
    if noun.token > verb or not noun.is_definite:
        return
    for child in tree.all_children(verb, "ccomp"):
        for said in tree.conjuncts(child):
            if said in by_token and not by_token[said].is_noun:
                by_token[said].within = noun.token


def _holder(tree: Tree, i: int, preps: Container[str] = _IN) -> int | None:
    """Return the verb that a noun stands under with "in", "by" or "during", also "by what may have been"."""
    for here in (i, *tree.ancestors(i, 3)):
        up = tree.head[here]
        if tree.dep[here] in ("pobj", "pcomp") and tree.lower[up] in preps:
            return tree.head[up] if tree.pos[tree.head[up]] == "VERB" else None
        if tree.dep[here] not in ("attr", "ccomp"):
            return None
    return None


def _pointed_at(tree: Tree, i: int, before: int | None) -> tuple[int, ...]:
    """Return what a pronoun behind "in" may mean: "a fire in which 38 died", "26 were killed in it".

    `before` is the last noun before the verb that tells a happening.
    """
    for c in tree.children[i]:
        pronoun = tree.child(c, "pobj") if tree.dep[c] == "prep" and tree.lower[c] in _IN else None
        if pronoun is None:
            continue
        if tree.lower[pronoun] == "which" and tree.dep[i] == "relcl":
            return tree.head[i], *tree.ancestors(tree.head[i], 2)
        if tree.lower[pronoun] in ("it", "this", "that") and before is not None and i - before <= _BACK:
            return (before,)
    return ()


def _is_what_it_is(tree: Tree, mention: Mention) -> bool:
    """Say whether a noun says what "it" or "this" is: "It appears to be an accidental shooting"."""
    verb = tree.head[mention.token]
    if tree.dep[mention.token] not in ("attr", "oprd") or tree.lemma[verb] != "be":
        return False
    subjects = (s for v in (verb, tree.head[verb]) for s in tree.all_children(v, "nsubj", "nsubjpass"))
    return any(tree.lower[s] in ("it", "this", "that") or tree.lemma[s] in _CASES for s in subjects)


def _is_by_police(tree: Tree, mention: Mention) -> bool:
    """Say whether police do what a mention tells: "officers raided a house", "a police raid"."""
    i = mention.token
    doers = [*mention.agents, *(c for c in tree.children[i][:_MOST] if tree.dep[c] == "compound")]
    if tree.dep[i] == "ccomp" and any(tree.lower[c] == "they" for c in mention.agents):
        doers += tree.all_children(tree.head[i], "nsubj")  # "police said they raided a house"
    return any(
        tree.lemma[c] in contexts()["raiders"] or tree.lower[c] in contexts()["raiders"] for c in doers
    )


def _is_quarrel(tree: Tree, mention: Mention) -> bool:
    """Say whether a noun tells a fight of which something worse may come: "a fight broke out"."""
    i = mention.token
    is_fight = mention.is_noun and mention.type.name == "clash" and tree.lemma[i] in contexts()["quarrels"]
    return is_fight and mention.within is None and _has(tree, i, "a", "an", "some")


def _has(tree: Tree, i: int, *words: str) -> bool:
    return any(tree.lower[c] in words for c in tree.children[i][:_MOST])


def _is_elsewhere(tree: Tree, mention: Mention) -> bool:
    """Say whether a mention is put in other parts than those told of: "in other parts of the city"."""
    for c in tree.children[mention.token]:
        where = tree.child(c, "pobj") if tree.dep[c] == "prep" else None
        if where is not None and tree.lemma[where] in contexts()["parts"]:
            return _has(tree, where, "other", "another", "different")
    return False


def _is_bygone(tree: Tree, mention: Mention) -> bool:
    """Say whether words without a date put a mention back or on: "a while ago", "3 years later"."""
    if mention.timex is not None and mention.timex.time is not None:
        return False
    known, i = contexts(), mention.token
    for here in range(max(0, i - _BEFORE), min(tree.size, i + _BEHIND)):
        if tree.lower[here] not in known["back"]:
            continue
        if any(tree.lemma[c] in known["long"] for c in tree.children[here]):
            return _STOPS.isdisjoint(tree.text[min(here, i) : max(here, i)])
    return False


def _things(tree: Tree, i: int) -> list[int]:
    return tree.all_children(i, "nsubj", "nsubjpass")


def _is_of_another(tree: Tree, i: int) -> bool:
    """Say whether what exploded is another thing than before: "a second bomb went off at the gate"."""
    return tree.dep[i] != "relcl" and any(
        _has(tree, thing, *contexts()["others"]) for thing in _things(tree, i)
    )


def _is_of_one_bomb(tree: Tree, i: int) -> bool:
    """Say whether it is an indefinite thing that explodes at a place: "a car bomb exploded on Ash Street"."""
    is_placed = any(tree.lower[c] in _AT and tree.child(c, "pobj") is not None for c in tree.children[i])
    return is_placed and any(_has(tree, thing, "a", "an") for thing in _things(tree, i))


def _set_around(tree: Tree, here: Sequence[Mention]) -> None:
    """Set apart what stands before "after" or "before" a noun that tells something of another type.

    "Shots were heard before the explosions"; "the offensive launched after the murder of Ana Pell".
    """
    for mention in here:
        up = tree.head[mention.token]
        if not mention.is_noun or tree.dep[mention.token] != "pobj" or tree.lower[up] not in _AROUND:
            continue
        for other in here:
            if other.token > up or not other.is_noun or other.type.is_outcome or other.type is mention.type:
                continue
            if mention.type.name == "kill" and mention.patients and other.agents:
                mention.beside = (*mention.beside, other.token)
                other.beside = (*other.beside, mention.token)
            elif mention.is_definite and not mention.type.is_outcome:
                other.is_apart = other.is_apart or tree.head[other.token] == tree.head[up]
