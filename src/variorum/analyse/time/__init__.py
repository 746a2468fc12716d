"""Time expressions of a report and the days they mean; the time that words give to an event.

Everything is reckoned from the report's own words and date. Where neither gives a day, there is none.
"""

from variorum.analyse.time.event_time import place_in_time
from variorum.analyse.time.find import find_timexes

__all__ = ["find_timexes", "place_in_time"]
