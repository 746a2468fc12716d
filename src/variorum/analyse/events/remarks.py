"""What sources say of a happening that fits no other slot: "the wall had been due for repair, she said"."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from variorum.analyse.attribution import is_disbelieved
from variorum.analyse.events.acts import act_of
from variorum.analyse.events.bearing import Bearing
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.remark_words import remark_words
from variorum.analyse.events.statements import says_more, statements_of, tokens_in
from variorum.analyse.events.subjects_told import names_of
from variorum.analyse.events.triggers import contexts
from variorum.analyse.events.weapons import is_use_alone
from variorum.analyse.participants import Cast, Tree
from variorum.model.analysis import Attribution, Filling
from variorum.model.span import Span
from variorum.model.value import Count, Text

_MAY = frozenset({"can", "could", "may", "might", "should", "must"})
_ONE = Count(low=1, high=1, unit="person")
_COUNTING = frozenset({"nummod", "quantmod", "amod", "compound", "advmod", "nsubj", "nsubjpass", "dobj"})


def find_remarks(
    teller: Teller,
    cast: Cast,
    groups: Sequence[Happening],
    fillings: Mapping[int, Sequence[Filling]],
    main: int | None,
) -> Iterator[tuple[int | None, Filling]]:
    """Yield what is said beside the other claims, with the index of the happening, None where it is of none.

    `Bearing` says of which. Content within content is said once, by its last source. What gives claims is
    said only where it tells more than these. Demands, promises and blame are said with the verb that makes
    them such: "urged both sides to stop". What is denied keeps that mark.
    """
    told = teller.found.attributions.attributions
    naming = names_of(groups)
    starts = sorted(
        f.span for found in fillings.values() for f in found if not (f.slot == "type" and f.span in naming)
    )
    bearing = Bearing(teller, cast, groups, fillings, main)
    contents = _contents(teller, starts, _told(teller, groups, fillings))
    remarks = [(told[index], _remark(teller, told[index], content, cue)) for index, content, cue in contents]
    seen: set[Span] = set()
    for _ in range(2):  # what is of no happening is asked for again: its voice may have spoken of one later
        unplaced = []
        for one, filling in remarks:
            if filling.span in seen:
                continue
            group = bearing.of(one, filling.span, filling)
            if group is None:
                unplaced.append((one, filling))
                continue
            seen.add(filling.span)
            yield group, filling
        remarks = unplaced
    yield from ((None, filling) for _, filling in remarks if filling.span not in seen)


def _remark(teller: Teller, one: Attribution, content: Span, cue: Span | None) -> Filling:
    words = content if cue is None else Span(cue.start, content.end)
    text = Text(text=" ".join(words.of(teller.page.text).split()))
    filling = teller.fill("said", text, content, more=() if cue is None else (cue,))
    is_denied = one.stance in ("denies", "retracts") or is_disbelieved(teller.page, one)
    if is_denied and cue is None:
        filling = msgspec.structs.replace(filling, polarity="denied")
    return filling


def _told(
    teller: Teller, groups: Sequence[Happening], fillings: Mapping[int, Sequence[Filling]]
) -> frozenset[int]:
    """Return the tokens that tell happenings, counts and what others say: a statement of these is no more."""
    tree = teller.tree
    bringing = remark_words()["bringing"]
    found = {m.token for g in groups for m in (*g.mentions, *g.echoes) if tree.lemma[m.token] not in bringing}
    for one in teller.found.attributions.attributions:
        if one.cue is not None:
            found.update(tokens_in(tree, one.cue))
    every = [f for told in fillings.values() for f in told]
    for used in (tokens_in(tree, f.span) for f in every if f.slot == "instrument"):
        if used and is_use_alone(tree, tree.head[used[-1]]):
            found.add(tree.head[used[-1]])
    counts = (
        f for f in every if isinstance(f.value, Count) or (f.slot == "money" and f.polarity == "denied")
    )
    for inside in (tokens_in(tree, f.span) for f in counts if f.value != _ONE):
        if inside and (verb := _counted_by(tree, inside[-1])) is not None:
            found.add(verb)
    return frozenset(found)


def _counted_by(tree: Tree, i: int) -> int | None:
    # "Four villages were destroyed": the verb whose subject or object the number is or counts.
    to = tree.head[i]
    if (
        tree.dep[i] == "pobj"
        and tree.lower[to] in ("to", "at")
        and tree.lemma[tree.head[to]] in contexts()["counts_up"]
    ):
        return tree.head[to]  # "the toll rose to 40"
    while tree.dep[i] in _COUNTING and tree.head[i] != i:
        i = tree.head[i]
        if tree.pos[i] == "VERB":
            return i
    return None


def _contents(
    teller: Teller, starts: Sequence[Span], told: frozenset[int]
) -> Iterator[tuple[int, Span, Span | None]]:
    """Yield the statements that stand alone, with their attribution and, of an act, the cue that they need.

    What a voice says within its own words ("we believe that ...") is part of these. `starts` holds the words
    that give other claims, in order; `told` the tokens of what these tell.
    """
    attributions = teller.found.attributions.attributions
    found: dict[int, list[Span]] = {}
    acts: dict[int, tuple[Span, Span | None]] = {}
    for i, one in enumerate(attributions):
        if i in teller.found.attributions.unsaid or _is_only_possible(teller.tree, one):
            continue
        statements = statements_of(teller, one, starts, told)
        if statements:
            found[i] = statements
        elif (act := act_of(teller, one, told)) is not None:
            acts[i] = act
    again, within = _nested(attributions, found)
    for i, one in enumerate(attributions):
        if i in acts and one.parent not in found:
            yield i, *acts[i]
        if i not in found or i in again:
            continue
        others = within.get(i, ())
        for statement in found[i]:
            inner = [other for other in others if statement.overlaps(other)]
            passed_on = {token for other in inner for token in tokens_in(teller.tree, other)}
            if not inner or says_more(teller.tree, statement, told | passed_on):
                yield i, statement, None


def _is_only_possible(tree: Tree, one: Attribution) -> bool:
    # "Then she can say that it was late": nobody has said it.
    cue = () if one.cue is None else tokens_in(tree, one.cue)
    return any(tree.tag[c] == "MD" and tree.lower[c] in _MAY for i in cue for c in tree.children[i])


def _nested(
    attributions: Sequence[Attribution], found: Mapping[int, Sequence[Span]]
) -> tuple[frozenset[int], dict[int, list[Span]]]:
    """Return the attributions within words of their own voice, and what other voices say within others."""
    again: set[int] = set()
    within: dict[int, list[Span]] = {}
    for i in found:
        parent = attributions[i].parent
        if parent is None or parent not in found:
            continue
        if attributions[parent].voice == attributions[i].voice:
            again.add(i)
        else:
            within.setdefault(parent, []).extend(attributions[i].content)
    return frozenset(again), within
