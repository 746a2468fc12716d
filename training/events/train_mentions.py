"""Train the weights that join event mentions across reports, on ECB+ and GVC train.

python training/events/train_mentions.py OUTLINES... --out src/variorum/data/events/mentions.yaml

Each OUTLINES file is a pickle of (doc, date, text, cluster, Outline) made by
training/events/outline_mentions.py.
Logistic regression on the pairs that the product compares, fitted by Newton's method with a ridge; the
affinity of
two lemmas is the smoothed log-odds that they co-refer in alike reports, kept where it was seen in two topics.
Runs in minutes on one core; needs numpy alone.
"""

import argparse
import pickle
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import yaml

from variorum.link.events import mentions as product
from variorum.link.events.mentions import Space, pair_key

RIDGE = 2.0
HEAD = """\
# What each sort of evidence adds to the odds (natural logarithm) that two event mentions tell one happening.
# Made by training/events/train_mentions.py from ECB+ (CC BY 3.0) and GVC (CC BY 4.0), train splits alone.
# `affinity`: how readily two lemmas name one happening in alike reports.
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


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("outlines", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--shift", type=float, default=0.0, help="added to the base: higher joins more")
    options = parser.parse_args()
    sets = [load(path) for path in options.outlines]
    affinity = affinities(sets)
    product._affinity.cache_clear()
    product._affinity = lambda: affinity
    rows, labels, shares = [], [], []
    for tellings, reports, gold in sets:
        space = Space(tellings, reports)
        before = len(rows)
        for i, j in space.candidates():
            rows.append(space.features(i, j))
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
    w = fit(x.astype(np.float64), y, weight)
    print(len(rows), "pairs,", int(y.sum()), "joined; accuracy", float((((x @ w) > 0) == y).mean()))
    weights = {name: round(float(v), 3) for name, v in zip(names, w, strict=True)}
    weights["base"] = round(weights["base"] + options.shift, 3)
    body = yaml.safe_dump(
        {"weights": weights, "affinity": dict(sorted(affinity.items()))}, sort_keys=False, width=110
    )
    Path(options.out).write_text(HEAD + body, encoding="utf-8")


def fit(x, y, weight):
    w = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (weight * (p - y)) + RIDGE * w
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(w))
        step = np.linalg.solve(curve, slope)
        w -= step
        if np.abs(step).max() < 1e-5:
            break
    return w


if __name__ == "__main__":
    main()
