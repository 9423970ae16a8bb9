"""What politeness must not forget: rhythms learned, redirects that hold, validators that lie, rules of robots.txt."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TEXTS = ("address", "moved_to", "moved_since", "listed_url", "audited_on", "validators_off_until")


def upgrade() -> None:
    op.add_column("source_state", sa.Column("interval_s", sa.Integer(), nullable=True))
    for name in _TEXTS:
        op.add_column("source_state", sa.Column(name, sa.String(), nullable=True))
    op.create_table(
        "robots",
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.String(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_robots"),
    )


def downgrade() -> None:
    op.drop_table("robots")
    for name in (*_TEXTS, "interval_s"):
        op.drop_column("source_state", name)
