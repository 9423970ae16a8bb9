"""Files that sites publish about themselves are kept by their address, whatever they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("robots")
    op.create_table(
        "site_file",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_site_file"),
    )
    op.add_column("snapshot", sa.Column("reserved", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("snapshot", "reserved")
    op.drop_table("site_file")
    op.create_table(
        "robots",
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.String(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_robots"),
    )
