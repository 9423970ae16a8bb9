"""Snapshots of articles have a shelf (press, primary), and may be purged: that they were, when and why stays on record."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
_TEXTS = ("shelf", "purged_at", "purge_reason")


def upgrade() -> None:
    for name in _TEXTS:
        op.add_column("snapshot", sa.Column(name, sa.String(), nullable=True))
    op.create_table(
        "archive_purge",
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("shelf", sa.String(), nullable=False),
        sa.Column("snapshots", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("file", name="pk_archive_purge"),
    )


def downgrade() -> None:
    op.drop_table("archive_purge")
    for name in _TEXTS:
        op.drop_column("snapshot", name)
