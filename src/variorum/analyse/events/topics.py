"""What a report is of, by its words: a contest for votes, sport, a death of illness, a life or a film."""

from collections import Counter
from collections.abc import Iterable

from variorum.analyse.events.gates import gate_words
from variorum.analyse.events.sense_words import senses
from variorum.analyse.participants import Tree

_MANY = 3  # telling words that make a report one of sport, fiction or a life
_CONTEST = 5  # and one on a contest for votes
_PER = 150  # words for which so many tell: long reports hold stray words of every kind
_SPORT = 4  # different words of sport
_AROUND = 18  # words
_POLLED = 2  # shares that make a report with one of these words one of a poll
_SHARES, _POLLS = ("percent", "%"), ("poll", "survey")


def find_topics(tree: Tree) -> frozenset[str]:
    """Return what a report is of.

    "Unlike news" is of sport, fiction or a life, "sport" holds many words of it, "contest" is one for votes,
    "polling" tells shares and a poll, "peace" no harm, and in "natural" somebody dies of illness or age.
    """
    known, lists, counts = senses(), gate_words()["lists"], Counter(tree.lemma)
    is_peace = not lists["violent"] & counts.keys()
    topics = {
        "unlike news": _has_topic(tree, counts, known["topics"].values(), _MANY),
        "contest": _has_topic(tree, counts, [known["contest"]], _CONTEST),
        "sport": len(lists["sporting"] & counts.keys()) >= _SPORT,
        "polling": sum(counts[word] for word in _SHARES) >= _POLLED and any(counts[word] for word in _POLLS),
        "peace": is_peace,
        "natural": is_peace or _is_natural(tree, lists["natural"], lists["violent"]),
    }
    return frozenset(topic for topic, holds in topics.items() if holds)


def _has_topic(tree: Tree, counts: Counter[str], topics: Iterable[frozenset[str]], many: int) -> bool:
    least = many * max(1.0, tree.size / _PER)
    told = counts.keys()
    return any(sum(counts[word] for word in words & told) >= least for words in topics)


def _is_natural(tree: Tree, natural: frozenset[str], violent: frozenset[str]) -> bool:
    """Say whether a death of the report came of illness or age: such words near it, and none of harm."""
    for i, lemma in enumerate(tree.lemma):
        if lemma in ("die", "death"):
            near = {*tree.lemma[max(0, i - _AROUND) : i + _AROUND]}
            if near & natural and not near & violent:
                return True
    return False
