"""Train the weights that give phrases their parts in reports of violence, on MUC-4 train.

python training/events/train_casting.py CANDIDATES --out bench/parts/casting.tsv

CANDIDATES is a pickle of (doc, candidates, roles) made by training/events/list_candidates.py. One logistic
model a role with a ridge; limits chosen for the best CEAF-REE on three folds. Ten minutes on one core; needs
numpy and scipy.
"""

import argparse
import pickle
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from parts.casting import ROLES, choose

ROUNDS = 80
RIDGE = 1.0
SEEN = 2
LEAST = 0.05  # weights of a clue, for every role, below which it is left out
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
    """Return the clues of every candidate as a sparse matrix, and which roles it plays."""
    clues, ends, labels = [], [0], []
    for _, found, roles in docs:
        gold = [{tidy(m) for entity in roles.get(role, []) for m in entity} for role in ROLES]
        for candidate in found:
            clues += sorted({index[c] for c in candidate.clues if c in index})
            ends.append(len(clues))
            labels.append([tidy(candidate.words) in g for g in gold])
    x = csr_matrix((np.ones(len(clues)), clues, ends), shape=(len(labels), len(index)))
    return x, np.array(labels, dtype=float)


def fit(x, labels):
    """Return the weight of every clue for every role, the base first."""
    return np.stack([_fit_role(x, y) for y in labels.T], axis=1)


def _fit_role(x, y):
    def loss(w):
        odds = x @ w[1:] + w[0]
        p = 1 / (1 + np.exp(-odds))
        total = np.logaddexp(0, np.where(y > 0, -odds, odds)).sum() + RIDGE / 2 * (w[1:] ** 2).sum()
        return total, np.concatenate([[(p - y).sum()], x.T @ (p - y) + RIDGE * w[1:]])

    start = np.zeros(x.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x


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
    index = {c: i for i, c in enumerate(names)}
    grid = np.arange(-2.5, 1.1, 0.25)
    tallies = {float(limit): [Counter(), Counter(), Counter()] for limit in grid}
    for fold in range(3):
        train = [d for n, d in enumerate(docs) if n % 3 != fold]
        w = fit(*examples(train, index))
        weights = {"": w[0].tolist(), **{c: w[i + 1].tolist() for c, i in index.items()}}
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
    w = fit(*examples(docs, index))
    lines = [
        "LIMITS\t" + "\t".join(f"{v:.2f}" for v in limits),
        "BASE\t" + "\t".join(f"{v:.2f}" for v in w[0]),
    ]
    for name in names:
        row = w[index[name] + 1]
        if np.abs(row).max() >= LEAST and "\t" not in name and "\n" not in name:
            lines.append(name + "\t" + "\t".join(f"{v:.2f}" for v in row))
    Path(options.out).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
