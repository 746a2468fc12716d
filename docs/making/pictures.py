"""The pictures of the documentation, by the package's own drawing.

python -m docs.making.pictures        write docs/pictures/*.svg
"""

from pathlib import Path

from variorum import demo, why
from variorum.functions import lineage
from variorum.pictures import draw_lineage, draw_toll, toll_of
from variorum.pictures.drawing import element, picture, words_at

FOLDER = Path(__file__).parents[1] / "pictures"
_RING = {"fill": "none", "stroke": "currentColor", "stroke_width": 1.5}
_LINE = {"stroke": "currentColor", "stroke_opacity": 0.55, "fill": "none"}


def write_pictures() -> dict[str, str]:
    """Return every picture by its file name."""
    record = demo()
    main = max(record.events, key=lambda event: len(event.claims))
    (killed,) = why(record, main.id, "killed")
    claims = {claim.id: claim.line for claim in record.claims}
    reports = {report.id: report.line for report in record.reports}
    marks = toll_of(killed.line, claims, record.voice_lines, reports)
    story = record.reports[0].line.story
    return {
        "toll.svg": draw_toll(marks, title="Killed in the demo's explosion, as it was reported", alone=True),
        "lineage.svg": draw_lineage(lineage(record, story), title="The demo's reports", alone=True),
        "counts.svg": draw_counts(),
        "chain.svg": draw_chain(),
        "stages.svg": draw_stages(),
    }


def draw_counts() -> str:
    """Draw the three counts for three cases: one wire printed by many, two on one word, two on two."""
    two = [(1, "agency A"), (1, "agency B")]
    cases = (
        ("Eight sites print one wire", [(8, "wire")], "8 reports, 1 origin, 1 source: repeated"),
        ("Two agencies quote one official", two, "2 reports, 2 origins, 1 source: repeated"),
        ("Two agencies, each with its own witness", two, "2 reports, 2 origins, 2 sources: corroborated"),
    )  # fmt: skip
    sources = (("the mayor",), ("the official",), ("the mayor", "a nurse"))
    parts, top = _columns(("reports", "origins", "terminal sources")), 34.0
    for (title, origins, verdict), named in zip(cases, sources, strict=True):
        parts.append(words_at(14, top + 14, title, font_weight=600))
        height = 62.0
        middle = top + 24 + height / 2
        for n, (copies, origin) in enumerate(origins):
            y = middle + (n - (len(origins) - 1) / 2) * 30
            for i in range(copies):
                x = 40.0 + (i % 4) * 26
                row = y + (i // 4 - (copies - 1) // 4 / 2) * 18
                parts.append(element("rect", x=x, y=row - 6, width=18, height=12, rx=2, **_RING))
            edge = 40.0 + min(copies, 4) * 26
            parts.append(element("path", d=f"M{edge:.0f} {y:.0f}H300", **_LINE))
            parts.append(element("circle", cx=308.0, cy=y, r=6.0))
            parts.append(words_at(320, y + 4.5, origin))
            source = middle + ((n if len(named) > 1 else 0) - (len(named) - 1) / 2) * 30
            parts.append(element("path", d=f"M410 {y:.0f}L556 {source:.0f}", **_LINE))
        for n, name in enumerate(named):
            y = middle + (n - (len(named) - 1) / 2) * 30
            parts.append(element("circle", cx=566.0, cy=y, r=7.0, class_="v-corroborated"))
            parts.append(words_at(580, y + 4.5, name))
        parts.append(words_at(14, top + height + 36, verdict, class_="v-faint"))
        top += height + 54
    about = "; ".join(f"{title}: {verdict}" for title, _, verdict in cases)
    return picture(parts, (720, top), "Three counts, never one", about=about, alone=True)


def _columns(names: tuple[str, ...]) -> list[str]:
    return [words_at(x, 16, name, class_="v-faint") for x, name in zip((40, 300, 556), names, strict=True)]


def draw_chain() -> str:
    """Draw a sentence whose words go through two hands, and the chain that the record keeps of it."""
    sentence = "The ministry said, citing the operator, that two workers were missing."
    parts = [words_at(14, 24, sentence, font_size=15)]
    links = (
        ("Harbour Post", "prints it"),
        ("the ministry", "said"),
        ("the operator", "citing"),
        ("2 missing", "the value"),
    )
    x = 14.0
    for n, (name, how) in enumerate(links):
        width = 26 + len(name) * 7.6
        ring = {**_RING, "stroke_dasharray": "4 3"} if n == 0 else _RING
        parts.append(element("rect", x=x, y=48, width=width, height=30, rx=5, **ring))
        parts.append(words_at(x + 12, 67.5, name))
        parts.append(words_at(x + 4, 95, how, class_="v-faint", font_size=12))
        if n:
            parts.append(element("path", d=f"M{x - 30:.0f} 63H{x - 6:.0f}m-6 -4l6 4l-6 4", **_LINE))
        x += width + 36
    parts.append(
        words_at(14, 124, "chain: ministry > operator; the operator is the terminal source", class_="v-faint")
    )
    title = "Who says it: a chain of two voices"
    return picture(
        parts, (max(x, 560), 136), title, about=f"{sentence} The outlet is in no chain.", alone=True
    )


def draw_stages() -> str:
    """Draw the way of a report through the five stages."""
    parts, x = [], 14.0
    stages = ("ingest", "clean", "analyse", "link", "reconcile")
    between = ("bytes", "report", "text", "mentions", "claims", "entries")
    for n, stage in enumerate(stages):
        parts.append(words_at(x, 40, between[n], class_="v-faint", font_size=12))
        parts.append(element("path", d=f"M{x:.0f} 50H{x + 56:.0f}m-6 -4l6 4l-6 4", **_LINE))
        x += 62
        width = 24 + len(stage) * 7.6
        parts.append(element("rect", x=x, y=34, width=width, height=32, rx=5, **_RING))
        parts.append(words_at(x + 12, 54.5, stage))
        x += width + 8
    parts.append(words_at(x, 40, between[-1], class_="v-faint", font_size=12))
    parts.append(element("path", d=f"M{x:.0f} 50H{x + 50:.0f}m-6 -4l6 4l-6 4", **_LINE))
    about = "bytes, ingest, report, clean, text, analyse, mentions, link, claims, reconcile, entries"
    return picture(parts, (x + 64, 84), "The way of a report", about=about, alone=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, drawn in write_pictures().items():
        (FOLDER / name).write_text(drawn + "\n", encoding="utf-8")
