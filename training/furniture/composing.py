"""Compose reports with pasted furniture from the invented lines of lines.yaml, always the same ones."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

Stretch = tuple[str, str]
Composed = list[list[Stretch]]
_SLOT = re.compile(r"\{(\w+)\}")


class Composer:
    """Fills the slots of lines and sets them in the order of a page."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._lines = yaml.safe_load((Path(__file__).parent / "lines.yaml").read_text(encoding="utf-8"))
        self._names = self._lines.pop("names")
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
        for _ in range(self._random.randint(2, 9)):
            rows.append((self._paragraph(), "article"))
            if chance() < 0.22:
                rows += self._some("furniture_middle", 1, 3 if chance() < 0.3 else 1)
            if chance() < 0.12:
                rows += self._picture()
            if chance() < 0.07:
                rows.append((self._fill("subhead"), "article"))
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
        for text, label in rows:
            behind = bool(lines) and {lines[-1][-1][1], label} in (
                {"caption", "credit"},
                {"article", "credit"},
            )
            prompt = bool(lines) and label == "furniture" and lines[-1][-1][1] == "article"
            if (behind and self._random.random() < 0.45) or (prompt and self._random.random() < 0.12):
                lines[-1][-1] = (f"{lines[-1][-1][0]} ", lines[-1][-1][1])
                lines[-1].append((text, label))
            else:
                lines.append([(text, label)])
        return lines

    def _some(self, kind: str, least: int, most: int) -> list[tuple[str, str]]:
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
        line = _SLOT.sub(self._value, self._random.choice(self._lines[kind]))
        return line[0].upper() + line[1:] if line[0].isalpha() and kind not in ("credit",) else line

    def _value(self, slot: re.Match[str]) -> str:
        name = slot.group(1)
        if name in self._lines:
            return self._fill(name)
        return str(self._random.choice(self._cast[name]))


def compose_reports(count: int) -> Iterator[Composed]:
    """Yield lines and labels of so many reports."""
    composer = Composer()
    for _ in range(count):
        yield composer.report()
