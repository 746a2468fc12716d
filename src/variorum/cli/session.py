"""What every verb of one run shares: the record in use and the settings in force."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from variorum.asked import find_record, read_day
from variorum.configure import list_settings, load_settings
from variorum.errors import UsageError
from variorum.settings import Settings

if TYPE_CHECKING:
    from variorum.opened import OpenRecord


class Session:
    """The global options of one run of the command line."""

    def __init__(self, flags: Mapping[str, Any]) -> None:
        self.flags = flags

    @property
    def address(self) -> str:
        """The record to work on."""
        return str(next(o.value for o in list_settings(self.flags) if o.name == "record"))

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return load_settings(self.flags)

    def existing(self) -> str:
        """Return the record's address; raises `StoreError` (E401) where there is no such file."""
        return find_record(self.address)

    def open(self, as_of: str | None = None, by: str = "publication") -> "OpenRecord":
        """Open the existing record, as of a day or now; `by` is `publication` or `receipt`."""
        from variorum.opened import OpenRecord
        from variorum.store import Archive

        if by == "receipt":
            return OpenRecord(Archive(self.existing()), self.settings, as_of=read_day(as_of), by="receipt")
        if by != "publication":
            raise UsageError("E001", f"--by {by!r} is not known", do="say publication or receipt")
        return OpenRecord(Archive(self.existing()), self.settings, as_of=read_day(as_of))
