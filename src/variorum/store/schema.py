"""The tables of a record on disk, the same on SQLite and PostgreSQL."""

import sqlalchemy as sa

# Raised whenever a migration is added; a record from a newer schema is refused (E402).
SCHEMA = 2

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

# One row for each batch of new reports. `root` is the Merkle root over their seals.
batch = sa.Table(
    "batch",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("added_at", sa.Text, nullable=False),
    sa.Column("reports", sa.Integer, nullable=False),
    sa.Column("root", sa.Text, nullable=False),
)

# `raw` holds the bytes received, compressed; `body` the cleaned report as JSON; `seal` the hash of both.
report = sa.Table(
    "report",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batch.id"), nullable=False),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("url", sa.Text, index=True),
    sa.Column("published", sa.Text, index=True),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
)

# What reading a report alone gave, for one set of settings and one version.
analysis = sa.Table(
    "analysis",
    metadata,
    sa.Column("report", sa.Text, sa.ForeignKey("report.id"), primary_key=True),
    sa.Column("made_by", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
)

# The record as made from all reports: one row a line of the export, the header left out. `shelf` is what a
# line is looked for by beside its id: the story of a report or event, the folded name of a voice.
line = sa.Table(
    "line",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("event", sa.Text, index=True),
    sa.Column("report", sa.Text, index=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
    sa.Column("shelf", sa.Text, index=True),
)

# The lines that decisions changed or took away, as they were before; an empty body where there was none.
machine_line = sa.Table(
    "machine_line",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# What people decided: rows are added, never changed. Each seal covers the one before it.
decision = sa.Table(
    "decision",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
)

# What is left of a report that was erased: enough to know it again, nothing of what it said.
tombstone = sa.Table(
    "tombstone",
    metadata,
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batch.id"), nullable=False),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("seal", sa.Text, nullable=False),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
)

# The number under which the index of words knows a report; the index itself is made in `words`.
indexed = sa.Table(
    "indexed",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("report", sa.Text, nullable=False, unique=True),
)

# Ids that are gone and where they lead.
redirect = sa.Table(
    "redirect",
    metadata,
    sa.Column("old", sa.Text, primary_key=True),
    sa.Column("new", sa.Text, nullable=False, index=True),
    sa.Column("why", sa.Text, nullable=False),
)
