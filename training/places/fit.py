"""Fit the weights by which a name's place is chosen, and print them as `data/places/weights.yaml` holds them.

python training/places/fit.py DOCS TOPONYMS [DOCS TOPONYMS ...]

The shipped weights come from the tuning halves (`bench/places.py --half tune`) of LGL and GeoVirus (GPL-3.0;
only these weights derive from them) and 700 of the incident reports, whose gold place is that of the names
that equal its city. A candidate is right where it lies within 161 km of the gold point; the model is a
conditional logit over the candidates of one name in one report. `state_of_city` was then set by hand.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from lines import Row, read_lines
from places import half_of
from variorum.analyse.page import open_page
from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.evidence import distance, gather
from variorum.analyse.places.finding import Naming, key_of
from variorum.analyse.places.gazetteer import load_gazetteer
from variorum.analyse.places.lexicon import load_lexicon
from variorum.analyse.places.resolving import choose, rank
from variorum.analyse.places.scoring import FEATURES, describe, describe_neighbours, load_weights
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings

RIGHT = 161  # kilometres
ROUNDS = 3  # the neighbours' places depend on the weights
RIDGE = 0.3

Example = tuple[np.ndarray, np.ndarray, float]


def examples(row: Row, gold: list[Row]) -> Iterator[Example]:
    """Yield for each name of a report its candidates' features, which of them are right, and its weight."""
    settings = Settings()
    gazetteer, lexicon = load_gazetteer(settings), load_lexicon()
    report = Report(id=row["id"], sha256="", text=row["text"], outlet=row.get("outlet"))
    page = open_page(report, settings)
    spans = [Span(g["start"], g["end"]) for g in gold]
    names = [Naming(s, s.of(page.text), key_of(s.of(page.text), lexicon)) for s in spans]
    groups, evidence = gather(page, names, gazetteer, lexicon)
    ranked = [rank(group, evidence) for group in groups]
    chosen: list[Candidate | None] = [options[0][1] if options else None for options in ranked]
    for _ in range(2):
        chosen = choose(ranked, chosen)
    for at, group in enumerate(groups):
        points = [gold[i] for i in group.members if gold[i]["lat"] is not None]
        if not points or len(group.options) < 2:
            continue
        here = group.options[0]._replace(lat=points[0]["lat"], lon=points[0]["lon"])
        right = np.array([distance(here, c) < RIGHT for c in group.options])
        if right.any() and not right.all():
            most = max((c.population for c in group.options if c.kind == "city"), default=0)
            others = [c for index, c in enumerate(chosen) if c is not None and index != at]
            rows = [
                describe(c, group, evidence, most) | describe_neighbours(c, others) for c in group.options
            ]
            yield np.array([[r.get(f, 0.0) for f in FEATURES] for r in rows]), right, len(points) ** 0.5


def fit(found: list[Example], start: np.ndarray) -> np.ndarray:
    """Return the weights that make the right candidates likeliest."""
    table = np.concatenate([features for features, _, _ in found])
    right = np.concatenate([right for _, right, _ in found])
    sizes = [len(right) for _, right, _ in found]
    firsts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(found)), sizes)
    importance = np.array([weight for _, _, weight in found])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights
        likely = np.exp(scores - np.maximum.reduceat(scores, firsts)[owner])
        every = np.add.reduceat(likely, firsts)
        good = np.add.reduceat(likely * right, firsts) + 1e-12
        pull = importance[owner] * (likely / every[owner] - likely * right / good[owner])
        value = -(importance * np.log(good / every)).sum() + RIDGE * (weights**2).sum()
        return float(value), table.T @ pull + 2 * RIDGE * weights

    fitted: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return fitted


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+")
    files = parser.parse_args().files
    weights = load_weights()
    for _ in range(ROUNDS):
        found: list[Example] = []
        for docs, toponyms in zip(files[::2], files[1::2], strict=True):
            gold: dict[str, list[Row]] = defaultdict(list)
            for row in read_lines(toponyms):
                gold[row["doc"]].append(row)
            for row in read_lines(docs):
                if half_of(row["text"]) == "tune":
                    found += examples(row, gold[row["id"]])
        values = fit(found, np.array([weights[name] for name in FEATURES]))
        weights.update({name: float(value) for name, value in zip(FEATURES, values, strict=True)})
    print("weights:\n" + "".join(f"  {name}: {weights[name]:.2f}\n" for name in FEATURES))


if __name__ == "__main__":
    main()
