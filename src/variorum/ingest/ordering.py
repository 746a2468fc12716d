"""The dates of a table's column are read alike: where 03/04/2024 stands in one row, the other rows decide."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from variorum.data.dates import Order, is_either, read_stated, shown_order
from variorum.ingest.source import Given, Item
from variorum.model.report import Reject
from variorum.settings import Settings

FIELDS = ("date", "modified")


class Dates:
    """The order of day and month in one table: as the settings say, else as its dates show.

    `rows` gives the dates of the table once more; it is asked for at the first date that needs it.
    """

    def __init__(self, settings: Settings, rows: Callable[[], Iterable[Any]]) -> None:
        self._asked: Order | None = settings.date_order if settings.date_order != "shown" else None
        self._rows = rows
        self._shown: Order | None = None
        self._is_seen = False

    def settle(self, given: Given) -> Given:
        """Return what a row gives, its dates that others of the table decide as ISO dates.

        `date_order` says then which order they showed.
        """
        unclear = {f: v for f in FIELDS if isinstance(v := given.get(f), str) and is_either(v)}
        if not unclear:
            return given
        order = self._asked or self._look()
        if order is None:
            return given
        read: Mapping[str, str] = {f: r for f, v in unclear.items() if (r := read_stated(v, order))}
        return {**given, **read, **({} if self._asked else {"date_order": order})}

    def settle_all(self, items: Iterable[Item]) -> Iterator[Item]:
        """Settle the dates of each document; rejects pass as they are."""
        for item in items:
            yield item if isinstance(item, Reject) else replace(item, given=self.settle(item.given))

    def _look(self) -> Order | None:
        """Return the order that the dates of the table show; None where none shows one, or they differ."""
        if not self._is_seen:
            found = {shown_order(value) for value in self._rows() if isinstance(value, str)} - {None}
            self._shown = found.pop() if len(found) == 1 else None
            self._is_seen = True
        return self._shown
