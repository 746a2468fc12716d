"""The tables of a record on disk, the same on SQLite and PostgreSQL."""

import sqlalchemy as sa

# Raised whenever a migration is added; a record from a newer schema is refused (E402).
SCHEMA = 1

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

# The record as made from all reports: one row a line of the export, header and reports' texts left out.
line = sa.Table(
    "line",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("event", sa.Text, index=True),
    sa.Column("report", sa.Text, index=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
)

# Ids that are gone and where they lead.
redirect = sa.Table(
    "redirect",
    metadata,
    sa.Column("old", sa.Text, primary_key=True),
    sa.Column("new", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
)
