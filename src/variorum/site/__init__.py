"""The record as a folder of pages that opens without a server: `export --format site`.

No page asks for anything: no script, no font, no address is loaded, and each page forbids it to itself
(`Content-Security-Policy`). Every word of a report is escaped.
"""

from variorum.site.packing import pages_of, write_site

__all__ = ["pages_of", "write_site"]
