"""What every training run has: its options, its seed, its plan of steps and its log."""

import argparse
import time
from collections.abc import Sized
from pathlib import Path

import torch
from torch import Tensor

SEED = 20261122
HELD_OUT = 21  # every 21st document is kept for choosing, never trained on
APART = 5  # every fifth of our own passages, likewise


def add_options(ask: argparse.ArgumentParser, *, passes: int, rate: float, pieces: int) -> None:
    """Add what every run is told, with the defaults of this one."""
    ask.add_argument("out", type=Path, help="folder for checkpoints and the log")
    ask.add_argument("--passes", type=int, default=passes)
    ask.add_argument("--rate", type=float, default=rate)
    ask.add_argument("--pieces", type=int, default=pieces, help="padded word pieces in a batch")
    ask.add_argument("--limit", type=int, default=0, help="documents read; 0 is all, fewer for a trial")


def split(rows: list, limit: int) -> tuple[list, list]:
    """Return the first `limit` documents, those to train on and those held out."""
    rows = rows[:limit] if limit else rows
    return [r for i, r in enumerate(rows) if i % HELD_OUT], [
        r for i, r in enumerate(rows) if not i % HELD_OUT
    ]


def split_passages(rows: list) -> tuple[list, list]:
    """Return our own passages to train on and those held out: every fifth."""
    return [r for i, r in enumerate(rows) if i % APART], [r for i, r in enumerate(rows) if not i % APART]


def falling_rate(
    optimizer: torch.optim.Optimizer, plan: list[Sized], part: int
) -> torch.optim.lr_scheduler.LambdaLR:
    """Return a rate that climbs for one step in `part`, then falls to nothing."""
    total = sum(map(len, plan))
    ramp = max(1, total // part)
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / ramp, max(0.0, (total - n) / (total - ramp)))
    )


@torch.no_grad()
def blend(mean: dict[str, Tensor], now: dict[str, Tensor], share: float) -> None:
    """Move a mean of weights, in place, a share of the way to those of now.

    >>> mean = {"bias": torch.tensor([1.0])}
    >>> blend(mean, {"bias": torch.tensor([2.0])}, 0.25); mean["bias"].item()
    1.25
    """
    for name, value in now.items():
        mean[name].lerp_(value, share)


class Log:
    """The lines that a run prints, kept in `log.txt` of its folder with the seconds since it began."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path, self.began = folder / "log.txt", time.monotonic()
        torch.manual_seed(SEED)
        torch.set_num_threads(2)

    def __call__(self, line: str) -> None:
        """Write one line."""
        stamped = f"{time.monotonic() - self.began:7.0f}s {line}"
        print(stamped, flush=True)
        with self.path.open("a", encoding="utf-8") as log:
            log.write(stamped + "\n")
