"""Compose reports with pasted furniture from lines, templates and blocks, always the same ones."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

Stretch = tuple[str, str]
Composed = list[list[Stretch]]  # a line is its stretches; an empty one is blank
_SLOT = re.compile(r"\{([^{}]*)\}")
_HERE = Path(__file__).parent
_BLOCKS = ("furniture", "article")  # kinds of which whole blocks are drawn from blocks.yaml


class Composer:
    """Fills the slots of lines and sets them in the order of a page."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._lines = yaml.safe_load((_HERE / "lines.yaml").read_text(encoding="utf-8"))
        self._names = self._lines.pop("names")
        templates = yaml.safe_load((_HERE / "templates.yaml").read_text(encoding="utf-8"))
        self._classes = templates.pop("classes")
        self._templates = templates
        more = yaml.safe_load((_HERE / "blocks.yaml").read_text(encoding="utf-8"))
        self._blocks = {kind: more.pop(kind) for kind in _BLOCKS}
        for kind, lines in more.items():
            self._lines[kind] = [*self._lines.get(kind, ()), *lines]
        self._cast: dict[str, list[str]] = {}

    def report(self) -> Composed:
        """Compose one report: what stands above the article, the article and what breaks it, what follows."""
        # A report speaks of a few people and places again and again, captions too.
        self._cast = {k: self._random.sample(v, min(3, len(v))) for k, v in self._names.items()}
        rows: list[tuple[str, str]] = []
        chance = self._random.random
        if chance() < 0.6:
            rows += self._some("furniture_top", 1, 7)
        if chance() < 0.45:
            rows += self._picture()
        if chance() < 0.2:
            rows.append((self._fill("dateline"), "dateline"))
        for _ in range(self._random.randint(2, 9)):
            rows.append((self._paragraph(), "article"))
            if chance() < 0.22:
                rows += self._some("furniture_middle", 1, 3 if chance() < 0.3 else 1)
            if chance() < 0.12:
                rows += self._picture()
            if chance() < 0.07:
                rows.append((self._fill("subhead"), "article"))
            if chance() < 0.1:
                rows += self._block("article")
        if chance() < 0.4:
            rows.append((self._fill("credit"), "credit"))
        if chance() < 0.65:
            rows += self._some("furniture_end", 1, 8)
        return self._lay_out(rows)

    def _lay_out(self, rows: list[Stretch]) -> Composed:
        """Set the stretches in lines: mostly one each, credits behind their captions, or all as one."""
        if self._random.random() < 0.12:
            return [[(f"{text} ", label) for text, label in rows]]
        lines: Composed = []
        blanks = self._random.choice(("none", "none", "none", "all", "paragraphs", "some"))
        for text, label in rows:
            last = lines[-1][-1][1] if lines and lines[-1] else ""
            behind = {last, label} in ({"caption", "credit"}, {"article", "credit"})
            prompt = label == "furniture" and last == "article"
            if (
                last == "dateline"
                or (behind and self._random.random() < 0.45)
                or (prompt and self._random.random() < 0.12)
            ):
                lines[-1][-1] = (f"{lines[-1][-1][0]} ", last)
                lines[-1].append((text, label))
                continue
            paragraphs = blanks == "paragraphs" and "article" in (last, label)
            if blanks == "all" or paragraphs or (blanks == "some" and self._random.random() < 0.3):
                lines.append([])
            lines.append([(text, label)])
        return lines

    def _block(self, kind: str) -> list[Stretch]:
        """Draw a block of lines that stand together; one that begins a line with a star there comes often."""
        rows: list[Stretch] = []
        for line in self._random.choice(self._blocks[kind]).split("\n"):
            times = self._random.randint(2, 5) if "{*" in line else 1
            rows += [(self._filled(line.replace("{*", "{"), kind), kind) for _ in range(times)]
        return rows

    def _some(self, kind: str, least: int, most: int) -> list[tuple[str, str]]:
        if self._random.random() < 0.4:
            blocks = (self._block("furniture") for _ in range(1 if most == 1 else self._random.randint(1, 3)))
            return [row for block in blocks for row in block]
        count = self._random.randint(least, most)
        kinds = (kind, kind, "furniture_middle", "furniture_middle", "furniture_middle")
        return [(self._fill(self._random.choice(kinds)), "furniture") for _ in range(count)]

    def _picture(self) -> list[tuple[str, str]]:
        rows = []
        if self._random.random() < 0.9:
            rows.append((self._fill("caption"), "caption"))
        if self._random.random() < 0.65 or not rows:
            rows.append((self._fill("credit"), "credit"))
        return rows

    def _paragraph(self) -> str:
        count = self._random.choice((1, 1, 1, 2, 2, 3))
        return " ".join(self._fill("article") for _ in range(count))

    def _fill(self, kind: str) -> str:
        """Draw a line of a kind, written or from a template, and fill its slots from inside out."""
        written, templates = self._lines.get(kind, ()), self._templates.get(kind, ())
        line = self._random.choice(
            (templates or written) if self._random.random() < 0.5 else (written or templates)
        )
        return self._filled(line, kind)

    def _filled(self, line: str, kind: str) -> str:
        while _SLOT.search(line):
            line = _SLOT.sub(self._value, line)
        return line[0].upper() + line[1:] if line and line[0].isalpha() and kind not in ("credit",) else line

    def _value(self, slot: re.Match[str]) -> str:
        name = slot.group(1)
        if "|" in name:
            return self._random.choice(name.split("|"))
        if name in self._classes:
            return str(self._random.choice(self._classes[name]))
        if name in self._cast:
            return str(self._random.choice(self._cast[name]))
        return self._fill(name)


def compose_reports(count: int) -> Iterator[Composed]:
    """Yield lines and labels of so many reports."""
    composer = Composer()
    for _ in range(count):
        yield composer.report()
