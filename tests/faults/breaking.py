"""What workers run in the tests of faults 24 and 25: a reader that breaks where a report says so."""

import os
import time
from pathlib import Path

import msgspec

from variorum.alone import Outcome
from variorum.model.analysis import Analysis
from variorum.model.report import Report
from variorum.settings import Settings


def read(packed: bytes, settings: Settings, where: str) -> bytes:
    """Answer with no analysis at once, or die, hang, eat memory, or die the first time only."""
    text = msgspec.msgpack.decode(packed, type=Report).text
    word, _, rest = text.partition(" ")
    if word == "die":
        os._exit(7)
    if word == "hang":
        time.sleep(600)
    if word == "eat":
        return _eat(where)
    if word == "once" and not Path(rest).exists():
        Path(rest).touch()
        os._exit(9)
    if word == "print":
        print("a library talks")  # noqa: T201
    return msgspec.msgpack.encode(Outcome(analysis=Analysis()))


def _eat(where: str) -> bytes:
    from unittest.mock import patch

    from variorum import alone

    def eat(*_: object) -> None:
        held = []
        while True:
            held.append(bytearray(50_000_000))

    with patch("variorum.pipeline.analyse", eat):
        return alone.read_packed(alone.pack_report(Report(id="a", sha256="", text="x")), Settings(), where)
