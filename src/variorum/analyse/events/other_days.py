"""Days named beside that of a happening: of a party, of a death in hospital, of who was last seen.

Where a report names a better day, these are not weighed.
"""

from collections.abc import Collection, Iterator, Sequence

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.triggers import contexts
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.analyse.participants.figures import head_of
from variorum.model.analysis import Timex
from variorum.model.span import Span

_NEAR = 10  # words


def list_other_days(
    page: Page, tree: Tree, dated: Sequence[Timex], mentions: Sequence[Mention]
) -> frozenset[Span]:
    """Return the expressions that date something beside the harms that `mentions` tell, where another may.

    Nothing is returned where they are all that the report names.
    """
    harms = {m.token for m in mentions if m.type.family == "violence" and not _is_dying(tree, m.token)}
    deaths = {m.token for m in mentions if _is_dying(tree, m.token)}
    others = {t.span for t in dated if is_of_other(tree, t.span) or _names_feast(tree, t.span)}
    others |= {t.span for t in dated if _is_of_death(page, tree, t, dated, (deaths, harms))}
    return frozenset(others) if len(others) < len(dated) else frozenset()


def is_of_other(tree: Tree, span: Span) -> bool:
    """Say whether a time is of who was last seen, reported missing or pronounced dead."""
    head = head_of(tree, span)
    above = next((up for up in tree.ancestors(head) if tree.pos[up] in ("VERB", "AUX")), None)
    for up in (*([] if above is None else [above]), *_verb_before(tree, head)):
        below = [tree.lower[c] for c in tree.children[up]]
        if tree.lemma[up] in contexts()["last_done"] and "last" in below:
            return True
        if tree.lemma[up] in contexts()["reported"] and "missing" in below:
            return True
        if tree.lemma[up] in contexts()["pronouncing"] and "dead" in below:
            return True
    return False


def _verb_before(tree: Tree, head: int) -> Iterator[int]:
    """Yield the verb before a time, where none stands between: parsers hang an hour on what they like."""
    for i in range(head - 1, max(-1, head - _NEAR), -1):
        if tree.text[i] in (".", ";"):
            return
        if tree.pos[i] == "VERB":
            yield i
            return


def _names_feast(tree: Tree, span: Span) -> bool:
    head = head_of(tree, span)
    up = tree.head[head]
    return tree.dep[head] in ("compound", "nmod", "poss") and tree.lemma[up] in contexts()["parties"]


def _is_of_death(
    page: Page,
    tree: Tree,
    timex: Timex,
    dated: Sequence[Timex],
    told: tuple[Collection[int], Collection[int]],
) -> bool:
    """Say whether a day is of a death and its sentence names the harm's ("died Sunday, shot on Friday")."""
    deaths, harms = told
    if _first_above(tree, timex.span, (*deaths, *harms)) not in deaths:
        return False
    sentence = page.sentence_at(timex.span.start)
    return any(
        t is not timex and sentence.covers(t.span) and _first_above(tree, t.span, (*deaths, *harms)) in harms
        for t in dated
    )


def _first_above(tree: Tree, span: Span, tokens: Collection[int]) -> int | None:
    head = head_of(tree, span)
    return next((up for up in (head, *tree.ancestors(head)) if up in tokens), None)


def _is_dying(tree: Tree, i: int) -> bool:
    return tree.lemma[i] in contexts()["dying"]
