"""Read pages with our own extractor and with others, and write what they found.

    python bench/html.py ../shared/data/html/aeb/pages.jsonl out.jsonl
    python ../shared/score/score_html.py ../shared/data/html/aeb/pages.jsonl out.jsonl
    python bench/html.py ../shared/data/html/fundus/pages.jsonl out.jsonl --report --peers trafilatura

`--report` scores beside writing: F1, pages with a line left over (a line of which less than half its runs of
four words stand in the body), words lost, date, outlet and title right, each over all pages and over the half
that was not tuned on (by a hash of the address). Date right: the same day. Outlet right: the same letters
without "the", accents and the ending of the domain, one name within the other, or its abbreviation by the
begin of every word; the gold set's names are those of classes ("VogueDE" is Vogue). Title right: the same
words.
`--keep` records the figures in bench/results/html.json.
"""

import argparse
import gzip
import hashlib
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from lines import Row, keep_result, read_lines, write_lines
from variorum.clean import make_report
from variorum.clean.naming import squash
from variorum.model.report import Document
from variorum.settings import Settings

WORD = re.compile(r"\w+")
NOW = "2026-11-22T05:00:00+00:00"
Reader = Callable[[bytes, str | None], Row]


def read_ours(data: bytes, url: str | None) -> Row:
    given: dict[str, str | list[str]] = {"url": url} if url else {}
    report = make_report(Document(data, "page", "text/html", given), NOW, Settings())
    body = report.text
    if report.title and body.startswith(f"{report.title}\n\n"):
        body = body[len(report.title) + 2 :]
    return {
        "text": body,
        "title": report.title,
        "outlet": report.outlet,
        "date": report.published,
        "authors": list(report.authors),
    }


def read_trafilatura(data: bytes, url: str | None) -> Row:
    import trafilatura

    found = trafilatura.bare_extraction(
        data, url=url, favor_precision=True, include_comments=False, with_metadata=True
    )
    if found is None:
        return {"text": ""}
    return {
        "text": trafilatura.extract(data, favor_precision=True, include_comments=False) or "",
        "title": found.title,
        "outlet": found.sitename,
        "date": found.date,
    }


def read_readability(data: bytes, url: str | None) -> Row:
    import lxml.html
    from readability import Document as Readable

    page = Readable(data.decode("utf-8", "replace"))
    return {"text": lxml.html.fromstring(page.summary()).text_content(), "title": page.short_title()}


def read_newspaper(data: bytes, url: str | None) -> Row:
    import newspaper

    article = newspaper.Article(url or "https://example.org/")
    article.download(input_html=data.decode("utf-8", "replace"))
    article.parse()
    date = article.publish_date
    return {
        "text": article.text,
        "title": article.title,
        "outlet": article.source_url,
        "date": date.isoformat() if date else None,
    }


PEERS: dict[str, Reader] = {
    "trafilatura": read_trafilatura,
    "readability-lxml": read_readability,
    "newspaper4k": read_newspaper,
}


def run(reader: Reader, pages: Iterable[Row], folder: Path) -> tuple[list[Row], float]:
    """Read all pages; returns what was found and the processor seconds that reading took."""
    rows, seconds = [], 0.0
    for page in pages:
        with gzip.open(folder / page["html_path"]) as packed:
            data = packed.read()
        begun = time.process_time()
        try:
            found = reader(data, page.get("url"))
        except Exception as error:  # a peer that fails on a page has found nothing there
            found = {"text": "", "failed": f"{type(error).__name__}: {error}"}
        seconds += time.process_time() - begun
        rows.append({"id": page["id"], **found})
    return rows, seconds


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(len(words) - 3, min(len(words), 1))))


def leftovers(gold: str, found: str) -> list[str]:
    """Return the lines of which most runs of words stand nowhere in the body."""
    known, flat = runs(gold), f" {' '.join(WORD.findall(gold))} "
    out = []
    for line in found.split("\n"):
        words = WORD.findall(line)
        if not words:
            continue
        mine = runs(line)
        held = sum((mine & known).values()) / sum(mine.values())
        if (f" {' '.join(words)} " not in flat) if len(words) < 4 else held < 0.5:
            out.append(line)
    return out


