"""The command line: one file a verb, all from the table in `variorum.verbs`."""

import os
import sys
from typing import NoReturn

INTERRUPTED = 130


def program() -> NoReturn:
    """Run the command line as a program of its own, which ends with it.

    Where Daft was at work, the process ends before the interpreter is taken down: Daft's threads may be at
    work yet, and one run in twenty-four died of a segmentation fault after all was done (Daft 0.7.26).
    """
    try:
        main()
    except SystemExit as end:
        if "daft" in sys.modules:
            _leave_at_once(end.code)
        raise
    sys.exit(0)


def main() -> None:
    """Run the command line; every error leaves with its words on stderr and its exit code."""
    # The library that reads options looks through every installed package for plugins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from variorum.worker import rest_collector

    rest_collector()  # starting makes many objects that stay
    from variorum.cli.app import make_app
    from variorum.errors import VariorumError

    try:
        # Its own name, however it was started: "python -m variorum" would be completed as a command "python".
        make_app()(prog_name="variorum")
    except VariorumError as error:
        print(f"variorum: {error}", file=sys.stderr)  # noqa: T201 - the one place that talks about errors
        print(f"More: variorum explain {error.code}", file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
    except SystemExit as end:
        # The library that reads options keeps these two to itself: says nothing, and 1 for a closed pipe.
        if isinstance(end.__context__, BrokenPipeError):
            _leave_quietly()
        if end.code == INTERRUPTED:
            _say_interrupted()
        raise
    except BrokenPipeError:
        _leave_quietly()
    except KeyboardInterrupt:
        _say_interrupted()
        sys.exit(INTERRUPTED)


def _leave_at_once(code: object) -> NoReturn:
    """End the process as `sys.exit(code)` would, but leave the interpreter standing."""
    import atexit

    atexit._run_exitfuncs()  # Ray's farewell to its cluster and files for a while are among them
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _leave_quietly() -> None:
    """End well: the reader of our output went away (`variorum export | head`), and nothing is wrong."""
    sys.stderr.close()
    sys.exit(0)


def _say_interrupted() -> None:
    print("variorum: interrupted; what was read before is kept, run it again to go on", file=sys.stderr)  # noqa: T201
