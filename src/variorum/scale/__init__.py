"""The same stages on a cluster, or on one machine beyond its memory: shards in, the same record out.

Needs the extra: `pip install 'variorum[scale]'`.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # Daft, pyarrow and the stages are loaded when a run begins
    from collections.abc import Sequence
    from pathlib import Path

    from variorum.scale.running import OnStep, Scaled
    from variorum.settings import Settings

__all__ = ["run"]


def run(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    settings: Settings | None = None,
    on_step: OnStep | None = None,
    **options: Any,
) -> Scaled:
    """Read shards of reports (WARC, Parquet, JSON Lines, ...) and write the record of them all to a folder.

    Options: `workers` (processes on this machine), `ray` (address of a cluster), `format`, `storage` (Daft's
    `IOConfig`), `scratch` (folder for shards being read), `grace` (seconds that storage may take to begin).
    `variorum.scale.running` says more.
    """
    from variorum.scale.running import Options
    from variorum.scale.running import run as run_all

    return run_all(inputs, output, settings, Options(**options), on_step)


class _Verb(ModuleType):
    """This room, callable, because each verb is a function by the same name: `variorum.scale(...)`."""

    def __call__(self, *given: Any, **options: Any) -> Scaled:
        return run(*given, **options)


sys.modules[__name__].__class__ = _Verb
