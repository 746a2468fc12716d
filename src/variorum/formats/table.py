"""The table of formats: the name of each, what it is for, its media type and who writes it."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from importlib import import_module

import msgspec

from variorum.errors import ExportError
from variorum.formats.codebook import Codebook
from variorum.model.record import Record

Write = Callable[[Record, Codebook | None], Iterator[bytes]]


class Format(msgspec.Struct, frozen=True):
    """One format; `home` names its writer as `module:function`, loaded when it is first used.

    `raw` is the writer without guards against formulas, where there are any. `codebook` says whether it
    takes one, needs one, or has none. What `is_folder` leaves packed, and is unpacked where it is saved.
    """

    name: str
    sentence: str
    media_type: str
    suffix: str
    home: str
    raw: str | None = None
    codebook: str = "none"
    is_folder: bool = False

    @property
    def is_text(self) -> bool:
        """Whether a person may look at it on a terminal."""
        return self.suffix not in ("parquet", "arrows", "zip")

    def write(self, record: Record, codebook: Codebook | None = None) -> Iterator[bytes]:
        """Check the record and return the pieces of the file."""
        return _load(self.home)(record, codebook)

    def write_raw(self, record: Record, codebook: Codebook | None = None) -> Iterator[bytes]:
        """Do as `write` does, without guards against formulas."""
        return _load(self.raw or self.home)(record, codebook)


def _load(home: str) -> Write:
    module, _, function = home.partition(":")
    write: Write = getattr(import_module(f"variorum.{module}"), function)
    return write


_JSONL = "application/x-ndjson"
_LD = "application/ld+json"
_CSV = "text/csv; charset=utf-8"
FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("jsonl", "The whole record as JSON Lines.", _JSONL, "jsonl", "formats.jsonl:write_record"),
        Format("csv", "One row a claim, with its exact words.", _CSV, "csv", "formats.claims:write_claims",
               raw="formats.claims:write_raw_claims"),
        Format("ged", "One row an event in UCDP GED's columns.", _CSV, "csv", "formats.rows:write_ged",
               raw="formats.rows:write_raw_ged", codebook="may"),
        Format("acled", "One row an event in ACLED's columns.", _CSV, "csv", "formats.rows:write_acled",
               raw="formats.rows:write_raw_acled", codebook="may"),
        Format("table", "One row an event in the columns of your codebook.", _CSV, "csv",
               "formats.rows:write_ged", raw="formats.rows:write_raw_ged", codebook="must"),
        Format("geojson", "One feature an event; no geometry where the place is not known.",
               "application/geo+json", "geojson", "formats.geojson:write_geojson"),
        Format("parquet", "The table of claims as Parquet.", "application/vnd.apache.parquet", "parquet",
               "formats.columnar:write_parquet"),
        Format("arrow", "The table of claims as an Arrow stream.", "application/vnd.apache.arrow.stream",
               "arrows", "formats.columnar:write_arrow"),
        Format("jsonld", "SEM events, PROV derivation and Web Annotations, as JSON-LD.", _LD, "jsonld",
               "formats.jsonld:write_jsonld"),
        Format("ftm", "FollowTheMoney entities, one a line: events, people, bodies and articles.",
               "application/json+ftm", "ftm.json", "formats.ftm:write_ftm"),
        Format("statements", "FollowTheMoney statements: one value, its outlet, its words, when it was seen.",
               "application/json+statement", "statements.json", "formats.statements:write_statements"),
        Format("claimreview", "schema.org ClaimReview: each reading with its status, never a rating.", _LD,
               "json", "formats.claimreview:write_claimreview"),
        Format("timelinejs", "Slides for TimelineJS, one a dated event.", "application/json", "json",
               "formats.timelinejs:write_timelinejs"),
        Format("site", "Pages that open without a server: overview, events, stories, reports, voices.",
               "application/zip", "zip", "site:write_site", is_folder=True),
    )
}  # fmt: skip


def find_format(name: str) -> Format:
    """Return the format of a name; raise `ExportError` (E501) where there is none.

    >>> find_format("csv").media_type
    'text/csv; charset=utf-8'
    """
    if name not in FORMATS:
        nearest = get_close_matches(name.casefold(), FORMATS, n=1)
        meant = f"did you mean {nearest[0]}? " if nearest else ""
        raise ExportError("E501", f"no format {name!r}", do=f"{meant}formats: {', '.join(FORMATS)}")
    return FORMATS[name]
