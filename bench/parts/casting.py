"""Who did it, to whom, to what and with what, over a whole report of violence: trained weights on noun
phrases.

A second opinion beside the grammar of single mentions, for reports whose syntax is too broken to follow (old
wire copy in capitals): every phrase is judged by its words and by what governs it.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.analyse.events.ontology import load_ontology
from variorum.analyse.page import Page
from variorum.analyse.participants import Phrase, Tree, find_phrases
from variorum.analyse.participants.lexicon import people_words
from variorum.data import read_rows
from variorum.model.span import Span

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that may play a part: its words without article or title, and what speaks for a part."""

    words: str
    span: Span
    clues: tuple[str, ...]


def candidates(page: Page) -> list[Candidate]:
    """Return the noun phrases of a page with the clues of their words and of what governs them."""
    tree = Tree(page.doc)
    phrases = find_phrases(tree, ())
    triggers = _trigger_types(tree)
    told = min(5, len(triggers))
    sentences = [s.start for s in page.sentences]
    found = []
    at = 0
    for head in sorted(phrases):
        phrase = phrases[head]
        if phrase.kind == "pronoun":
            continue
        while at + 1 < len(sentences) and sentences[at + 1] <= tree.start[head]:
            at += 1
        around = [
            *_governing_clues(tree, head),
            *_near_clues(tree, triggers, head),
            f"told={told}",
            f"lead={min(at, 4)}",
        ]
        for form, words, span in _forms(page, tree, phrase):
            clues = [*_own_clues(tree, phrase, words), *around, f"form={form}", f"form={form}_{phrase.kind}"]
            found.append(Candidate(words, span, tuple(clues)))
    return found


def cast_roles(page: Page) -> dict[str, list[str]]:
    """Return for each role the phrases that play it, best first, one for each participant."""
    return choose(candidates(page), *_weights())


def choose(
    found: Sequence[Candidate], weights: Mapping[str, Sequence[float]], limits: Sequence[float]
) -> dict[str, list[str]]:
    """Pick the phrases whose evidence for a role is above its limit; longer forms of one name count once."""
    best: dict[tuple[str, int], float] = {}
    for candidate in found:
        for role, odds in enumerate(score(candidate, weights)):
            key = candidate.words, role
            best[key] = max(best.get(key, -99.0), odds)
    chosen: dict[str, list[str]] = {role: [] for role in ROLES}
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    for (words, role), odds in ranked:
        if odds > limits[role] and not any(_is_same(words, known) for known in chosen[ROLES[role]]):
            chosen[ROLES[role]].append(words)
    return chosen


def score(candidate: Candidate, weights: Mapping[str, Sequence[float]]) -> list[float]:
    """Return the odds of each role for one candidate."""
    odds = [0.0] * len(ROLES)
    for clue in ("", *candidate.clues):
        row = weights.get(clue)
        if row is not None:
            for role, weight in enumerate(row):
                odds[role] += weight
    return odds


def _is_same(one: str, other: str) -> bool:
    a, b = one.lower().split(), other.lower().split()
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if short == long[-len(short) :]:
        return True
    initials = "".join(w[0] for w in long if w not in ("of", "the", "for", "and"))
    return len(short) == 1 and len(short[0]) > 2 and short[0] == initials


def _forms(page: Page, tree: Tree, phrase: Phrase) -> list[tuple[str, str, Span]]:
    """Return the forms under which a phrase may be named: whole, without adjectives, its noun alone."""
    words, span = _words(page, tree, phrase)
    forms = [("full", words, span)] if words else []
    if phrase.kind == "name":
        return forms
    first = phrase.head
    while first > phrase.first and tree.dep[first - 1] == "compound":
        first -= 1
    for form, start in (("compound", first), ("noun", phrase.head)):
        short = tree.span(start, phrase.head)
        text = " ".join(short.of(page.text).split())
        if all(text != known for _, known, _ in forms):
            forms.append((form, text, short))
    return forms


