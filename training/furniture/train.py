"""Train the line classifier of the clean stage: `python training/furniture/train.py ../shared/data/html`.

Lines come from five places: reports composed from the invented lines of lines.yaml, templates.yaml and
blocks.yaml (composing.py); reports written whole (reports.yaml); the pasted reports that are kept for tuning
(tests/gold/furniture); the seen halves of two other gold sets of
ours, which hold nothing but article (stories, press); and the tune half of the pages (by a hash of the
address; blocks that stand in the gold body are article, the others around it furniture or captions). A
conditional random field over the lines of each (fitting.py). Prints cross-validated figures on the pasted
reports.
"""

import argparse
import gzip
import hashlib
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from composing import compose_reports
from fitting import Lines, fit_field
from scipy.sparse import csr_array

from variorum.clean.chaining import Chain, chances_in_chain
from variorum.clean.elements import CAPTION
from variorum.clean.features import features_of
from variorum.clean.labelling import CLASSES, JOINTS, Weights, joint_of, read_lines, score
from variorum.clean.scanning import scan
from variorum.clean.segmenting import cut_lines, mark_parts

Model = tuple[Weights, Chain]
ROOT = Path(__file__).parents[2]
GOLD_WEIGHT = 5.0
INVENTED_WEIGHT = 1.0
WEB_WEIGHT = 0.3
CORPUS_WEIGHT = 0.2
# MUC-4 (public) and ECB+ (CC BY 3.0), of which the training parts are read.
CORPORA = {"events/muc4-train-reports.jsonl.gz": 300, "coreference/ecbplus-train-reports.jsonl.gz": 200}
INVENTED = 2500  # reports composed
SEEN = 6  # lines that must show a feature for it to count
TUNED = ["seen", "more", "third", "fourth", "fifth", "sixth-odd"]
LEAST = 0.02  # weights below which a feature is left out
HEAD = """# Weights of the line classifier: kind, name, weights for article, furniture, caption and credit.
# Kinds: the edges of a text, a step from a label to the next, the features of a line.
# Made by training/furniture/train.py from training/furniture/lines.yaml and the read parts of tests/gold
# (ours) and the tune half of the article-extraction-benchmark and fundus pages (MIT; single words of
# theirs, no text). Licence: Apache-2.0. Do not edit.
"""


@dataclass
class Sample:
    """The lines of one text with their classes."""

    lines: list[str]
    labels: list[int]
    weight: float
    marks: list[tuple[str, ...]] = field(default_factory=list)


def is_tune(row: dict[str, Any]) -> bool:
    """Say whether a page lies in the half that may be tuned on."""
    key = row.get("url") or row["id"]
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 0


