"""Train the weights that join event mentions across reports, on ECB+ and GVC train.

python training/events/train_mentions.py OUTLINES... --out bench/tellings

Each OUTLINES file is a pickle of (doc, date, text, cluster, Outline) made by
training/events/outline_mentions.py. GVC names its clusters by incident, sort of event and victim; the sorts
are learned from there, and mentions of other corpora are of none of them.
Boosted trees on the pairs that the product compares, each corpus weighing the same. A pair is told only such
sorts and counts of triggers as come from the other two thirds of the topics. Runs in minutes on one core;
needs numpy and scipy.
"""

import argparse
import hashlib
import pickle
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
from boost import boost, predict, write
from sorting import fit_sorts, write_sorts

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from tellings.clusters import Space
from tellings.sorts import SORTS, sort_clues, sort_shares
from tellings.triggers import UNSEEN, trigger_key

SHAPE = {"rounds": 160, "depth": 5, "rate": 0.1}
FOLDS = 3
ALIKE = 0.25  # cosine of two reports whose triggers are counted
SEEN = 4  # pairs of two triggers below which their counts are not kept
CODES = {"100": "death", "104": "hit", "105": "injury", "115": "firing", "98": "whole", "111": "other"}
CODE = re.compile(r"^[12]999.*?999(100|104|105|111|115|98)999")
SOURCE = """\
# Made by training/events/train_mentions.py from ECB+ (CC BY 3.0) and GVC (CC BY 4.0), train splits alone.
"""
HEAD = f"""\
# Boosted trees: how likely two event mentions tell one happening.
# Tree, node, clue, threshold, left, right, value.
{SOURCE}"""
TRIGGERS = f"""\
# How often two triggers (lemma, n for a noun, v for other words) told one happening and how often two:
# in different reports alike, then in one report.
{SOURCE}"""
WEIGHTS = f"""\
# What each clue adds to the odds (natural logarithm) that an event mention tells a thing of each sort:
# {", ".join(SORTS)}.
{SOURCE}"""


class Corpus(NamedTuple):
    """The mentions of one corpus, what they tell and of which sort it is, and the topic of each report."""

    tellings: list
    reports: dict
    gold: list
    sorts: list
    topics: dict


class Told(Space):
    """Mentions that are told sorts and counts of triggers from other folds alone."""

    def __init__(self, corpus, weights, counts):
        self.fold_of = {doc: fold_of(topic) for doc, topic in corpus.topics.items()}
        self.weights, self.counted = weights, counts
        super().__init__(corpus.tellings, corpus.reports)

    def weigh_sort(self, doc, text, telling):
        """Return how likely a mention is of each sort, by the folds that its report is not in."""
        return sort_shares(text, telling, self.weights[self.fold_of[doc]])

    def counts(self, i, j):
        """Return the counts of two triggers in the folds that their report is not in."""
        key = trigger_key(self.outlines[i], self.outlines[j])
        return self.counted[self.fold_of[self.docs[i]]].get(key, UNSEEN)


def load(path):
    rows = pickle.loads(Path(path).read_bytes())  # noqa: S301 - our own file
    return corpus_of(rows)


def corpus_of(rows):
    """Return rows of outlines as a corpus."""
    return Corpus(
        tellings=[(doc, one) for doc, _, _, _, one in rows],
        reports={doc: (date, text) for doc, date, text, _, _ in rows},
        gold=[cluster for _, _, _, cluster, _ in rows],
        sorts=[SORTS.index(sort_of(cluster)) for _, _, _, cluster, _ in rows],
        topics=topics_of(rows),
    )


def sort_of(cluster):
    """Return the sort of event that the name of a cluster tells.

    >>> sort_of("29997179479991009991"), sort_of("ACT16235311629112331")
    ('death', 'none')
    """
    code = CODE.match(cluster)
    return CODES[code.group(1)] if code else "other" if cluster == "0" else "none"


