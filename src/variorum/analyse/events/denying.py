"""What is denied of any: "the army denied that anyone had been captured".

One is denied, and every greater number with it.
"""

import functools

from variorum.analyse.events.findings import Findings
from variorum.analyse.events.statements import tokens_in
from variorum.analyse.participants import Tree
from variorum.analyse.participants.lexicon import ANYBODY, people_words
from variorum.data import load_yaml
from variorum.model.analysis import Quantity
from variorum.model.span import Span

DENIES = frozenset({"denies", "retracts"})
_POINTING = frozenset({"any", "single"})  # "any soldier", "a single soldier"


def find_denied(tree: Tree, found: Findings) -> tuple[Quantity, ...]:
    """Return what denials say of anybody, of any people that they name, and of any money paid.

    People are a count of at least one, money a measure of any amount; only the words of a voice that denies
    are read, and of money also what was not paid.
    """
    told = found.attributions.attributions
    contents = {span for one in told if one.stance in DENIES for span in one.content}
    denied = {i for span in contents for i in tokens_in(tree, span)}
    # "A single soldier" is read as one of them.
    counted = {q.counted or q.span for q in found.quantities if (q.low, q.high) != (1, 1)}
    people = (q for i in sorted(denied) if (q := _read_people(tree, i)) is not None)
    read = [q for q in people if (q.counted or q.span) not in counted]
    words = _words()
    if not words["paid"].isdisjoint(tree.lemma):
        paid = [i for i, lemma in enumerate(tree.lemma) if lemma in words["paid"]]
        read += [_money(tree, i) for i in paid if _is_not_paid(tree, i, is_denied=i in denied)]
    return tuple(read)


def _read_people(tree: Tree, i: int) -> Quantity | None:
    if tree.lower[i] in ANYBODY:
        return _any_of(tree.word(i), None)
    noun = tree.head[i]
    if tree.lower[i] not in _POINTING or tree.dep[i] not in ("det", "amod") or noun <= i:
        return None
    words = people_words()
    if not words.is_person(tree.lemma[noun]) and tree.lemma[noun] not in words.groups:
        return None
    return _any_of(tree.word(i), tree.word(noun))


def _any_of(span: Span, counted: Span | None) -> Quantity:
    return Quantity(
        span=span, kind="count", low=1, high=None, unit="person", qualifier="any", counted=counted
    )


def _is_not_paid(tree: Tree, i: int, *, is_denied: bool) -> bool:
    """Say whether money is what was not paid, or what a voice denies was: no sum, but any."""
    verb = tree.head[i]
    if tree.lemma[verb] not in _words()["paying"] or tree.dep[i] not in ("nsubj", "nsubjpass", "dobj"):
        return False
    beside = {tree.lower[c] for c in tree.children[i]}
    if "of" in beside or any(tree.dep[c] == "nummod" for c in tree.children[i]):
        return False  # "a ransom of 12 million"
    is_negated = "no" in beside or any(tree.dep[c] == "neg" for c in tree.children[verb])
    return is_denied != is_negated


def _money(tree: Tree, i: int) -> Quantity:
    return Quantity(
        span=tree.word(i), kind="measure", low=0, high=None, unit=None, qualifier="any", slot="money"
    )


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_yaml("events/denials.yaml").items()}
