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
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"{word} ...")
        begun = time.monotonic()

        def tick(progress: "Progress") -> None:
            bar.update(task, description=f"{word}: {describe(progress, time.monotonic() - begun)}")

        yield tick


def describe(progress: "Progress", seconds: float) -> str:
    """Say how far a run is, how fast it goes and, where the whole is known, how long it will take.

    >>> from variorum.adding import Progress
    >>> describe(Progress(30, 1, "", 0.25), 10.0)
    '30 done, 1 rejected, 3.1 a second, about 0:30 left'
    """
    told = f"{progress.done} done, {progress.rejected} rejected"
    if seconds <= 0:
        return told
    told += f", {(progress.done + progress.rejected) / seconds:.1f} a second"
    if not progress.share:
        return told
    left = round(seconds / progress.share - seconds)
    return f"{told}, about {left // 60}:{left % 60:02} left"
