"""The demo's story as pages in a folder, as a reader would have saved them, to try everything on."""

import json
from pathlib import Path

from variorum.data import path_of
from variorum.errors import UsageError
from variorum.markup import Html, join, tag


def write_sample(folder: str | Path) -> list[Path]:
    """Write the six reports of the demo as HTML pages into a new or empty folder; return their paths.

    Raises `UsageError` (E017) where the folder holds anything.
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError("E017", "is not empty", where=str(target), do="name a new folder")
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for line in path_of("demo/reports.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        path = target / f"{report['id']}.html"
        path.write_bytes(_page(report).encode())
        written.append(path)
    return written


def _page(report: dict[str, str]) -> str:
    head = tag(
        "head",
        "\n",
        tag("meta", charset="utf-8"),
        "\n",
        tag("title", report["title"]),
        "\n",
        tag("link", rel="canonical", href=report["url"]),
        "\n",
        tag("meta", property="og:site_name", content=report["outlet"]),
        "\n",
        tag("meta", property="article:published_time", content=report["date"]),
        "\n",
    )
    paragraphs = [(tag("p", words), "\n") for words in report["text"].split("\n\n")]
    body = tag("body", "\n", tag("article", "\n", tag("h1", report["title"]), "\n", paragraphs), "\n")
    return join(Html("<!doctype html>\n"), tag("html", "\n", head, "\n", body, "\n", lang="en"), Html("\n"))
