"""Reading inputs into a record: what is new is read and kept, then the record is made again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from variorum import __version__, pipeline
from variorum.deciding import apply_decisions
from variorum.errors import DataError
from variorum.formats import gather
from variorum.ingest.locating import place_of
from variorum.model.articles import names_a_page
from variorum.model.record import Record
from variorum.model.report import Document, Input, Reject, Report
from variorum.nearby import FEW, SMALL, link_nearby
from variorum.settings import Settings
from variorum.store import Archive, State, Stored, Undecided
from variorum.store.sealing import add_seals
from variorum.weighing import Weight
from variorum.workers import Pool

By = Literal["publication", "receipt"]

# A batch is durable as a whole: small enough to lose little work, large enough to cost little.
BATCH = 50

# Codes of errors about what is installed or shipped, not about a report.
_DATA = "E3"

# Marks lines that are near those that linking all reports would give.
NEAR = "//near"

# How often the record is made again because another program added reports while it was being made.
TRIES = 3


class Progress(NamedTuple):
    """How far an `add` has come; `name` is what it does after reading, empty as long as it reads."""

    done: int
    rejected: int
    name: str = ""
    share: float | None = None  # of the bytes to be read, where that can be known beforehand


class Added(NamedTuple):
    """What one `add` did: ids of new reports, how many were there already, what was rejected."""

    new: tuple[str, ...]
    unchanged: int
    rejects: tuple[Reject, ...]
    flagged: tuple[tuple[str, str], ...]

    @property
    def saw_nothing_usable(self) -> bool:
        """Whether no input at all became a report, now or before."""
        return not self.new and not self.unchanged


def made_by(settings: Settings) -> str:
    """Name the version and those settings that an analysis depends on.

    >>> made_by(Settings(policy="ucdp")) == made_by(Settings())
    True
    """
    plain = Settings()
    beside = {name: getattr(plain, name) for name in _BESIDE_ANALYSIS}
    return f"{__version__}/{msgspec.structs.replace(settings, **beside).digest}"


# Settings that change what is read, fetched or shown, but nothing in the reading of one report.
_BESIDE_ANALYSIS = (
    *("policy", "longest_report", "largest_input", "columns", "date_order", "allow_hosts", "fetch_pages"),
)


def add_to(
    archive: Archive,
    inputs: Sequence[Input],
    settings: Settings,
    *,
    format: str | None = None,  # noqa: A002 - the word that the command line uses
    workers: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
) -> Added:
    """Read `inputs` into the record; reports already there are skipped, bad inputs are named.

    Each batch is durable before the next is read, so an interrupted run is resumed by running it again.
    `workers` processes read at a time; the record is the same whatever their number.
    """
    new: list[str] = []
    rejects: list[Reject] = []
    flagged: list[tuple[str, str]] = []
    waiting: list[Stored] = []
    unchanged = 0
    weight = Weight(inputs)
    arrivals = _take_in(archive, pipeline.read(inputs, settings, format=format))
    with Pool(settings, workers) as pool:
        for arrival, outcome in pool.read(arrivals, _Arrival.task):
            if isinstance(arrival, Reject):
                rejects.append(arrival)
            elif outcome is None:
                unchanged += 1
            elif outcome.reject is not None:
                if outcome.reject.code.startswith(_DATA):
                    archive.put_reports(waiting, made_by(settings))  # what was read before it is kept
                    raise _without_data(outcome.reject)
                rejects.append(outcome.reject)
            elif outcome.analysis is not None:
                waiting.append(Stored(arrival.document, arrival.report, outcome.analysis, arrival.place))
                new.append(arrival.report.id)
                flagged.extend((arrival.document.where, flag) for flag in arrival.report.flags)
            if len(waiting) >= BATCH:
                archive.put_reports(waiting, made_by(settings))
                waiting.clear()
            if on_progress is not None:
                size = 0 if isinstance(arrival, Reject) else len(arrival.document.data)
                on_progress(Progress(len(new) + unchanged, len(rejects), share=weight.share(size)))
    archive.put_reports(waiting, made_by(settings))
    if on_progress is not None:
        on_progress(Progress(len(new) + unchanged, len(rejects), "linking"))
    refresh(archive, settings, new=new)
    return Added(tuple(new), unchanged, tuple(rejects), tuple(flagged))


def _without_data(reject: Reject) -> DataError:
    """Return the error of a model or gazetteer that is not there: it would reject every report."""
    return DataError(reject.code, reject.reason, do=reject.hint)


class _Arrival(NamedTuple):
    """An input that became a report, and whether the record has it already."""

    document: Document
    report: Report
    is_known: bool
    place: str | None = None

    @staticmethod
    def task(arrival: "_Arrival | Reject") -> tuple[Report, str] | None:
        """Give the report to be read and the words that name it; None where nothing is to be read."""
        if isinstance(arrival, Reject) or arrival.is_known:
            return None
        return arrival.report, arrival.document.where


def _take_in(
    archive: Archive, found: Iterable[tuple[Document, Report] | Reject]
) -> Iterator[_Arrival | Reject]:
    """Tell each input apart from those in the record and from those that came before it in this run."""
    taken = _Taken(archive)
    for item in found:
        if isinstance(item, Reject):
            yield item
            continue
        document, report = item
        report, is_known = taken.name_apart(report)
        if not is_known and (stone := archive.tombstone_of(report.sha256)):
            what = f"it was erased from this record on {stone.day}: {stone.why}"
            yield Reject(document.where, "E150", what, "leave it out")
            continue
        place = None if is_known or report.url else place_of(document)
        if not is_known:
            report = taken.put_after(report, place)
        yield _Arrival(document, report, is_known, place)


class _Taken:
    """The ids that are taken, in the record and by what waits to go into it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._new: dict[str, str] = {}
        self._there: dict[str, Sequence[Report]] = {}

    def hash_of(self, report_id: str) -> str | None:
        """Return the hash of the bytes that have this id, None where it is free."""
        return self._new.get(report_id) or self._archive.hash_of(report_id)

    def put_after(self, report: Report, place: str | None) -> Report:
        """Note that a report is about to take its id; return it with what the record had at its place before.

        What comes in one run has no order: its reports are told apart by what they say alone.
        """
        key = report.url or place
        self._new[report.id] = report.sha256
        if not key:
            return report
        flags, reused = report.flags, report.id.removesuffix(f"@{report.sha256[:12]}")
        if reused != report.id and reused not in self._new and self._archive.is_at(reused, key):
            flags = tuple(flag for flag in flags if flag != "id_reused")  # the same row, with other words
        return msgspec.structs.replace(report, after=self._earlier(report, key), flags=flags)

    def _earlier(self, report: Report, key: str) -> tuple[str, ...]:
        """Return those that the record had at an address or in a file before; each is read once in a run."""
        if report.url and not names_a_page(report.url):
            return ()
        if key not in self._there:
            self._there[key] = [r for r in self._archive.reports_at(key) if r.id not in self._new]
        if not self._there[key]:
            return ()
        from variorum.link import find_earlier  # the readers of many reports are loaded where one is added

        return find_earlier(report, self._there[key])

    def name_apart(self, report: Report) -> tuple[Report, bool]:
        """Return a report and whether the record has it already.

        One whose id is taken by other bytes gets an id of its own, made from both.
        """
        held = self.hash_of(report.id)
        if held in (None, report.sha256):
            return report, held is not None
        flags = tuple(sorted({*report.flags, "id_reused"}))
        report = msgspec.structs.replace(report, id=f"{report.id}@{report.sha256[:12]}", flags=flags)
        return report, self.hash_of(report.id) is not None


