"""The overview's list: rows of events with their cells, and the pictures beside it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec
import numpy as np
from markupsafe import Markup

from variorum.api.catalogue import STATUSES, Catalogue
from variorum.api.choosing import Chosen, count_days
from variorum.api.lines import find_lines
from variorum.api.served import ServedRecord
from variorum.model.record import Claim, Entry, Participant, Record, ReportLine, Voice
from variorum.pictures import Happening, Spot, draw_map, draw_timeline, fit
from variorum.pictures.choosing import status_of
from variorum.pictures.timeline import draw_counts
from variorum.pipeline import make_header
from variorum.reconcile import go_back, scene_of
from variorum.wording import brief_entry

SLOTS = ("time", "place", "killed", "injured")
# So many events are drawn one by one; more are counted.
_MOST_NAMED = 40
_MOST_SPOTS = 250
# Reports whose claims are read again to take a page of events back to a day.
_MOST_TAKEN_BACK = 80


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the list."""

    id: str
    type: str
    label: str
    status: str
    reports: int
    cells: tuple[str, ...]
    is_cut: bool = False


def rows_of(served: ServedRecord, catalogue: Catalogue, chosen: Chosen, as_of: str | None) -> list[Row]:
    """Return the rows of one page, each with its main cells as of the day."""
    ids = [catalogue.events[n].id for n in chosen.page]
    entries = find_lines(served.archive.engine, Entry, "event", ids)
    reports = {catalogue.events[n].id: int(catalogue.reports[n]) for n in chosen.page}
    cut: set[str] = set()
    if as_of is not None:
        cut = _too_large(reports)
        kept = [e for e in entries if e.event not in cut]
        entries, told = _take_back(served, kept, [i for i in ids if i not in cut], as_of)
        reports = {**dict.fromkeys(ids, 0), **told}
    cells = {(e.event, e.slot): e for e in entries if e.of is None}
    own = {id_: [e for e in entries if e.event == id_ and e.of is None] for id_ in ids}
    return [
        Row(
            id=event.id,
            type=event.type,
            label=event.label,
            status=status_of(own[event.id]),
            reports=reports[event.id],
            is_cut=event.id in cut,
            cells=tuple(brief_entry(e) if (e := cells.get((event.id, s))) else "" for s in SLOTS),
        )
        for event in (catalogue.events[n] for n in chosen.page)
    ]


def _too_large(reports: Mapping[str, int]) -> set[str]:
    """Return the events of a page that are not taken back in a list: the largest, beyond a budget."""
    spent, cut = 0, set()
    for event in sorted(reports, key=lambda e: (reports[e], e)):
        spent += reports[event]
        if spent > _MOST_TAKEN_BACK:
            cut.add(event)
    return cut


def _take_back(
    served: ServedRecord, entries: Sequence[Entry], ids: Sequence[str], day: str
) -> tuple[list[Entry], dict[str, int]]:
    """Take the cells of a page's events back to a day; their number of reports too."""
    engine = served.archive.engine
    claims = find_lines(engine, Claim, "event", ids)
    record = Record(
        header=make_header(served.settings, day),
        reports=tuple(find_lines(engine, ReportLine, "key", {c.report for c in claims})),
        voices=tuple(find_lines(engine, Voice, "key", {x.voice for c in claims for x in c.chain})),
        participants=tuple(find_lines(engine, Participant, "event", ids)),
        claims=tuple(claims),
    )
    past = go_back(entries, (claims, scene_of(record)), day, policy=served.settings.policy)
    told: dict[str, set[str]] = {}
    for claim in claims:
        if claim.published and claim.published[:10] <= day:
            told.setdefault(claim.event, set()).add(claim.report)
    return list(past), {event: len(reports) for event, reports in told.items()}


def draw_in_time(catalogue: Catalogue, chosen: Chosen) -> Markup | None:
    """Draw the chosen events in time; None where none has a day."""
    dated = [int(n) for n in chosen.every if catalogue.starts[n] > 0] if len(chosen.every) <= 4000 else None
    if dated is not None and len(dated) <= _MOST_NAMED:
        missing = len(chosen.every) - len(dated)
        if not dated:
            return None
        happenings = [_happening(catalogue, n) for n in dated]
        happenings += [Happening(label="", start=None)] * missing
        return _both(lambda width: draw_timeline(happenings, width=width))
    counts, missing, far = count_days(catalogue, chosen.every)
    return _both(lambda width: draw_counts(counts, missing, far, width=width)) if counts else None


def _happening(catalogue: Catalogue, n: int) -> Happening:
    return Happening(
        label=catalogue.events[n].label,
        start=date.fromordinal(int(catalogue.starts[n])).isoformat(),
        end=date.fromordinal(int(catalogue.ends[n])).isoformat(),
        status=STATUSES[catalogue.statuses[n]],
        href=f"/events/{catalogue.events[n].id}",
    )


def draw_in_space(catalogue: Catalogue, chosen: Chosen) -> Markup | None:
    """Draw the chosen events on the map, those of one place together; None where none has a place."""
    every = chosen.every
    placed = every[~np.isnan(catalogue.lats[every])]
    if not len(placed):
        return None
    places = np.stack([catalogue.lats[placed], catalogue.lons[placed]], axis=1).round(1)
    _, first, counts = np.unique(places, axis=0, return_index=True, return_counts=True)
    most = np.argsort(-counts, kind="stable")[:_MOST_SPOTS]
    spots = []
    for k in most:
        n = int(placed[first[k]])
        spots.append(
            Spot(
                label=catalogue.events[n].label,
                lat=float(catalogue.lats[n]),
                lon=float(catalogue.lons[n]),
                precision=catalogue.precisions[n],
                status=STATUSES[catalogue.statuses[n]],
                href=f"/events/{catalogue.events[n].id}" if counts[k] == 1 else None,
                many=int(counts[k]),
            )
        )
    missing = len(every) - len(placed)
    return _both(lambda width: draw_map(spots, missing=missing, width=width))


def _both(draw: Callable[[float], str]) -> Markup:
    return Markup(fit(draw))  # noqa: S704 - our own drawing, escaped in it
