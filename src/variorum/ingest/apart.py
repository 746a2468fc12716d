"""Processes of their own that do not run the user's script a second time."""

import contextlib
import sys
import threading
from collections.abc import Iterator
from types import ModuleType

_ONE_AT_A_TIME = threading.Lock()


@contextlib.contextmanager
def hidden_script() -> Iterator[None]:
    """Hide the script that runs while processes are spawned: they would import it, and do again what it does.

    Only a script whose work stands under `if __name__ == "__main__"` survives that; those that people write
    first do not. What such a process calls must stand in a module of ours.

    >>> with hidden_script():
    ...     hasattr(sys.modules["__main__"], "__file__")
    False
    """
    with _ONE_AT_A_TIME:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = script
