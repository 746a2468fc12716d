"""Create the first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "meta", sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("root", sa.Text, nullable=False),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("batch", sa.Integer, sa.ForeignKey("batch.id"), nullable=False),
        sa.Column("sha256", sa.Text, nullable=False, index=True),
        sa.Column("url", sa.Text, index=True),
        sa.Column("published", sa.Text, index=True),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_table(
        "analysis",
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), primary_key=True),
        sa.Column("made_by", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_table(
        "line",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("event", sa.Text, index=True),
        sa.Column("report", sa.Text, index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.create_table(
        "redirect",
        sa.Column("old", sa.Text, primary_key=True),
        sa.Column("new", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO meta (key, value) VALUES ('schema', '1')")
