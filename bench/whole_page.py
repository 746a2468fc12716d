"""The page that says how well the whole reads: docs/quality.md."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lines import TODAY
from whole import CAUSES

PAGE = """# The whole, read as a careful reader would

Parts that each meet their figures can still make a record that reads badly. So the whole way, from the text
of the reports to the entries, is held to three things: stories with the record that a careful reader would
make, real reports that readers judge claim by claim, and the records of real stories of several reports.
This page is written by `python bench/whole.py tests/gold/stories --page docs/quality.md`.

## Stories

178 stories of many kinds (disaster, attack, protest, court, strike, outbreak, election, release,
accident, anniversary, exchange, siege, kidnapping, expulsion and others), written apart from the code
(`tests/gold/stories/README.md` says how). `seen`, `more` and `third` may be read while mending, and so may
the halves of `fourth` to `seventh` with odd numbers; `unseen` is scored and never read. An entry is
right where its preferred value, its status and its terminal sources are. The target on the unseen half is
0.80. It is not reached: what is wrong, by cause, stands below.

| stories | {names} | date |
|---|{rules}---|
{figures}

Each wrong entry is counted once, by the first of these that holds.

| cause | {halves} |
|---|{columns}
{causes}

Before mending, the 79 wrong entries of the odd stories of `third` were read one by one for the stage that
went wrong first: happenings that were split, joined or not told 42 (a drone strike taken for a walkout, a
verdict joined to the killings it was about, a vigil to the attack it recalled, a death in hospital apart
from its quake), terminal sources 17 (kin named after the victim, "a minister" and his name as two voices, a
headline's label), fillings missed 16 (ages, "three of the dead were children", whoever is blamed, bare
numbers), statuses that followed from a reading missed or too many 4. Days and places given in passing were
wrong in 20 entries of all folders: they no longer stand against sentences that tell the event.

## Forty real reports

Ten reports each of the incident reports, MUC-4, ECB+ and PolNeAR, training splits (`bench/reading.py`).
A reader decides for every claim whether it is right (value, event, participant, polarity, modality, and
who says so), and lists what a reader would list. Asked: 0.85 right, 0.70 found. In the sixth reading three
pages that changed after it (19_10ecb, 0199 and 0903) were judged again by the same two; before, 0.869 and
0.847 of the claims were right and as many facts found. In the seventh both are reached by both readers.

In the eighth and ninth reading the claims right are reached by both readers, the facts found by one of them
in the eighth (0.707) and by neither in the ninth. In the tenth both are reached by both readers.

What a report met for the first time gives is another thing. Readers judged 160 others that nobody had mended
to (`--skip 160` to `280`): 0.739 right, 0.585 found. What they named was mended by its kinds, and 60 that
nobody had looked at (`--skip 300`, `310`; of PolNeAR ten were left) were judged then: 0.793 of the claims
right by both readers, 0.651 and 0.638 found. Most of what is wrong there are happenings told as one and
remarks under a happening that they are not about; most of what is missing are whole secondary happenings,
remarks and details. Forty read one round before (`--skip 120`) had given 0.644 and 0.604.
Forty of the round after (`--skip 330`, `340`; incidents and MUC-4 alone have so many) gave 0.802 and 0.820
right, 0.753 and 0.674 found; forty of the round after that (`--skip 350`, `360`) 0.813 and 0.830 right, 0.751
and 0.730 found, forty of the next (`--skip 370`, `380`) 0.876 and 0.826 right, 0.743 and 0.696 found, and
forty of the last (`--skip 410`, `420`; one reader) 0.805 and 0.782 right, 0.730 and 0.725 found: of their 204
wrong claims 70 are of happenings told as one, most of them in MUC-4 reports that tell several.

| reading | {reading_names} |
|---|{reading_rules}
{readings}

{notes}

## Real stories of several reports

A report read well alone may still gather badly with others. So the records of 24 real stories (fourteen
incidents with three to five reports, ten topics of ECB+ with six; `bench/gathered.py`) are judged too: every
reading of every cell of what the reports are about; cells whose status or preferred value is wrong; readings
that are one and the same; happenings joined or parted wrongly; what the main event lacks.

| stories read | {gathered_names} |
|---|{gathered_rules}
{gathered}

{gathered_notes}

## The same reports, spoilt

Claims that a spoilt report gives and the whole one does not have (by slot and value). The record shrinks
where days are taken away and where a report is cut; a text in capitals or in lower case is read less well,
and gives some names and places that the whole does not.

| spoilt | {spoilt_names} |
|---|{spoilt_rules}
{spoilt}
"""


def write_page(page: Path, scored: Mapping[str, tuple[dict[str, Any], list[Any], list[Any]]]) -> None:
    """Write the figures of the stories, and of the last readings kept, as a page of the docs."""
    names = list(next(iter(scored.values()))[0])
    wrong = {half: Counter(a.cause for _, a in answers) for half, (_, answers, _) in scored.items()}
    kept, gathered = _results("reading"), _results("gathered")
    read = [row for row in kept if row["command"].endswith("tally")]
    spoilt = [row for row in kept if "spoil" in row["command"]]
    page.write_text(
        PAGE.format(
            names=" | ".join(names),
            rules="---|" * len(names),
            figures="\n".join(_line(half, figures, names, TODAY) for half, (figures, _, _) in scored.items()),
            halves=" | ".join(scored),
            columns="---|" * len(scored),
            causes="\n".join(
                _line(words, {half: wrong[half][cause] for half in scored}, list(scored))
                for cause, words in CAUSES.items()
            ),
            **_table("reading", [row for row in read if "right" in row["figures"]]),
            notes="\n\n".join(_note(row) for row in read),
            **_table("gathered", gathered),
            gathered_notes="\n\n".join(_note(row) for row in gathered),
            **_table("spoilt", spoilt),
        ),
        encoding="utf-8",
    )


def _results(task: str) -> list[dict[str, Any]]:
    path = Path(__file__).parent / "results" / f"{task}.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _line(name: str, figures: Mapping[str, Any], columns: list[str], *more: str) -> str:
    return f"| {' | '.join((name, *(str(figures.get(c, '')) for c in columns), *more))} |"


def _table(name: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    columns = list(rows[0]["figures"]) if rows else []
    lines = "\n".join(_line(row["split"], row["figures"], columns) for row in rows)
    return {
        f"{name}_names": " | ".join(columns),
        f"{name}_rules": "---|" * len(columns),
        "readings" if name == "reading" else name: lines,
    }


def _note(row: dict[str, Any]) -> str:
    agreement = row["figures"].get("agreement")
    words = f"The two agree on {agreement} of the claims." if agreement is not None else row.get("note", "")
    return f"**{row['split']}**: {words}"
