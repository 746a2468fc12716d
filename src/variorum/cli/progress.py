"""A line on stderr that says how far a long run is; silent where stderr is no terminal."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.adding import Progress


@contextlib.contextmanager
def show_progress(word: str) -> Iterator["Callable[[Progress], None]"]:
    """Yield a function to call after each input; it draws counts done and rejected, and the time taken."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), BarColumn(20), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"{word} ...", total=None)
        begun: list[tuple[float, Progress]] = []

        def tick(progress: "Progress") -> None:
            # From the first input on: what comes before it, the loading of the models, comes once.
            if not begun:
                begun.append((time.monotonic(), progress))
            words = (
                f"{progress.name or word}: {describe(progress, time.monotonic() - begun[0][0], begun[0][1])}"
            )
            whole = None if progress.share is None else 1.0
            bar.update(task, description=words, total=whole, completed=progress.share or 0.0)

        yield tick


def describe(progress: "Progress", seconds: float, first: "Progress | None" = None) -> str:
    """Say how far a run is, how fast it goes and, where the whole is known, how much is left.

    `seconds` are those since the run was where `first` says.

    >>> from variorum.adding import Progress
    >>> describe(Progress(30, 1, "", 0.25), 10.0)
    '30 done, 1 rejected, about 93 left, 3.1 a second, 0:30 to go'
    >>> describe(Progress(6, 0, "", 1.0), 2.0, Progress(1, 0, "", 0.2))
    '6 done, 0 rejected, about 0 left, 2.5 a second, 0:00 to go'
    >>> describe(Progress(1, 0, "", 0.5), 0.0), describe(Progress(123, 1, "linking"), 40.0)
    ('1 done, 0 rejected', '123 done, 1 rejected')
    """
    told = f"{progress.done} done, {progress.rejected} rejected"
    seen = progress.done + progress.rejected
    since = seen - (first.done + first.rejected if first else 0)
    if seconds <= 0 or since <= 0 or progress.name:
        return told
    speed = f"{since / seconds:.1f} a second"
    gained = (progress.share or 0.0) - ((first.share or 0.0) if first else 0.0)
    if not progress.share or gained <= 0:
        return f"{told}, {speed}"
    left = round(seconds * (1 - progress.share) / gained)
    more = round(seen / progress.share) - seen
    return f"{told}, about {more:,} left, {speed}, {left // 60}:{left % 60:02} to go"
