"""A line on stderr that says how far a long run is; silent where stderr is no terminal."""

import contextlib
import sys
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

        def tick(progress: "Progress") -> None:
            bar.update(task, description=f"{word}: {progress.done} done, {progress.rejected} rejected")

        yield tick
