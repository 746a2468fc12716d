"""Train the weights that give phrases their parts in reports of violence, on MUC-4 train.

python training/events/train_casting.py CANDIDATES --out src/variorum/data/events/casting.tsv

CANDIDATES is a pickle of (doc, candidates, roles) made by training/events/list_candidates.py. One logistic
model a
role, fitted by AdaGrad over ten rounds; limits chosen for the best CEAF-REE on three folds. A minute on one
core.
"""

import argparse
import pickle
import re
from collections import Counter
from pathlib import Path

import numpy as np

from variorum.analyse.events.casting import ROLES, choose

ROUNDS = 8
RATE = 0.3
DECAY = 2e-5
SEEN = 2
HEAD = """\
# What each clue of a noun phrase adds to the odds of its part in a report of violence: PerpInd, PerpOrg,
# Target,
# Victim, Weapon. Made by training/events/train_casting.py from MUC-4 train (public, DARPA/NIST); weights
# alone.
"""


def tidy(phrase):
    kept = re.sub(r"[!-/:-@\[-`{-~]", "", phrase.lower())
    return " ".join(w for w in kept.split() if w not in ("a", "an", "the"))


def examples(docs, index):
    rows, labels = [], []
    for _, found, roles in docs:
        gold = [{tidy(m) for entity in roles.get(role, []) for m in entity} for role in ROLES]
        for candidate in found:
            rows.append(np.array([0, *sorted({index[c] for c in candidate.clues if c in index})]))
            labels.append([tidy(candidate.words) in g for g in gold])
    return rows, np.array(labels, dtype=float)


def fit(rows, labels, size, seed=1):
    w = np.zeros((size, len(ROLES)))
    g = np.full((size, len(ROLES)), 1e-2)
    order = np.random.default_rng(seed)
    for _ in range(ROUNDS):
        for i in order.permutation(len(rows)):
            at = rows[i]
            p = 1 / (1 + np.exp(-np.clip(w[at].sum(0), -20, 20)))
            slope = (p - labels[i])[None, :] + DECAY * len(rows) ** 0.5 * w[at]
            g[at] += slope * slope
            w[at] -= RATE * slope / np.sqrt(g[at])
    return w


def matched(gold, system):
    used, hit = set(), 0
    for s in system:
        for n, entity in enumerate(gold):
            if n not in used and s in entity:
                used.add(n)
                hit += 1
                break
    return hit


def measure(docs, weights, limits):
    hit, n_gold, n_system = Counter(), Counter(), Counter()
    for _, found, roles in docs:
        out = choose(found, weights, limits)
        for role in ROLES:
            gold = [{tidy(m) for m in e} for e in roles.get(role, [])]
            system = [tidy(s) for s in out[role]]
            hit[role] += matched(gold, system)
            n_gold[role] += len(gold)
            n_system[role] += len(system)
    return hit, n_gold, n_system


def f1(hit, gold, system):
    return 2 * hit / max(1, gold + system)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("candidates")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    docs = pickle.loads(Path(options.candidates).read_bytes())  # noqa: S301 - our own file
    seen = Counter(c for _, found, _ in docs for one in found for c in set(one.clues))
    names = sorted(c for c, n in seen.items() if n >= SEEN)
    index = {c: i + 1 for i, c in enumerate(names)}
    grid = np.arange(-2.5, 1.1, 0.25)
    tallies = {float(limit): [Counter(), Counter(), Counter()] for limit in grid}
    for fold in range(3):
        train = [d for n, d in enumerate(docs) if n % 3 != fold]
        w = fit(*examples(train, index), len(names) + 1)
        weights = {"": w[0].tolist(), **{c: w[i].tolist() for c, i in index.items()}}
        for limit in grid:
            for tally, more in zip(
                tallies[float(limit)], measure(docs[fold::3], weights, [limit] * 5), strict=True
            ):
                tally.update(more)
    limits = []
    total = Counter()
    for role in ROLES:
        best = max(grid, key=lambda v: f1(*(t[role] for t in tallies[float(v)])))
        limits.append(float(best))
        hit, gold, system = (t[role] for t in tallies[float(best)])
        total.update(hit=hit, gold=gold, system=system)
        print(f"{role}: limit {best:.2f} F1 {f1(hit, gold, system):.3f} ({gold} gold, {system} found)")
    print(f"all, on held-out folds: {f1(total['hit'], total['gold'], total['system']):.3f}")
    w = fit(*examples(docs, index), len(names) + 1)
    lines = [
        "LIMITS\t" + "\t".join(f"{v:.2f}" for v in limits),
        "BASE\t" + "\t".join(f"{v:.2f}" for v in w[0]),
    ]
    for name in names:
        row = w[index[name]]
        if np.abs(row).max() >= 0.25 and "\t" not in name and "\n" not in name:
            lines.append(name + "\t" + "\t".join(f"{v:.2f}" for v in row))
    Path(options.out).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
