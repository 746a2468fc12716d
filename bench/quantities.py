"""Score the quantities of Variorum, and of its peers, on the gold phrases of tests/gold/quantities.

    python bench/quantities.py                     both halves, further and fresh phrases, figures only
    python bench/quantities.py --half seen --errors
    python bench/quantities.py --half fresh3 --ids odd
    python bench/quantities.py --peers             text2num, word2number and quantulum3 beside (make peers)
    python bench/quantities.py --speed REPORTS     milliseconds a 600-word report, from a reports file
    python bench/quantities.py INPUT OUTPUT        quantities of `id, text` lines as JSON Lines

A phrase is right where all of its quantities are found with value (kind, low, high, unit of a measure),
qualifier and counted thing right, and nothing is found beside them.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from lines import keep_result, read_lines, write_lines

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "quantities"
HALVES = ("seen", "unseen", "more", "fresh", "fresh2", "fresh3", "fresh4", "fresh5")
WORDS = 600


@dataclass(frozen=True)
class Found:
    """A quantity, of the gold or of a system, in one shape; `qualifier` and `counted` as words."""

    start: int
    end: int
    kind: str
    low: float | None
    high: float | None
    unit: str | None
    qualifier: str | None
    counted: str | None
    slot: str | None
    cumulative: bool = False

    @property
    def value(self) -> tuple[Any, ...]:
        return self.kind, self.low, self.high, self.unit if self.kind == "measure" else None


Reader = Callable[[str], list[Found]]
LEVELS: dict[str, Callable[[Found], tuple[Any, ...]]] = {
    "value": lambda f: f.value,
    "value, qualifier, counted": lambda f: (*f.value, f.qualifier, f.counted),
    "and unit": lambda f: (*f.value, f.qualifier, f.counted, f.unit),
    "and slot": lambda f: (*f.value, f.qualifier, f.counted, f.slot),
    "all, words and running totals": lambda f: (
        *f.value, f.qualifier, f.counted, f.unit, f.slot, f.cumulative, f.start, f.end,
    ),
}  # fmt: skip


def gold_of(phrase: dict[str, Any]) -> list[Found]:
    """Return the gold quantities of one phrase with their offsets."""
    found = []
    for row in phrase["quantities"]:
        edges = [
            r"(?<!\w)" if row["words"][0].isalnum() else "",
            r"(?!\w)" if row["words"][-1].isalnum() else "",
        ]
        hits = list(re.finditer(edges[0] + re.escape(row["words"]) + edges[1], phrase["text"]))
        hit = hits[row.get("nth", 1) - 1]
        start, end = hit.span()
        found.append(
            Found(
                start,
                end,
                row["type"],
                row["low"],
                row["high"],
                row["unit"],
                row["qualifier"],
                row["counted"],
                row["fate"],
                row.get("cumulative", False),
            )
        )
    return found


def ours(text: str) -> list[Found]:
    """Return what Variorum finds in a text."""
    from variorum.analyse.page import open_page
    from variorum.analyse.quantities import find_quantities
    from variorum.model.report import Report
    from variorum.settings import Settings

    page = open_page(Report(id="phrase", sha256="", text=text), Settings())
    return [
        Found(q.span.start, q.span.end, q.kind, q.low, q.high, q.unit, q.qualifier,
              q.counted.of(text) if q.counted else None, q.slot, q.cumulative)
        for q in find_quantities(page)
    ]  # fmt: skip


def align(gold: Sequence[Found], found: Sequence[Found]) -> list[tuple[Found | None, Found | None]]:
    """Pair gold with found quantities that share words, same kind and most overlap first."""
    options = sorted(
        (
            (g.kind != f.kind, -(min(g.end, f.end) - max(g.start, f.start)), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g.start < f.end and f.start < g.end
        ),
    )
    left, right = set(range(len(gold))), set(range(len(found)))
    pairs: list[tuple[Found | None, Found | None]] = []
    for _, _, i, j in options:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((gold[i], found[j]))
    pairs += [(gold[i], None) for i in sorted(left)] + [(None, found[j]) for j in sorted(right)]
    return pairs


def score(phrases: Sequence[dict[str, Any]], read: Reader, *, errors: bool = False) -> dict[str, Any]:
    """Return the share of phrases all right and the F1 over quantities, for each level of strictness."""
    right = dict.fromkeys(LEVELS, 0)
    hits = dict.fromkeys(LEVELS, 0)
    golds = founds = 0
    for phrase in phrases:
        gold, found = gold_of(phrase), read(phrase["text"])
        golds, founds = golds + len(gold), founds + len(found)
        pairs = align(gold, found)
        for name, key in LEVELS.items():
            good = [g is not None and f is not None and key(g) == key(f) for g, f in pairs]
            hits[name] += sum(good)
            right[name] += all(good)
        if errors:
            _show(phrase, pairs)
    return {
        "phrases": len(phrases),
        "quantities": golds,
        **{
            name: {
                "phrases": round(right[name] / len(phrases), 3),
                "F1": round(2 * hits[name] / (golds + founds), 3) if golds + founds else 0.0,
            }
            for name in LEVELS
        },
    }


def numbered(phrases: list[dict[str, Any]], ids: str | None) -> list[dict[str, Any]]:
    """Return the phrases with odd or even numbers, or all."""
    return [p for p in phrases if ids is None or int(p["id"][1:]) % 2 == (ids == "odd")]


def _show(phrase: dict[str, Any], pairs: Iterable[tuple[Found | None, Found | None]]) -> None:
    full = LEVELS["all, words and running totals"]
    main = LEVELS["value, qualifier, counted"]
    wrong = [(g, f) for g, f in pairs if g is None or f is None or full(g) != full(f)]
    if not wrong:
        return
    core = any(g is None or f is None or main(g) != main(f) for g, f in wrong)
    print("XX" if core else "..", phrase["id"], phrase["text"])
    for g, f in wrong:
        for mark, row in (("gold", g), ("here", f)):
            said = "-" if row is None else f"{phrase['text'][row.start : row.end]!r} {full(row)[:-2]}"
            print("     ", mark, said)


def peers() -> dict[str, Reader]:
    """Return the readers of the peers that are installed (`make peers`)."""
    readers: dict[str, Reader] = {}
    try:
        import text_to_num
    except ImportError:
        pass
    else:
        readers["text2num"] = lambda text: _by_word(text, lambda w: text_to_num.text2num(w, "en"))
    try:
        from word2number import w2n
    except ImportError:
        pass
    else:
        readers["word2number"] = lambda text: _by_word(text, w2n.word_to_num)
    try:
        from quantulum3 import parser
    except ImportError:
        pass
    else:
        readers["quantulum3"] = lambda text: [_from_quantulum(q) for q in parser.parse(text)]
    return readers


def _from_quantulum(found: Any) -> Found:
    start, end = found.span
    kind = "count" if found.unit.name == "dimensionless" else "measure"
    return Found(start, end, kind, found.value, found.value, found.unit.name, None, None, None)


def _by_word(text: str, read: Callable[[str], Any]) -> list[Found]:
    """Read the longest runs of words that a reader of bare numerals accepts."""
    words = list(re.finditer(r"[^\s,;:!?()\"]+", text))
    found, i = [], 0
    while i < len(words):
        for j in range(min(len(words), i + 6), i, -1):
            run = text[words[i].start() : words[j - 1].end()].rstrip(".").lower()
            try:
                value = read(run)
            except (ValueError, IndexError, TypeError):
                continue
            found.append(
                Found(
                    words[i].start(),
                    words[i].start() + len(run),
                    "count",
                    value,
                    value,
                    None,
                    None,
                    None,
                    None,
                )
            )
            i = j - 1
            break
        i += 1
    return found


def _least(page: Any, times: int = 7) -> float:
    """Return the least processor seconds of several runs, which others on the machine disturb least."""
    from variorum.analyse.quantities import find_quantities

    spent = []
    for _ in range(times):
        begin = time.process_time()
        find_quantities(page)
        spent.append(time.process_time() - begin)
    return min(spent)


def speed(path: Path, reports: int = 60) -> dict[str, float]:
    """Return milliseconds for a 600-word report beyond the parse, median and mean over a sample."""
    from variorum.analyse.page import open_page
    from variorum.model.report import Report
    from variorum.settings import Settings

    costs = []
    for number, row in enumerate(read_lines(path)):
        if number >= reports:
            break
        page = open_page(Report(id="r", sha256="", text=row["text"]), Settings())
        if len(page.doc) < 100:
            continue
        costs.append(_least(page) * 1000 * WORDS / len(row["text"].split()))
    return {"median_ms": round(statistics.median(costs), 2), "mean_ms": round(statistics.fmean(costs), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", nargs="?", type=Path)
    parser.add_argument("output", nargs="?", type=Path)
    parser.add_argument("--half", choices=HALVES, help="score one file only")
    parser.add_argument("--ids", choices=("odd", "even"), help="only phrases with such numbers")
    parser.add_argument("--errors", action="store_true", help="show what differs; never on the unseen half")
    parser.add_argument("--peers", action="store_true", help="print the peers beside")
    parser.add_argument("--keep", action="store_true", help="keep the figures in bench/results")
    parser.add_argument("--speed", type=Path, metavar="REPORTS", help="time on a reports file instead")
    asked = parser.parse_args()
    if asked.input is not None and asked.output is None:
        parser.error("give OUTPUT behind INPUT; gold phrases are asked for by --half")
    if asked.speed:
        _report(asked.speed.name, {"system": "variorum", **speed(asked.speed)}, keep=asked.keep)
        return
    if asked.input:
        write_lines(
            asked.output,
            (
                {"id": row["id"], "quantities": [vars(f) for f in ours(row["text"])]}
                for row in read_lines(asked.input)
            ),
        )
        return
    for half in (asked.half,) if asked.half else HALVES:
        phrases = numbered(yaml.safe_load((GOLD / f"{half}.yaml").read_text(encoding="utf-8")), asked.ids)
        split = f"{half}, {asked.ids} ids" if asked.ids else half
        readers = {"variorum": ours, **(peers() if asked.peers else {})}
        for name, read in readers.items():
            show = asked.errors and half != "unseen" and name == "variorum"
            _report(split, {"system": name, **score(phrases, read, errors=show)}, keep=asked.keep)


def _report(split: str, figures: dict[str, Any], *, keep: bool) -> None:
    print(json.dumps({"split": split, **figures}))
    if keep:
        row = {
            "command": f"python bench/quantities.py ({figures['system']})",
            "split": split,
            "machine": "two shared cores",
            "figures": figures,
        }
        keep_result("quantities", [row])


if __name__ == "__main__":
    main()