def topics_of(rows):
    """Give each report its topic: reports that share a happening, directly or through others, share it."""
    first = {}

    def find(x):
        while first.setdefault(x, x) != x:
            x = first[x]
        return x

    for doc, _, _, cluster, _ in rows:
        if cluster != "0":  # what GVC could not tell apart
            first[find(doc)] = find(f"cluster {cluster}")
    return {row[0]: find(row[0]) for row in rows}


def fold_of(topic):
    """Return the fold of a topic, the same every time."""
    return int(hashlib.md5(topic.encode()).hexdigest(), 16) % FOLDS  # noqa: S324 - no secret


def learn_sorts(corpora, without=None):
    """Learn the weights of sorts from all mentions but those of one fold."""
    chosen = [
        (list(sort_clues(corpus.reports[doc][1], one)), sort, corpus.topics[doc])
        for corpus in corpora
        for (doc, one), sort in zip(corpus.tellings, corpus.sorts, strict=True)
        if fold_of(corpus.topics[doc]) != without
    ]
    clues, sorts, topics = zip(*chosen, strict=True)
    return fit_sorts(clues, sorts, topics, len(SORTS))


def count_triggers(corpora, without=None):
    """Count for every two triggers how often they told one happening and how often two, but in one fold."""
    counts = defaultdict(lambda: [0, 0, 0, 0])
    for corpus in corpora:
        by_doc = defaultdict(list)
        for i, (doc, _) in enumerate(corpus.tellings):
            by_doc[doc].append(i)
        for a, b in near_reports(corpus):
            if without in (fold_of(corpus.topics[a]), fold_of(corpus.topics[b])):
                continue
            for i in by_doc[a]:
                for j in by_doc[b]:
                    if a != b or i < j:
                        column = 2 * (a == b) + (corpus.gold[i] != corpus.gold[j])
                        counts[trigger_key(corpus.tellings[i][1], corpus.tellings[j][1])][column] += 1
    return {k: tuple(row) for k, row in counts.items() if sum(row) >= SEEN and k.count(" ") == 1}


def near_reports(corpus):
    """Return the pairs of reports whose triggers are counted: each with itself, and alike ones."""
    docs = {doc for doc, _ in corpus.tellings}
    alike = Space([], corpus.reports).alike
    return [(d, d) for d in sorted(docs)] + [p for p, cosine in sorted(alike.items()) if cosine > ALIKE]


def learn_trees(corpora):
    """Learn the trees from the pairs that the product compares; return them with the names of their clues."""
    weights = [learn_sorts(corpora, fold) for fold in range(FOLDS)]
    counts = [count_triggers(corpora, fold) for fold in range(FOLDS)]
    rows, labels, shares = [], [], []
    for corpus in corpora:
        space = Told(corpus, weights, counts)
        pairs = list(space.candidates())
        rows += [space.features(i, j) for i, j in pairs]
        labels += [corpus.gold[i] == corpus.gold[j] for i, j in pairs]
        shares += [1.0 / len(pairs)] * len(pairs)
    names = sorted({name for row in rows for name in row})
    x = as_matrix(rows, names)
    y = np.array(labels, dtype=np.float64)
    weight = np.array(shares) * len(rows) / len(corpora)
    trees = boost(x, y, weight=weight, **SHAPE)
    print(len(rows), "pairs,", int(y.sum()), "joined; accuracy", float(((predict(trees, x) > 0) == y).mean()))
    return trees, names


def as_matrix(rows, names):
    """Return clues by name as rows of numbers."""
    place = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for r, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                x[r, place[name]] = value
    return x


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("outlines", nargs="+")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    corpora = [load(path) for path in options.outlines]
    out = Path(options.out)
    trees, names = learn_trees(corpora)
    write(out / "mentions.tsv", trees, names, HEAD)
    write_sorts(out / "sorts.tsv", learn_sorts(corpora), WEIGHTS)
    lines = [
        "\t".join(map(str, (*key.split(" "), *row))) + "\n" for key, row in count_triggers(corpora).items()
    ]
    (out / "triggers.tsv").write_text(TRIGGERS + "".join(sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
