"""Short reports about invented places, and shards made of them: JSON Lines, Parquet, WARC."""

import gzip
import io
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

Row = dict[str, str]

PLACES = ["Tellin", "Orvel", "Kell", "Brask", "Zeyt", "Norbury", "Hallow Ford", "Mirren", "Ostby", "Varn"]
PEOPLE = ["Anna Mell", "Jon Harrow", "Peter Olsk", "Mira Dunn", "Ivo Brandt", "Lena Castor", "Otto Reims"]
HAPPENINGS = [
    ("A fire at a mill in {place} killed {n} people on {day}, police said.", "fire"),
    ("A bus overturned near {place} on {day}, injuring {n} people, the ministry said.", "bus"),
    ("Gunmen shot dead {n} people in {place} on {day}, according to police.", "shooting"),
    ("A flood in {place} left {n} people missing on {day}, the mayor said.", "flood"),
    ("Police in {place} arrested {n} people on {day} after a march, a spokesman said.", "march"),
]
MORE = [
    "{person}, the mayor of {place}, said the number could rise.",
    '"We heard a loud noise and ran," {person}, a witness, told the Tellin Courier.',
    "The hospital in {place} said {m} of the dead were children.",
    "The ministry denied that {m} people had been killed.",
    "{person}, {age}, of {place}, was among the victims, her family said.",
    "Officials said they did not know the cause. An inquiry was opened.",
    "Roads into {place} were closed until the evening.",
    # "is accused" is read as two sources here, which are one voice.
    "{person}, a former {place} resident who sports numerous tattoos including the word “wolf,” "
    "is accused of fatally shooting three people and wounding another at a rural home near Orvel.",
]
FURNITURE = "Sign up for the {outlet} newsletter and never miss the news of the day in your own town."
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def make_rows(count: int, seed: int = 5) -> list[Row]:
    """Make reports: some tell one story, some copy, some revise, some have no date, two share an id."""
    dice = random.Random(seed)
    rows: list[Row] = []
    stories: list[list[str]] = []
    for number in range(count):
        if not stories or dice.random() < 0.35:
            stories.append(_tell(dice))
        place, day, sentences = dice.choice(stories[-6:])[0], dice.randrange(1, 6), []
        story = next(s for s in reversed(stories) if s[0] == place)
        outlet = dice.choice(
            ["Tellin Courier", "Orvel Post", "Norwire News Agency", "Kell Radio", "Brask Times"]
        )
        if dice.random() < 0.4:
            sentences = story[2:]  # the wire as it came
            if outlet != "Norwire News Agency":
                sentences = [*sentences, "(Norwire)"]
        else:
            sentences = [story[2], *dice.sample(story[3:], k=min(2, len(story) - 3)), *_add(dice, place)]
        sentences = [*sentences, FURNITURE.format(outlet=outlet)]
        row = {
            "id": f"r{number:05d}",
            "outlet": outlet,
            "title": f"{story[1].capitalize()} in {place}",
            "text": "\n\n".join(sentences),
            "url": f"https://{outlet.split()[0].lower()}.example/{story[1]}/{place.replace(' ', '-')}",
        }
        if dice.random() < 0.95:
            row["date"] = f"2025-03-{(len(stories) // 3) % 20 + 1 + day % 3:02d}"
        rows.append(row)
    rows.append({**rows[0], "text": rows[0]["text"] + " The count is not final."})  # an id that is taken
    rows.append(rows[1])  # a report that stands twice
    return rows


def _tell(dice: random.Random) -> list[str]:
    place = dice.choice(PLACES)
    lead, kind = dice.choice(HAPPENINGS)
    return [
        place,
        kind,
        lead.format(place=place, n=dice.randrange(2, 40), day=dice.choice(DAYS)),
        *_add(dice, place),
    ]


def _add(dice: random.Random, place: str) -> list[str]:
    return [
        line.format(
            place=place, person=dice.choice(PEOPLE), m=dice.randrange(2, 9), age=dice.randrange(9, 90)
        )
        for line in dice.sample(MORE, k=3)
    ]


def write_shards(folder: Path, rows: Sequence[Row], shards: int = 6) -> list[Path]:
    """Write reports as shards of several formats, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    size = -(-len(rows) // shards)
    paths = []
    for number in range(shards):
        some = rows[number * size : (number + 1) * size]
        kind = ("jsonl", "parquet", "jsonl.gz", "warc.gz")[number % 4]
        paths.append(folder / f"{number:02d}.{kind}")
        WRITERS[kind](paths[-1], some)
    return paths


def _write_jsonl(path: Path, rows: Sequence[Row]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _write_packed(path: Path, rows: Sequence[Row]) -> None:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode(), mtime=0))


def _write_parquet(path: Path, rows: Sequence[Row]) -> None:
    names = ["id", "outlet", "title", "text", "url", "date"]
    pq.write_table(pa.table({name: [row.get(name) for row in rows] for name in names}), path)


def _write_warc(path: Path, rows: Sequence[Row]) -> None:
    """Write pages as a crawler keeps them; their ids come from their bytes."""
    records = []
    for row in rows:
        paragraphs = "".join(f"<p>{p}</p>" for p in row["text"].split("\n\n"))
        date = f'<meta property="article:published_time" content="{row["date"]}">' if "date" in row else ""
        page = (
            f"<html><head><title>{row['title']}</title>{date}</head>"
            f"<body><article><h1>{row['title']}</h1>{paragraphs}</article></body></html>"
        ).encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {row['url']}/{row['id']}\r\n"
            f"WARC-Date: 2025-03-28T05:00:00Z\r\nWARC-Record-ID: <urn:uuid:{len(records):032d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        ).encode()
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as member:
            member.write(head + answer + b"\r\n\r\n")
        records.append(packed.getvalue())
    path.write_bytes(b"".join(records))


WRITERS = {
    "jsonl": _write_jsonl,
    "jsonl.gz": _write_packed,
    "parquet": _write_parquet,
    "warc.gz": _write_warc,
}