def _words(page: Page, tree: Tree, phrase: Phrase) -> tuple[str, Span]:
    titles = people_words().titles
    first = phrase.first
    while first < phrase.head and (
        tree.pos[first] in ("DET", "PUNCT")
        or tree.lower[first] in titles
        or tree.dep[first] == "poss"
        or tree.lower[first] in ("'s", "former", "late")
    ):
        first += 1
    if phrase.kind == "name":
        start = phrase.head
        while (
            start > first
            and tree.pos[start - 1] in ("PROPN", "SPACE")
            and tree.lower[start - 1] not in titles
        ):
            start -= 1
        first = start if tree.entity[phrase.head] == "PERSON" else first
    span = tree.span(first, phrase.head)
    return " ".join(span.of(page.text).split()), span


def _trigger_types(tree: Tree) -> dict[int, str]:
    ontology = load_ontology()
    found = {}
    for i in range(tree.size):
        table = ontology.nouns if tree.pos[i] in ("NOUN", "PROPN") else ontology.verbs
        trigger = table.get(tree.lemma[i] if tree.pos[i] != "PROPN" else tree.lower[i])
        if trigger is not None and trigger.type.family in ("violence", "capture"):
            found[i] = trigger.type.name
    return found


def _own_clues(tree: Tree, phrase: Phrase, words: str) -> list[str]:
    lower = words.lower()
    last = tree.lower[phrase.head]
    clues = [f"w={lower}", f"h={tree.lemma[phrase.head]}", f"k={phrase.kind}", f"t={phrase.type}",
             f"e={tree.entity[phrase.head]}", f"n={len(words.split())}", f"end={last[-3:]}"]  # fmt: skip
    clues += [f"m={m}" for m in phrase.modifiers if m != last]
    clues.append(f"def={phrase.definite}")
    return clues


def _governing_clues(tree: Tree, head: int) -> list[str]:
    top = head
    while tree.dep[top] in ("conj", "appos") and tree.head[top] != top:
        top = tree.head[top]
    dep, up = tree.dep[top], tree.head[top]
    clues = [f"d={dep}"]
    if dep in ("pobj", "pcomp") and tree.head[up] != up:
        clues += [
            f"p={tree.lower[up]}",
            f"g={tree.lower[up]}_{tree.lemma[tree.head[up]]}",
            f"gl={tree.lemma[tree.head[up]]}",
        ]
        if tree.dep[up] == "agent":
            clues.append("agent")
    else:
        clues += [f"g={dep}_{tree.lemma[up]}", f"gl={tree.lemma[up]}"]
    if tree.dep[head] == "appos":
        clues.append(f"ap={tree.lemma[tree.head[head]]}")
    for c in tree.children[head]:
        if tree.dep[c] in ("relcl", "acl"):
            clues.append(f"rel={tree.lemma[c]}_{tree.tag[c]}")
        elif tree.dep[c] == "prep":
            clues.append(f"of={tree.lower[c]}")
    return clues


def _near_clues(tree: Tree, triggers: Mapping[int, str], head: int) -> list[str]:
    clues = []
    for step, up in enumerate(tree.ancestors(head, 5)):
        if up in triggers:
            clues.append(f"under={triggers[up]}_{tree.dep[head]}_{min(step, 2)}")
            break
    near = sorted({triggers[i] for i in range(max(0, head - 12), min(tree.size, head + 12)) if i in triggers})
    clues += [f"near={name}" for name in near]
    if not near:
        clues.append("near=none")
    return clues


@functools.cache
def _weights() -> tuple[dict[str, tuple[float, ...]], tuple[float, ...]]:
    """Load the weights of each clue for each role, and the limit above which a role is given."""
    weights: dict[str, tuple[float, ...]] = {}
    limits = (math.inf,) * len(ROLES)
    for clue, *row in read_rows(Path(__file__).with_name("casting.tsv")):
        if clue == "LIMITS":
            limits = tuple(float(v) for v in row)
        else:
            weights[clue if clue != "BASE" else ""] = tuple(float(v) for v in row)
    return weights, limits
