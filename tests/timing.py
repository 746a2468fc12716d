"""Times for tests of growth, taken so that a loaded machine does not decide them."""

import gc
import time
from collections.abc import Callable


def least_seconds(work: Callable[[], object], times: int = 3) -> float:
    """Give the least processor time of several runs of `work`, with the garbage collector off.

    >>> least_seconds(lambda: None) < 1
    True
    """
    best = float("inf")
    was_on = gc.isenabled()
    gc.disable()
    try:
        for _ in range(times):
            begun = time.process_time()
            work()
            best = min(best, time.process_time() - begun)
    finally:
        if was_on:
            gc.enable()
    return best
