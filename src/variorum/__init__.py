"""From dated news reports to one attributed record of events: who did what to whom, and who says so.

>>> import variorum
>>> "add" in variorum.__all__
True
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum import scale as scale
    from variorum.connecting import connect as connect
    from variorum.errors import VariorumError as VariorumError
    from variorum.explaining import explain as explain
    from variorum.functions import add as add
    from variorum.functions import check as check
    from variorum.functions import config as config
    from variorum.functions import decide as decide
    from variorum.functions import demo as demo
    from variorum.functions import diff as diff
    from variorum.functions import export as export
    from variorum.functions import forget as forget
    from variorum.functions import search as search
    from variorum.functions import show as show
    from variorum.functions import watch as watch
    from variorum.functions import why as why
    from variorum.gazetteers import gazetteer as gazetteer
    from variorum.opened import OpenRecord as OpenRecord
    from variorum.opened import open_record as open_record
    from variorum.serving import serve as serve
    from variorum.settings import Settings as Settings
    from variorum.tables import read_parquet as read_parquet

__version__ = "0.1.0"

_HOMES = {
    "OpenRecord": "variorum.opened",
    "Settings": "variorum.settings",
    "VariorumError": "variorum.errors",
    "add": "variorum.functions",
    "check": "variorum.functions",
    "config": "variorum.functions",
    "connect": "variorum.connecting",
    "decide": "variorum.functions",
    "demo": "variorum.functions",
    "diff": "variorum.functions",
    "explain": "variorum.explaining",
    "export": "variorum.functions",
    "forget": "variorum.functions",
    "gazetteer": "variorum.gazetteers",
    "open_record": "variorum.opened",
    "read_parquet": "variorum.tables",
    "scale": "variorum.scale",
    "search": "variorum.functions",
    "serve": "variorum.serving",
    "show": "variorum.functions",
    "watch": "variorum.functions",
    "why": "variorum.functions",
}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - names, computed once


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `variorum --help` stays quick."""
    if name in _HOMES:
        from importlib import import_module

        module = import_module(_HOMES[name])
        return module if module.__name__ == f"variorum.{name}" else getattr(module, name)
    raise AttributeError(f"module 'variorum' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
