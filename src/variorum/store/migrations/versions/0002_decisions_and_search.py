"""Keep decisions and tombstones, find words, and know without counting whether the lines are up to date."""

import msgspec
import sqlalchemy as sa
from alembic import op

from variorum.store.words import create_index, index_texts

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _create_tables()
    connection = op.get_bind()
    create_index(connection)
    total = 0
    for found in connection.execute(sa.text("SELECT id, body, seal FROM report ORDER BY id")).all():
        # A damaged report is left to `check`; it must not keep the others from being brought up to date.
        try:
            body = msgspec.json.decode(bytes(found.body))
            text = f"{body.get('outlet') or ''} {body['text']}"
        except (msgspec.DecodeError, KeyError, AttributeError, TypeError):
            text = ""
        index_texts(connection, {found.id: text})
        total = (total + _number_of(found.seal)) % 2**256
    op.execute(
        sa.text("INSERT INTO meta (key, value) VALUES ('reports', :sum)").bindparams(sum=f"{total:064x}")
    )
    # The lines are made again when the record is next opened, with their shelves.
    op.execute("DELETE FROM line")
    op.execute("DELETE FROM meta WHERE key = 'made_from'")
    op.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")


def _number_of(seal: str) -> int:
    try:
        return int(seal, 16)
    except ValueError:
        return 0


def _create_tables() -> None:
    op.create_index("ix_redirect_new", "redirect", ["new"])
    op.add_column("line", sa.Column("shelf", sa.Text))
    op.create_index("ix_line_shelf", "line", ["shelf"])
    op.create_table(
        "machine_line",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_table(
        "tombstone",
        sa.Column("report", sa.Text, primary_key=True),
        sa.Column("batch", sa.Integer, sa.ForeignKey("batch.id"), nullable=False),
        sa.Column("sha256", sa.Text, nullable=False, index=True),
        sa.Column("seal", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "indexed",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("report", sa.Text, nullable=False, unique=True),
    )
