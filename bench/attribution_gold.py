"""Score chains, stance, anonymity and the rest on our own gold passages; prints figures only.

    python bench/attribution_gold.py tests/gold/attribution/seen.yaml
    python bench/attribution_gold.py tests/gold/attribution/seen.yaml --rules --wrong

A chain is exactly right where it has as many links as the gold's and every link has the right voice, in
order. A voice is right where its name equals the gold's, but for case, a leading article and marks; `head`
counts it right where the last word of the name agrees. Stance, anonymity, manner, basis and the reason are
scored on the links of chains whose heads are right; polarity and modality on every probe.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from variorum.analyse.attribution import Attributions, chain_at, find_attributions, read_factuality
from variorum.analyse.page import Page, open_page
from variorum.model.analysis import Link
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings

_ARTICLES = ("the ", "a ", "an ")
_FIELDS = ("stance", "anonymous", "manner", "basis", "withheld_because", "source", "cue")


@dataclass(frozen=True)
class Probe:
    """One question of the gold and our answer."""

    passage: str
    words: str
    gold: dict[str, Any]
    chain: tuple[dict[str, Any], ...]
    polarity: str
    modality: str


def main() -> None:
    """Score one gold file."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument("--rules", action="store_true", help="use the rule reading instead of the model")
    ask.add_argument("--wrong", action="store_true", help="print the probes that went wrong (seen half only)")
    told = ask.parse_args()
    settings = Settings(attribution="rules" if told.rules else "model")
    counts: Counter[str] = Counter()
    for probe in answer(told.gold, settings):
        count(probe, counts)
        if told.wrong and not told.gold.name.startswith("unseen"):
            show(probe)
    for name in ("chain", "chain head", "links", *_FIELDS, "polarity", "modality"):
        print(f"{name:18s} {counts[name]:4d} of {counts[name + ' of']:4d}  {share(counts, name):.3f}")


def answer(path: Path, settings: Settings) -> Iterator[Probe]:
    """Read every passage and answer its probes."""
    for passage in yaml.safe_load(path.read_text(encoding="utf-8")):
        text = passage["text"]
        report = Report(
            id="r",
            sha256="",
            text=text,
            title=title_of(text),
            published=str(passage["published"]),
            outlet=passage["outlet"],
        )
        page = open_page(report, settings)
        found = find_attributions(page, settings)
        for gold in passage["probes"]:
            span = find_words(text, gold["words"], gold.get("nth", 1))
            polarity, modality = read_factuality(page, span, found)
            chain = tuple(describe(page, found, link) for link in chain_at(span, found))
            yield Probe(passage["id"], gold["words"], gold, chain, polarity, modality)


def title_of(text: str) -> str | None:
    """Return the headline of a passage: a first line with a blank line after it and no full stop."""
    first, blank, _ = text.partition("\n\n")
    return first if blank and not first.rstrip().endswith((".", '"', "\u201d")) else None


def find_words(text: str, words: str, nth: int) -> Span:
    """Return the nth whole occurrence of some words."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [m.span() for m in pattern.finditer(text)]
    return Span(*found[nth - 1])


def describe(page: Page, found: Attributions, link: Link) -> dict[str, Any]:
    """Return a link in the gold's terms."""
    voice = found.voices[link.voice]
    return {
        "voice": voice.name,
        "source": link.source.of(page.text) if link.source else None,
        "cue": link.cue.of(page.text) if link.cue else None,
        "manner": link.manner,
        "stance": link.stance,
        "anonymous": voice.anonymous,
        "withheld_because": link.withheld_because.of(page.text) if link.withheld_because else None,
        "basis": link.basis,
    }


def plain(name: str) -> str:
    """Return a name without case, leading article and marks."""
    name = re.sub(r"[^\w\s]", "", name.casefold()).strip()
    for article in _ARTICLES:
        name = name.removeprefix(article)
    return " ".join(name.split())


def count(probe: Probe, counts: Counter[str]) -> None:
    """Add one probe to the counts."""
    gold, ours = probe.gold["chain"], probe.chain
    same_length = len(gold) == len(ours)
    right = same_length and all(
        plain(a["voice"]) == plain(b["voice"]) for a, b in zip(gold, ours, strict=True)
    )
    heads = same_length and all(
        plain(a["voice"]).split()[-1:] == plain(b["voice"]).split()[-1:]
        for a, b in zip(gold, ours, strict=True)
    )
    tally(counts, "chain", right)
    tally(counts, "chain head", heads)
    tally(counts, "polarity", probe.polarity == probe.gold["polarity"])
    tally(counts, "modality", probe.modality == probe.gold["modality"])
    for a, b in zip(gold, ours, strict=False):
        tally(counts, "links", plain(a["voice"]) == plain(b["voice"]))
    if heads:
        for a, b in zip(gold, ours, strict=True):
            for field in _FIELDS:
                tally(counts, field, a[field] == b[field])


def tally(counts: Counter[str], name: str, is_right: bool) -> None:
    """Count one answer."""
    counts[name] += is_right
    counts[name + " of"] += 1


def share(counts: Counter[str], name: str) -> float:
    """Return the share of right answers."""
    return counts[name] / max(1, counts[name + " of"])


def show(probe: Probe) -> None:
    """Print a probe whose chain or factuality is wrong."""

    def line(chain: Any) -> str:
        return " > ".join(
            f"{x['voice']} [{x['source']}/{x['cue']}] {x['manner'][0]} {x['stance'][:3]}"
            f"{' ANON' if x['anonymous'] else ''} {x['basis'] or ''} {x['withheld_because'] or ''}"
            for x in chain
        )

    gold, ours = line(probe.gold["chain"]), line(probe.chain)
    wanted = f"{probe.gold['polarity']} {probe.gold['modality']}"
    given = f"{probe.polarity} {probe.modality}"
    if gold != ours or wanted != given:
        print(f"{probe.passage} «{probe.words}»")
        if gold != ours:
            print(f"   gold {gold or '[]'}\n   ours {ours or '[]'}")
        if wanted != given:
            print(f"   gold {wanted} ours {given}")


if __name__ == "__main__":
    main()
