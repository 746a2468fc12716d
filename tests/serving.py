"""A record to serve in tests: the demo's story, with hostile, accented and revised reports beside it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

import variorum
from variorum.data import path_of

TOKEN = "sesame"  # noqa: S105 - of the servers of the tests
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
# An emoji outside the first plane, a letter with a combining accent, a flag of two code points.
ACCENTED = "🚑🚑 Cafe\u0301 blast in Orvel 🇫🇷 killed 12 people, the nai\u0308ve mayor said on Monday."

ROWS = [
    {
        "id": "accents",
        "outlet": "Orvel Echo",
        "date": "2024-03-18",
        "title": "Cafe\u0301 blast 🚑 in Orvel",
        "text": ACCENTED,
    },
    {
        "id": "hostile/1?x=#y",
        "outlet": HOSTILE,
        "url": "javascript:alert(1)",
        "date": "2024-03-20",
        "title": f"=cmd|calc {HOSTILE}",
        "text": f"A fire at the market in Lisk killed 4 people, {HOSTILE} the mayor said on Tuesday.",
    },
    {
        "id": "rtl",
        "outlet": "صحيفة",
        "date": "2024-03-21",
        "title": "\u202eevil\u202c flood",
        "text": "A flood in Tarn killed 2 people, the police said on Thursday.",
    },
    {
        "id": "first-text",
        "outlet": "Harbour Post",
        "url": "https://harbour.example/strike",
        "date": "2024-04-01T08:00",
        "title": "Dockers strike",
        "text": "Dockers in Lisk went on strike on Monday. The union said 300 people took part in the march.",
    },
    {
        "id": "second-text",
        "outlet": "Harbour Post",
        "url": "https://harbour.example/strike",
        "date": "2024-04-01T18:00",
        "title": "Dockers strike",
        "text": "Dockers in Lisk went on strike on Monday. The union said 450 people took part in the march.",
    },
]


def make_record(folder: Path) -> Path:
    """Put a record of the story and the others into a folder and return its path; it is read in once."""
    path = folder / "served.db"
    path.write_bytes(_read_in())
    return path


@cache
def _read_in() -> bytes:
    with TemporaryDirectory() as folder:
        path, more = Path(folder) / "made.db", Path(folder) / "more.jsonl"
        more.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
        archive = variorum.add(path_of("demo/reports.jsonl"), more, record=path).archive
        with archive.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        archive.close()
        return path.read_bytes()


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """Serve a record from a thread and yield its address."""
    import uvicorn

    from variorum.api import Server

    server = Server(path, token=TOKEN)
    config = uvicorn.Config(server.app, host="127.0.0.1", port=0, log_level="error", ws="none")
    socket = config.bind_socket()
    runner = uvicorn.Server(config)
    thread = threading.Thread(target=runner.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not runner.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        runner.should_exit = True
        thread.join(10)
        server.close()
        socket.close()


def first_event(client: httpx.Client, **asked: str) -> str:
    """Return the id of the most reported event that fits."""
    return str(client.get("/events.json", params=asked).json()["events"][0]["id"])
