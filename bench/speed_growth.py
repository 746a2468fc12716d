"""For bench/speed.py: cost and memory a report as a record of short reports grows, and a drawing of both."""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from variorum.alone import analyse_many
from variorum.clean import make_report
from variorum.model.report import Document, Report
from variorum.settings import Settings

SEED = 20261122
POINTS = (1_000, 3_000, 10_000, 30_000, 100_000)
PLACES = ("Lima", "Bogota", "Kampala", "Ankara", "Manila", "Odesa", "Nairobi", "Quito", "Lagos", "Dhaka")
PEOPLE = ("Ilves", "Norrel", "Tarvo", "Oskel", "Brenna", "Maruk", "Selde", "Varga", "Ondra", "Keller")
HAPPENINGS = (
    "{a} people were killed and {b} injured when a bus left the road near {place} on {day}",
    "Gunmen shot {a} farmers outside {place} late on {day}",
    "A flood drove {b} families from their homes in {place} on {day}",
    "Police in {place} arrested {a} people over the fire of {day}",
)
SAYING = (
    "police said",
    "the mayor, {name}, told reporters",
    "according to {name}, a doctor",
    "an official said",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def make_short_reports(count: int) -> Iterator[Document]:
    """Yield made reports of two sentences, some 30 words, no two alike."""
    import json

    dice = random.Random(SEED)  # noqa: S311 - made texts, not secrets
    for number in range(count):
        place, day = dice.choice(PLACES), dice.choice(DAYS)
        told = dice.choice(HAPPENINGS).format(
            a=dice.randrange(2, 30), b=dice.randrange(30, 90), place=place, day=day
        )
        name = f"{dice.choice(PEOPLE)}{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}"
        said = dice.choice(SAYING).format(name=name.title())
        text = f"{told}, {said}. It was the {number}th case that year, {name.title()} added."
        day_told = f"20{10 + number % 15}-{1 + number // 15 % 12:02}-{1 + number // 180 % 28:02}"
        given: dict[str, str | list[str]] = {
            "id": f"g{number}",
            "date": day_told,
            "outlet": f"Paper {number % 40}",
            "text": text,
        }
        yield Document(json.dumps(given).encode(), f"made:{number}", "application/json", given)


def measure_growth(target: Path, most: int) -> dict[str, Any]:
    """Read up to `most` reports, print what each stretch cost, and draw it to `target`."""
    from variorum.analyse.reading import warm_up
    from variorum.store import Archive, Stored

    settings = Settings()
    warm_up(settings)
    points = [point for point in POINTS if point <= most] or [most]
    rows: list[tuple[int, float, float]] = []
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "growth.db") as archive:
        documents = make_short_reports(points[-1])
        done = 0
        for point in points:
            start = time.process_time()
            while done < point:
                batch = [next(documents) for _ in range(min(50, point - done))]
                reports: list[Report] = [make_report(d, "2026-01-01", settings) for d in batch]
                items = [
                    Stored(d, r, outcome.analysis)
                    for d, r, outcome in zip(batch, reports, analyse_many(reports, settings), strict=True)
                    if outcome.analysis is not None
                ]
                archive.put_reports(items, "bench")
                done += len(batch)
            spent = time.process_time() - start
            before = rows[-1][0] if rows else 0
            memory = resident()
            rows.append((point, 1000 * spent / (point - before), memory))
            print(f"{point:7,} reports: {rows[-1][1]:6.1f} ms each, {memory:5.0f} MB", flush=True)
    target.write_text(draw(rows), encoding="utf-8")
    print(
        f"cost at {rows[-1][0]:,} / cost at {rows[0][0]:,}: {rows[-1][1] / rows[0][1]:.2f}; drawn to {target}"
    )
    figures: dict[str, Any] = {f"{point:,} reports, ms each": round(cost, 1) for point, cost, _ in rows}
    figures |= {f"{point:,} reports, MB": round(memory) for point, _, memory in rows}
    return {**figures, "last / first": round(rows[-1][1] / rows[0][1], 2)}


def resident() -> float:
    """Return the memory held now in MB, where the system tells it; else the most held so far."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def draw(rows: list[tuple[int, float, float]]) -> str:
    """Return a drawing of cost and memory over the number of reports, as SVG."""
    width, height, edge = 640, 320, 50
    cost, memory = max(row[1] for row in rows) * 1.2, max(row[2] for row in rows) * 1.2

    def line(place: int, top: float, colour: str) -> str:
        spots = [
            (
                edge + (width - 2 * edge) * n / max(1, len(rows) - 1),
                height - edge - (height - 2 * edge) * row[place] / top,
            )
            for n, row in enumerate(rows)
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        unit = "ms" if place == 1 else "MB"
        words = "".join(
            f'<text x="{x:.1f}" y="{y - 8:.1f}" fill="{colour}">{row[place]:.0f} {unit}</text>'
            for (x, y), row in zip(spots, rows, strict=True)
        )
        return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{words}'

    step = (width - 2 * edge) / max(1, len(rows) - 1)
    marks = "".join(
        f'<text x="{edge + step * n:.1f}" y="{height - edge + 18}">{row[0]:,}</text>'
        for n, row in enumerate(rows)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
        f'font-size="11"><title>Milliseconds and memory a report as a record grows</title>'
        f"{line(1, cost, '#1b6ca8')}{line(2, memory, '#a8551b')}{marks}</svg>\n"
    )