def refresh(archive: Archive, settings: Settings, *, new: Sequence[str] = (), exact: bool = False) -> None:
    """Make the record's lines again where they are not those of its reports, decisions, version and settings.

    Where `new` are a few reports that came into a large record since its lines were made, only what they may
    bear on is linked again, and the lines are near the exact ones; with `exact` such lines are not enough.
    Where another program adds reports all the while, it is left to make the lines when it is through.
    """
    for _ in range(TRIES):
        state = archive.state()
        wanted = _made_from(state, settings)
        noted = archive.get_note("made_from") or ""
        if noted == wanted or (noted == wanted + NEAR and not exact):
            return
        if new and not exact and _link_nearby(archive, settings, new, state):
            return
        near = NEAR if noted.endswith(NEAR) and not exact else ""
        if noted == _made_from(State(state.reports, _decisions_of(noted)), settings) + near:
            machine = gather(pipeline.make_header(settings), archive.lines.read_machine())
        else:
            machine, near = make_machine_record(archive, settings), ""
        decided, before = _decide(archive, machine, settings)
        if archive.put_record(decided, wanted + near, of=state, before=before):
            return


def _link_nearby(archive: Archive, settings: Settings, new: Sequence[str], state: State) -> bool:
    """Link a few new reports with their surroundings; False where all must be linked."""
    if len(new) > FEW or archive.count_reports() <= SMALL:
        return False
    before = State(add_seals(state.reports, archive.seals_of(new), -1), state.decisions)
    if (archive.get_note("made_from") or "").removesuffix(NEAR) != _made_from(before, settings):
        return False
    region = link_nearby(archive, new, settings, made_by(settings))
    return region is not None and archive.put_region(region, _made_from(state, settings) + NEAR, of=state)


