"""What find_events takes from the other readers of a page, and what it gives back."""

import msgspec

from variorum.analyse.attribution import Attributions
from variorum.model.analysis import LocalEvent, LocalParticipant, Quantity, Timex, Toponym, Unreadable


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What the readers of time, number, place and attribution found on one page."""

    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    attributions: Attributions


class Happenings(msgspec.Struct, frozen=True, kw_only=True):
    """The happenings that one report tells; `main_event` indexes `events`, as `of` indexes `participants`."""

    events: tuple[LocalEvent, ...] = ()
    participants: tuple[LocalParticipant, ...] = ()
    main_event: int | None = None
    unreadable: tuple[Unreadable, ...] = ()
