"""What one worker process does: read packed reports from its standard input, answer on its standard output.

    python -m variorum.worker MODULE:FUNCTION MEMORY

Frames are eight bytes of length and so many bytes. The first frame holds the settings; every other is a pair
of a packed report and the words that name it, answered by what FUNCTION returns. The end of the input ends
the worker, so none outlives the program that started it.
"""

import contextlib
import gc
import importlib
import os
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from variorum.settings import Settings

_LENGTH = struct.Struct(">Q")

Read = Callable[[bytes, Settings, str], bytes]


def write_frame(pipe: BinaryIO, data: bytes) -> None:
    """Write one frame and send it off."""
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """Return the next frame, or None where the other side is gone.

    >>> import io
    >>> pipe = io.BytesIO()
    >>> write_frame(pipe, b"abc")
    >>> pipe = io.BytesIO(pipe.getvalue())
    >>> read_frame(pipe), read_frame(pipe)
    (b'abc', None)
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


def serve(read: Read, source: BinaryIO, answers: BinaryIO) -> None:
    """Answer every report until the input ends."""
    first = read_frame(source)
    if first is None:
        return
    settings = msgspec.msgpack.decode(first, type=Settings)
    while (frame := read_frame(source)) is not None:
        report, where = msgspec.msgpack.decode(frame, type=tuple[bytes, str])
        write_frame(answers, read(report, settings, where))


def limit_memory(size: int) -> None:
    """Let this process have at most `size` bytes of address space, where the system can hold it to that."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def rest_collector() -> None:
    """Let the garbage collector run less often: reading makes many objects and hardly a ring of them.

    Spares some 7% of the time. For processes of our own only, never for the program that imports us.
    """
    gc.set_threshold(20_000, 20, 50)


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts the program means the program
    rest_collector()
    name, size = sys.argv[1:3]
    if int(size):
        limit_memory(int(size))
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    module, _, function = name.partition(":")
    with contextlib.suppress(BrokenPipeError):
        serve(getattr(importlib.import_module(module), function), sys.stdin.buffer, answers)
    os._exit(0)


if __name__ == "__main__":
    main()