def is_current(archive: Archive, settings: Settings, *, exact: bool = False) -> bool:
    """Say whether the lines kept are those of the reports, decisions, version and settings now.

    Lines that are only near those that linking all reports would give will do, unless `exact`.
    """
    noted = archive.get_note("made_from") or ""
    return (noted if exact else noted.removesuffix(NEAR)) == _made_from(archive.state(), settings)


def note_current(archive: Archive, settings: Settings) -> None:
    """Take the lines kept for those of the reports kept: for who has made them in another way."""
    archive.put_note("made_from", _made_from(archive.state(), settings) + NEAR)


def is_of_other_settings(archive: Archive, settings: Settings) -> bool:
    """Say whether the lines kept were made by this version with other settings: they are left as they are."""
    _, _, made = (archive.get_note("made_from") or "").removesuffix(NEAR).rpartition("//")
    return made.startswith(f"{__version__}/") and made != _made_with(settings)


def _made_with(settings: Settings) -> str:
    return f"{made_by(settings)}/{settings.policy}"


def _made_from(state: State, settings: Settings) -> str:
    """Name what lines are made from: the reports, the decisions, then version and settings."""
    return f"{state.reports}/{state.decisions}//{_made_with(settings)}"


def _decisions_of(made_from: str) -> str:
    return made_from.removesuffix(NEAR).rpartition("//")[0].partition("/")[2]


def make_record(
    archive: Archive, settings: Settings, as_of: str | None = None, *, by: By = "publication"
) -> Record:
    """Make the record from the reports kept and what people decided, as of the day `as_of` or now.

    By publication that is what could be known, by receipt what this record had received; either way with
    what people had decided by then. Nothing is written.
    """
    machine = make_machine_record(archive, settings, as_of, by=by, keep=False)
    return _decide(archive, machine, settings, until=as_of)[0]


def make_machine_record(
    archive: Archive,
    settings: Settings,
    as_of: str | None = None,
    *,
    by: By = "publication",
    keep: bool = True,
) -> Record:
    """Make the record from the reports kept alone; analyses made on the way are kept if `keep`."""
    reports = list(archive.reports())
    analyses = archive.analyses(made_by(settings))
    missing = {r.id: pipeline.analyse(r, settings) for r in reports if r.id not in analyses}
    if keep:
        archive.put_analyses(missing, made_by(settings))
    known_on = archive.receipt_days() if by == "receipt" else None
    return pipeline.build_record(reports, {**analyses, **missing}, settings, as_of=as_of, known_on=known_on)


def _decide(
    archive: Archive, machine: Record, settings: Settings, *, until: str | None = None
) -> tuple[Record, Undecided | None]:
    """Apply what people decided, up to the day `until`; also return what the record was before."""
    decisions = [d for d in archive.decisions.read() if until is None or d.at[:10] <= until]
    if not decisions:
        return machine, None
    decided = apply_decisions(machine, decisions, archive.lines.moves_to(machine), settings.policy)
    return decided.record, Undecided(machine, decided.merged)
