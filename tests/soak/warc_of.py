"""Write a WARC of a given size, and read it to see that memory stays flat.

python tests/soak/warc_of.py /tmp/large.warc 2000000000
"""

import resource
import sys
import time
from pathlib import Path
from typing import BinaryIO

PAGE = "<p>The river Osk rose by {0} centimetres on Monday, the mayor of Tellin said in a note.</p>"


def write_warc(out: BinaryIO, size: int) -> int:
    """Write whole records of about 200 KB until `size` bytes are reached; return how many."""
    count = written = 0
    while written < size:
        html = ("<html><title>Flood</title>" + PAGE.format(count) * 2000 + "</html>").encode()
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://osk.example/{count}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        written += out.write(head.encode() + block + b"\r\n\r\n")
        count += 1
    return count


def main() -> None:
    from variorum.ingest import read_documents
    from variorum.settings import Settings

    path, size = Path(sys.argv[1]), int(sys.argv[2])
    with path.open("wb") as out:
        written = write_warc(out, size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    count = sum(1 for _ in read_documents([path], format=None, settings=Settings()))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{count} of {written} records in {time.monotonic() - begun:.1f} s, memory grew by {grown:,} KB")  # noqa: T201
    path.unlink()
    sys.exit(0 if count == written and grown < 50_000 else 1)


if __name__ == "__main__":
    main()
