"""From dated news reports to one attributed record of events."""

__version__ = "0.1.0"
