"""Train the weights that join tellings of one happening across reports, on incident reports (train split).

python training/events/train_linking.py KEPT RECORDS --out src/variorum/data/events/linking.yaml

KEPT is what `bench/incidents.py REPORTS OUTPUT --keep KEPT` kept of train reports; RECORDS say which reports
tell one incident. Logistic regression with a ridge on the pairs of main events that the product compares, by
Newton's
method; then the base is shifted to the F1-best value whose precision is at least PRECISION. Minutes on one
core.
"""

import argparse
import gzip
import json
import pickle
from pathlib import Path

import numpy as np
import yaml

from variorum.link.events.candidates import find_candidates
from variorum.link.events.clusters import cluster
from variorum.link.events.merging import BARRED
from variorum.link.events.profile import make_profiles
from variorum.link.events.scorer import features

RIDGE = 1.0
PRECISION = 0.93
# A sample of incidents holds fewer happenings of one day and town than a real week of news does.
SAFETY = -0.25
# What shootings cannot teach: counts of other fates, reports that copy, types that never meet here.
KEPT_BY_HAND = {
    "towns far": -2.5,
    "region differs": -4.0,
    "story same": 0.2,
    "both came of the news": 2.6,
    "main in one story": 1.6,
    "what came of it": 0.0,
    "families differ": -4.0,
    "copy": 0.0,
    "captured same": 1.0,
    "captured differ": -1.5,
    "arrested same": 0.5,
    "arrested differ": -0.5,
    "type same": 0.3,
    "killed differ": 0.0,
    "names differ": -0.2,
}
HEAD = """\
# What each sort of evidence adds to the odds (natural logarithm) that two tellings are of one happening.
# Made by training/events/train_linking.py from incident reports of SemEval-2018 Task 5 (train split; no
# licence stated, the texts are not shipped). What shootings cannot teach is set by hand (see the script).
# causes: families whose happenings another report may tell by their dead, hurt or displaced, or by a part
causes: [violence, accident, disaster, protest, capture, rescue, displacement, exchange, release]
# akin: types of which a report tells one for the other: those released are what was exchanged
akin: [[exchange, release], [rescue, accident], [rescue, disaster], [rescue, explosion]]
# opposed: types of which one ends the other, so that they are never one however near
opposed: [[release, kidnapping], [release, capture], [release, arrest]]
# lasting: types that go on, and for how many days: reports give the day that they come to, not the first
lasting: {outbreak: 60, strike: 30, displacement: 14, disaster: 7}
# counted_on: types of what came of the news whose number the next report brings up to date: "five, not four"
counted_on: [arrest]
"""


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kept")
    parser.add_argument("records")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    reports, analyses = pickle.loads(Path(options.kept).read_bytes())  # noqa: S301 - our own file
    opener = gzip.open if options.records.endswith(".gz") else open
    with opener(options.records, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    gold = {doc: record["incident"] for record in records for doc in record["docs"]}
    profiles = make_profiles(reports, analyses, {}, {})
    pairs = [
        (i, j)
        for i, j in find_candidates(profiles)
        if profiles[i].is_main
        and profiles[j].is_main
        and profiles[i].report in gold
        and profiles[j].report in gold
    ]
    rows = [features(profiles[i], profiles[j]) for i, j in pairs]
    y = np.array([gold[profiles[i].report] == gold[profiles[j].report] for i, j in pairs], dtype=float)
    names = sorted({n for row in rows for n in row})
    x = np.array([[1.0, *(row.get(n, 0.0) for n in names)] for row in rows])
    w = fit(x, y)
    weights = {"base": w[0], **dict(zip(names, w[1:], strict=True)), **KEPT_BY_HAND}
    total = sum(
        n * (n - 1) // 2
        for n in np.unique(
            [gold[p.report] for p in profiles if p.is_main and p.report in gold], return_counts=True
        )[1]
    )
    print(len(pairs), "pairs compared,", int(y.sum()), "of", total, "to be joined")
    best = None
    for shift in np.arange(-4, 3.1, 0.25):
        odds = x @ w + shift
        precision, recall = measure(profiles, pairs, odds, gold, total)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"shift {shift:5.2f} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
        key = (precision >= PRECISION, f1 if precision >= PRECISION else precision)
        if best is None or key > best[0]:
            best = key, shift
    weights["base"] += best[1] + SAFETY
    body = yaml.safe_dump({"weights": {k: round(float(v), 3) for k, v in weights.items()}}, sort_keys=False)
    Path(options.out).write_text(HEAD + body, encoding="utf-8")


def measure(profiles, pairs, odds, gold, total):
    known = {pair: float(o) for pair, o in zip(pairs, odds, strict=True)}
    scored = [(o, *pair) for pair, o in known.items()]
    clusters, _ = cluster(len(profiles), (scored,), known, BARRED, [p.report for p in profiles])
    right = made = 0
    for members in clusters.members:
        labels = [
            gold[profiles[m].report] for m in members if profiles[m].is_main and profiles[m].report in gold
        ]
        made += len(labels) * (len(labels) - 1) // 2
        right += sum(a == b for i, a in enumerate(labels) for b in labels[i + 1 :])
    return right / max(1, made), right / max(1, total)


def fit(x, y):
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + RIDGE * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(w))
        step = np.linalg.solve(curve, slope)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


if __name__ == "__main__":
    main()