def load_pages(folder: Path) -> Iterator[Sample]:
    """Yield the blocks around the gold body of each English tune page."""
    from variorum.clean.language import detect_language

    for name in ("aeb", "fundus"):
        for line in (folder / name / "pages.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not is_tune(row) or detect_language(row["text"]) != "en":
                continue
            with gzip.open(folder / name / row["html_path"]) as page:
                source = page.read().decode("utf-8", "replace")
            sample = label_blocks(source, row["text"])
            if sample:
                yield sample


def label_blocks(source: str, gold: str) -> Sample | None:
    blocks = [(" ".join(b.text.split()), b.share(CAPTION)) for b in scan(source)]
    flat = "".join(gold.split())
    inside = [len(t) > 15 and "".join(t.split()) in flat for t, _ in blocks]
    if sum(inside) < 3:
        return None
    first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
    lines, labels = [], []
    for n in range(max(0, first - 6), min(len(blocks), last + 12)):
        text, caption = blocks[n]
        lines.append(text)
        if inside[n] or (first < n < last and "".join(text.split()) in flat):
            labels.append(0)
        elif caption > 0.5:
            short = any(f.startswith("credit:") for f in features_of(text)) and len(text) < 70
            labels.append(3 if short else 2)
        else:
            labels.append(1)
    return Sample(lines, labels, WEB_WEIGHT)


def load_gold(names: list[str]) -> list[Sample]:
    """Return the pasted reports kept for tuning, cut as they are cut when they are read.

    Of a file whose name ends in "-odd" the reports with odd numbers alone: the others are only scored.
    """
    gold = ROOT / "tests/gold/furniture"
    rows = [
        row
        for name in names
        for row in read_reports(gold / f"{name.removesuffix('-odd')}.yaml")
        if not name.endswith("-odd") or int(row["id"][1:]) % 2
    ]
    return label_reports(rows)


def read_reports(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def label_reports(rows: Iterable[dict[str, Any]]) -> list[Sample]:
    return [
        cut_sample(
            [
                [(p["text"], p["label"]) for p in line.get("parts", [line]) if p["label"] != "blank"]
                for line in row["lines"]
            ],
            GOLD_WEIGHT,
        )
        for row in rows
    ]


def load_plain(corpora: Path) -> Iterator[Sample]:
    """Yield reports that hold nothing but article: of our other gold sets, and of two free corpora."""
    gold = ROOT / "tests/gold"
    texts = [
        report["text"]
        for path in sorted((gold / "stories/seen").glob("*.yaml"))
        for report in yaml.safe_load(path.read_text(encoding="utf-8"))["reports"]
    ]
    pairs = yaml.safe_load((gold / "press/seen.yaml").read_text(encoding="utf-8"))
    texts += [pair[side]["text"] for pair in pairs for side in "ab"]
    for text in texts:
        yield plain_sample(text, INVENTED_WEIGHT)
    for name, count in CORPORA.items():
        with gzip.open(corpora / name, "rt", encoding="utf-8") as lines:
            for line in itertools.islice(lines, count):
                yield plain_sample(json.loads(line)["text"], CORPUS_WEIGHT)


def plain_sample(text: str, weight: float) -> Sample:
    cut = cut_lines(text)
    lines = [part.of(text) for parts in cut for part in parts]
    return Sample(lines, [0] * len(lines), weight, mark_parts(text, cut))


def cut_sample(lines: list[list[tuple[str, str]]], weight: float) -> Sample:
    """Make a sample of labelled stretches: each part as the reader cuts it, with its greatest label."""
    text, stretches = "", []
    for line in lines:
        for words, label in line:
            stretches.append((len(text), len(text) + len(words), label))
            text += words
        text += "\n"
    sample = Sample([], [], weight)
    cut = cut_lines(text)
    sample.marks = mark_parts(text, cut)
    for part in (p for parts in cut for p in parts):
        held = Counter[str]()
        for start, end, label in stretches:
            held[label] += max(0, min(end, part.end) - max(start, part.start))
        label = {"headline": "furniture", "dateline": "article"}.get(held.most_common(1)[0][0])
        sample.lines.append(part.of(text))
        sample.labels.append(CLASSES.index(label or held.most_common(1)[0][0]))  # type: ignore[arg-type]
    return sample


def fit(samples: list[Sample]) -> Model:
    """Fit the chain of labels on the features that are seen often enough."""
    rows = [features for s in samples for features in read_lines(s.lines, s.marks)]
    times = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in times.items() if count >= SEEN)
    index = {name: n for n, name in enumerate(names)}
    held = [sorted({index[name] for name in row if name in index}) for row in rows]
    where = np.repeat(np.arange(len(rows)), [len(h) for h in held])
    x = csr_array((np.ones(len(where), np.float32), (where, np.concatenate(held))), (len(rows), len(names)))
    lines = Lines(
        x,
        np.array([label for s in samples for label in s.labels]),
        np.array([JOINTS.index(joint_of(row)) for row in rows]),
        np.array([s.weight for s in samples for _ in s.lines]),
        np.cumsum([0, *(len(s.lines) for s in samples)]),
    )
    found = fit_field(lines, len(CLASSES), len(JOINTS))
    table = {"bias": _rounded(found.bias)} | {name: _rounded(found.features[n]) for name, n in index.items()}
    steps = {joint: tuple(map(_rounded, found.steps[n])) for n, joint in enumerate(JOINTS)}
    kept = {name: row for name, row in table.items() if name == "bias" or max(map(abs, row)) >= LEAST}
    return kept, Chain(_rounded(found.begin), _rounded(found.end), steps)


def _rounded(row: Any) -> tuple[float, ...]:
    return tuple(round(float(value), 2) for value in row)


def predict(sample: Sample, model: Model) -> list[int]:
    own = read_lines(sample.lines, sample.marks)
    chances = chances_in_chain([score(f, model[0]) for f in own], [joint_of(f) for f in own], model[1])
    return [int(np.argmax(row)) for row in chances]


def rows_of(model: Model) -> Iterator[list[object]]:
    """Yield the rows of the file of weights."""
    table, chain = model
    yield ["edge", "begin", *chain.begin]
    yield ["edge", "end", *chain.end]
    for joint, steps in chain.steps.items():
        for label, row in zip(CLASSES, steps, strict=True):
            yield ["step", f"{joint} {label}", *row]
    for name, row in sorted(table.items()):
        yield ["line", name, *row]


def report(pairs: list[tuple[int, int]]) -> str:
    rows = [f"accuracy {sum(a == b for a, b in pairs) / len(pairs):.3f} of {len(pairs)}"]
    for n, name in enumerate(CLASSES):
        right = sum(a == b == n for a, b in pairs)
        found, there = sum(b == n for _, b in pairs), sum(a == n for a, _ in pairs)
        rows.append(
            f"{name} F1 {2 * right / max(1, found + there):.3f} ({right} right, {found} found, {there} there)"
        )
    return "; ".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path, help="the folder that holds aeb and fundus")
    parser.add_argument("--folds", type=int, default=3, help="0 trains without measuring")
    parser.add_argument(
        "--show", action="store_true", help="print the lines read wrongly in cross-validation"
    )
    parser.add_argument("--gold", nargs="*", default=TUNED, help="the gold files to learn from")
    args = parser.parse_args()
    web, gold = [*load_pages(args.pages), *load_plain(args.pages.parent)], load_gold(args.gold)
    print(f"{len(web)} pages, {sum(len(s.lines) for s in web)} lines; {len(gold)} pasted reports")
    web += [cut_sample(lines, INVENTED_WEIGHT) for lines in compose_reports(INVENTED)]
    web += label_reports(read_reports(Path(__file__).parent / "reports.yaml"))
    pairs: list[tuple[int, int]] = []
    for fold in range(args.folds):
        model = fit(web + [s for n, s in enumerate(gold) if n % args.folds != fold])
        for s in gold[fold :: args.folds]:
            found = predict(s, model)
            pairs += list(zip(s.labels, found, strict=True))
            if args.show:
                for line, a, b in zip(s.lines, s.labels, found, strict=True):
                    if a != b:
                        print(f"  {CLASSES[a]} read as {CLASSES[b]}: {line[:120]}", file=sys.stderr)
    if pairs:
        print(report(pairs))
    model = fit(web + gold)
    print("web:", report([p for s in web for p in zip(s.labels, predict(s, model), strict=True)]))
    path = ROOT / "src/variorum/data/clean/weights.tsv"
    rows = ["\t".join(map(str, row)) for row in rows_of(model)]
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