def score(gold: list[Row], found: list[Row]) -> Row:
    """Return the figures over some pages."""
    precisions, recalls, left = [], [], 0
    for page, row in zip(gold, found, strict=True):
        g, p = runs(page["text"]), runs(row.get("text") or "")
        both = sum((g & p).values())
        if p:
            precisions.append(both / sum(p.values()))
        if g:
            recalls.append(both / sum(g.values()))
        left += bool(leftovers(page["text"], row.get("text") or ""))
    precision, recall = statistics.fmean(precisions), statistics.fmean(recalls)
    figures: Row = {
        "pages": len(gold),
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "left_over": round(left / len(gold), 3),
        "lost": round(1 - recall, 4),
    }
    for name, is_right in (("date", same_day), ("outlet", same_outlet), ("title", same_title)):
        if name in gold[0]:
            right = [is_right(str(page[name]), row.get(name)) for page, row in zip(gold, found, strict=True)]
            figures[name] = round(statistics.fmean(right), 3)
    return figures


def same_day(gold: str, found: str | None) -> bool:
    return found is not None and gold[:10] == found[:10]


def same_outlet(gold: str, found: str | None) -> bool:
    """Compare names of outlets, which the gold set gives as names of classes ("NZZ", "ElPais", "NTVTR").

    A class's name has no accents or spaces; "News", "Online" and the country at its end are not asked for.
    """
    bare = re.sub(r"https?://(?:www\.)?|\.(?:co\.\w\w|com|org|net|\w\w)\b.*", "", found or "").translate(
        _SPELLED
    )
    plain, wide = squash(bare), squash(bare.translate(_UMLAUTS))
    gold = _GENERIC.sub("", gold)
    wanted = squash(gold)
    names = {plain, wide} - {""}
    if any(name == wanted or (len(name) > 3 and (name in wanted or wanted in name)) for name in names):
        return True
    words, parts = re.findall(r"\w+", bare), re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+", gold)
    return _abbreviates(wanted, words) or _abbreviates(plain, parts)


_SPELLED = str.maketrans({"ð": "d", "þ": "th", "ı": "i", "ø": "o", "ł": "l"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_GENERIC = re.compile(r"(?<=\w\w)(?:News|Online)$|(?<=\w\w\w)(?:DE|EN|FR|TR|TZ|ES)$")


def _abbreviates(short: str, words: list[str]) -> bool:
    """Say whether a name is made of the begin of every word of another, in order: "VG", "LATimes"."""
    ends = {0}
    for word in (squash(w) for w in words):
        heads = [word[:n] for n in range(1, len(word) + 1)]
        ends = {at + len(head) for at in ends for head in heads if short.startswith(head, at)}
    return len(words) > 1 and len(short) > 1 and len(short) in ends


def same_title(gold: str, found: str | None) -> bool:
    return WORD.findall(gold.casefold()) == WORD.findall((found or "").casefold())


def is_tuned_on(page: Row) -> bool:
    return hashlib.sha256((page.get("url") or page["id"]).encode()).digest()[0] % 2 == 0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "pages", type=Path, help="a pages file; the pages lie beside it as its html_path says"
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--peers", nargs="*", choices=sorted(PEERS), help="also run these, or all of them")
    parser.add_argument("--report", action="store_true", help="print figures")
    parser.add_argument("--keep", action="store_true", help="record the figures")
    args = parser.parse_args()
    pages = list(read_lines(args.pages))
    blind = [{key: page[key] for key in ("id", "url", "html_path") if key in page} for page in pages]
    results = []
    names = PEERS if args.peers == [] else args.peers or ()
    for name, reader in {"variorum": read_ours, **{name: PEERS[name] for name in names}}.items():
        rows, seconds = run(reader, blind, args.pages.parent)
        if name == "variorum":
            write_lines(args.output, rows)
        if not args.report:
            continue
        halves = {"all": range(len(pages)), "check": [n for n, p in enumerate(pages) if not is_tuned_on(p)]}
        for half, chosen in halves.items():
            figures = score([pages[n] for n in chosen], [rows[n] for n in chosen])
            if half == "all":
                figures["pages_a_second"] = round(len(pages) / seconds, 1)
            print(name, half, figures)
            split = f"{args.pages.parent.name} {half}"
            results.append(
                {
                    "command": f"bench/html.py ({name})",
                    "split": split,
                    "machine": "two shared cores",
                    "figures": figures,
                }
            )
    if args.keep:
        keep_result("html", results)


if __name__ == "__main__":
    main()
