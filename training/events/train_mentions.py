"""Train the weights that join event mentions across reports, on ECB+ and GVC train.

python training/events/train_mentions.py OUTLINES... --out src/variorum/data/events

Each OUTLINES file is a pickle of (doc, date, text, cluster, Outline) made by
training/events/outline_mentions.py.
Boosted trees on the pairs that the product compares, each corpus weighing the same; the affinity of two
lemmas is the smoothed log-odds that they co-refer in alike reports, kept where it was seen in two topics.
Counts of triggers are kept beside the trees; while these are trained, a pair is told only the counts of the
other two thirds of the topics. Runs in minutes on one core; needs numpy alone.
"""

import argparse
import hashlib
import pickle
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import yaml
from boost import boost, predict, write

from variorum.link.events import mentions as product
from variorum.link.events.mentions import Space, pair_key
from variorum.link.events.triggers import trigger_clues, trigger_key

SHAPE = {"rounds": 120, "depth": 5, "rate": 0.1}
HEAD = """\
# Boosted trees: how likely two event mentions tell one happening.
# Tree, node, clue, threshold, left, right, value.
# Made by training/events/train_mentions.py from ECB+ (CC BY 3.0) and GVC (CC BY 4.0), train splits alone.
"""
FOLDS = 3
ALIKE = 0.25  # cosine of two reports whose triggers are counted
SEEN = 4
TRIGGERS = """\
# How often two triggers (lemma, n for a noun, v for other words) told one happening and how often two:
# in different reports alike, then in one report.
# Made by training/events/train_mentions.py from ECB+ (CC BY 3.0) and GVC (CC BY 4.0), train splits alone.
"""
AFFINITY = """\
# How readily two lemmas name one happening in alike reports (log odds).
# Made by training/events/train_mentions.py from ECB+ (CC BY 3.0) and GVC (CC BY 4.0), train splits alone.
"""


def load(path):
    rows = pickle.loads(Path(path).read_bytes())  # noqa: S301 - our own file
    tellings = [(doc, one) for doc, _, _, _, one in rows]
    reports = {doc: (date, text) for doc, date, text, _, _ in rows}
    return tellings, reports, [f"{path}:{cluster}" for _, _, _, cluster, _ in rows]


def affinities(sets):
    """Count, for every two lemmas in one report or alike ones, how often they co-refer."""
    together, apart = Counter(), Counter()
    topics = defaultdict(set)
    for tellings, reports, gold in sets:
        space = Space(tellings, reports)
        by_doc = defaultdict(list)
        for i, t in enumerate(tellings):
            by_doc[t[0]].append(i)
        pairs = [(d, d) for d in by_doc] + [p for p, c in space.alike.items() if c > 0.25]
        for a, b in pairs:
            for i in by_doc[a]:
                for j in by_doc[b]:
                    if tellings[i][1].lemma != tellings[j][1].lemma and (a != b or i < j):
                        key = pair_key(tellings[i][1].lemma, tellings[j][1].lemma)
                        (together if gold[i] == gold[j] else apart)[key] += 1
                        if gold[i] == gold[j]:
                            topics[key].add(gold[i])
    found = {}
    for key, n in together.items():
        odds = np.log((n + 0.5) / (apart[key] + 2.0))
        if len(topics[key]) >= 2 and odds > -1.5:
            found[key] = round(float(odds + 1.5), 2)
    return found


def folds_of(tellings, gold):
    """Give each report a third of the topics; reports that share a happening are of one topic."""
    first = {}

    def find(x):
        while first.setdefault(x, x) != x:
            x = first[x]
        return x

    for (doc, _), cluster in zip(tellings, gold, strict=True):
        first[find(doc)] = find(cluster)
    return {
        doc: int(hashlib.md5(find(doc).encode()).hexdigest(), 16) % FOLDS  # noqa: S324 - no secret
        for doc, _ in tellings
    }


def count_triggers(tellings, gold, space, folds):
    """Count for every two triggers, and each fold, how often they told one happening and how often two."""
    counts = [defaultdict(lambda: [0, 0, 0, 0]) for _ in range(FOLDS)]
    by_doc = defaultdict(list)
    for i, (doc, _) in enumerate(tellings):
        by_doc[doc].append(i)
    for a, b in [(d, d) for d in by_doc] + [p for p, cosine in space.alike.items() if cosine > ALIKE]:
        for i in by_doc[a]:
            for j in by_doc[b]:
                if a != b or i < j:
                    column = 2 * (a == b) + (gold[i] != gold[j])
                    counts[folds[a]][trigger_key(tellings[i][1], tellings[j][1])][column] += 1
    return counts


def add_up(parts):
    """Add up counts of several folds."""
    total = defaultdict(lambda: [0, 0, 0, 0])
    for part in parts:
        for key, row in part.items():
            total[key] = [a + b for a, b in zip(total[key], row, strict=True)]
    return total


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("outlines", nargs="+")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    sets = [load(path) for path in options.outlines]
    affinity = affinities(sets)
    product._affinity.cache_clear()
    product._affinity = lambda: affinity
    product.load_counts = dict
    spaces = [Space(tellings, reports) for tellings, reports, _ in sets]
    folds = [folds_of(tellings, gold) for tellings, _, gold in sets]
    counted = [
        count_triggers(s[0], s[2], space, fold) for s, space, fold in zip(sets, spaces, folds, strict=True)
    ]
    others = [add_up(c[g] for c in counted for g in range(FOLDS) if g != f) for f in range(FOLDS)]
    rows, labels, shares = [], [], []
    for (tellings, _, gold), space, fold in zip(sets, spaces, folds, strict=True):
        before = len(rows)
        for i, j in space.candidates():
            (doc, one), (other_doc, other) = tellings[i], tellings[j]
            counts = tuple(others[fold[doc]][trigger_key(one, other)])
            rows.append(space.features(i, j) | trigger_clues(counts, same_report=doc == other_doc))
            labels.append(gold[i] == gold[j])
        shares += [1.0 / max(1, len(rows) - before)] * (len(rows) - before)
    names = sorted({name for row in rows for name in row})
    place = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)), dtype=np.float32)
    for r, row in enumerate(rows):
        for name, value in row.items():
            x[r, place[name]] = value
    y = np.array(labels, dtype=np.float64)
    weight = np.array(shares) * len(rows) / len(sets)
    trees = boost(x.astype(np.float64), y, weight=weight, **SHAPE)
    print(len(rows), "pairs,", int(y.sum()), "joined; accuracy", float(((predict(trees, x) > 0) == y).mean()))
    out = Path(options.out)
    write(out / "mentions.tsv", trees, names, HEAD)
    total = add_up(part for parts in counted for part in parts)
    kept = [
        (*key.split(" "), *row)
        for key, row in sorted(total.items())
        if sum(row) >= SEEN and key.count(" ") == 1
    ]
    lines = ["\t".join(map(str, row)) + "\n" for row in kept]
    (out / "triggers.tsv").write_text(TRIGGERS + "".join(lines), encoding="utf-8")
    body = yaml.safe_dump({"affinity": dict(sorted(affinity.items()))}, sort_keys=False, width=110)
    (out / "mentions.yaml").write_text(AFFINITY + body, encoding="utf-8")


if __name__ == "__main__":
    main()
