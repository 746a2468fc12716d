"""What an expression is reckoned from: the report's day, the narrative's last date, the tense."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from variorum.analyse.page import Page
from variorum.analyse.time.calendar import bounds_of, grain_of, value_at
from variorum.analyse.time.cues import cues
from variorum.analyse.time.tense import Tense, tense_at
from variorum.model.span import Span

NO_DAY = "the report has no date to reckon from"
NO_NARRATIVE = "no date stands before it to reckon from"
_LONG_WORD = 20  # characters
MONTHS_ROUND = 9  # so many months back, a narrative has gone on into the next year
_NEAR = 400  # characters; about two short paragraphs of a report


@dataclass(frozen=True, slots=True)
class Reading:
    """What a maker gives: type and value, and why there is no value or interval where there is none.

    `bounds` overrides the days that follow from the value; `anchor` is the value reckoned from.
    """

    type: str
    value: str | None
    mod: str | None = None
    reason: str | None = None
    anchor: str | None = None
    bounds: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A date that the text has named: its value, first day, where, and whether the words gave its year."""

    value: str
    day: date
    offset: int
    paragraph: int
    has_year: bool


@dataclass(slots=True)
class Context:
    """The state of reading one report from its first word to its last."""

    page: Page
    report: date | None
    is_history: bool = False
    names_own_day: bool = False  # the report's own weekday stands in it: "on Thursday", told on Thursday
    day_order: str | None = None
    named: list[Named] = field(default_factory=list)
    named_end: int = -1  # where the date named last ends
    span: Span = field(default_factory=lambda: Span(0, 0))
    beside: date | None = None
    last_clock: datetime | None = None
    night: date | None = None  # the day whose evening or night was named last
    long_run: int = -1  # where a run of more than three months was read last: "the first nine months"

    def tense(self) -> Tense | None:
        """Return the tense of the verb at the expression being read; a deadline lies ahead unless past.

        A day that owns a noun is no deadline: "driven out by Sunday's flood".
        """
        tense = tense_at(self.page, self.span)
        is_ahead = tense != "past" and not self.owns() and self.is_after(cues("tense", "deadline"))
        return "future" if is_ahead else tense

    def is_after(self, words: Collection[str]) -> bool:
        """Say whether the word before the expression being read is one of `words`."""
        before = self.page.text[max(0, self.span.start - _LONG_WORD) : self.span.start].split()
        return bool(before) and before[-1].lower() in words

    def is_before(self, words: Collection[str]) -> bool:
        """Say whether the word after the expression being read is one of `words`."""
        after = self.page.text[self.span.end : self.span.end + _LONG_WORD].split()
        return bool(after) and after[0].lower().rstrip(".,;") in words

    def is_open_end(self) -> bool:
        """Say whether the expression is where something lasts to, of no tense of its own: "through January".

        The end of a stretch that is told of has the verb's: "for the year through March 31".
        """
        if not self.is_after(cues("tense", "until")):
            return False
        before = self.page.text[max(0, self.span.start - 2 * _LONG_WORD) : self.span.start].split()
        return len(before) < 2 or before[-2].lower() not in cues("tense", "stretches")

    def range_start(self) -> date | None:
        """Return the day that a range ending in the expression begins with: "Monday through Friday"."""
        named = self.last_named()
        if named is None or len(named.value) != 10 or not self.is_after(cues("tense", "range")):
            return None
        is_week = self.report is not None and abs((self.report - named.day).days) <= 7
        return named.day if is_week and self.span.start - named.offset <= _LONG_WORD else None

    def paragraph(self) -> int:
        """Return where the paragraph of the expression being read begins."""
        return self.page.paragraph_at(self.span.start).start

    def remember(self, value: str, has_year: bool) -> None:
        """Make a date the narrative's latest."""
        bounds = bounds_of(value)
        if bounds is not None:
            day = date.fromisoformat(bounds[0][:10])
            self.named.append(Named(value, day, self.span.start, self.paragraph(), has_year))
            self.named_end = self.span.end

    def owns(self) -> bool:
        """Say whether the expression being read is a possessor ("Sunday's derailment")."""
        return self.page.text[self.span.end : self.span.end + 2] in ("'s", "’s")

    def day_touched(self) -> date | None:
        """Return the day named directly before the expression being read: "Memorial Day weekend"."""
        named = self.last_named()
        is_day = named is not None and len(named.value) >= 10 and self.span.start - self.named_end == 1
        return named.day if named is not None and is_day else None

    def last_named(self) -> Named | None:
        """Return the date named last before the expression being read."""
        return self.named[-1] if self.named else None

    def last_day(self) -> Named | None:
        """Return the last named date that is a single day."""
        return next((n for n in reversed(self.named[-20:]) if n.value[:10] == n.day.isoformat()), None)

    def last_quarter(self) -> str | None:
        """Return the quarter that a report compares others with: the latest named lately that is over.

        One still running stands in where no other has been named.
        """
        quarters = [n.value for n in self.named[-8:] if n.value[4:6] == "-Q"]
        running = value_at(self.report, "Q") if self.report is not None else "9999"
        return max((q for q in quarters if q < running), default=max(quarters, default=None))

    def period_compared(self) -> str | None:
        """Return the period whose figures a report compares with those of "a year earlier".

        It is the year for a run of months named in the same sentence ("the first nine months"), else the
        quarter reported, else a month named in the same sentence.
        """
        begins = self.page.sentence_at(self.span.start).start
        if self.report is not None and self.long_run >= begins:
            return f"{self.report.year:04d}"
        named = self.last_named()
        is_month = named is not None and named.offset >= begins and grain_of(named.value) == "Mo"
        return self.last_quarter() or (named.value if named is not None and is_month else None)

    def is_near(self, named: Named) -> bool:
        """Say whether a date was named in the same paragraph, or close enough before to be its time."""
        return named.paragraph == self.paragraph() or self.span.start - named.offset <= _NEAR

    def narrative_year(self, month: int = 12) -> int | None:
        """Return the year that the narrative stands in, where it is not the report's own.

        A report on the past stands in the year named last; in any other, a month named with its year holds
        for its paragraph, as long as `month` is no step back from it.
        """
        if self.is_history:
            known = [n for n in reversed(self.named[-20:]) if n.has_year]
            return known[0].day.year if known else None
        here = self.paragraph()
        for named in reversed(self.named[-20:]):
            if named.paragraph != here:
                return None
            if named.has_year and len(named.value) >= 7:
                is_back = 0 < named.day.month - month < MONTHS_ROUND
                return None if is_back else named.day.year
        return None
