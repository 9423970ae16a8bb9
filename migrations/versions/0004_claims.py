"""Several collectors on one database, each on hosts of its own; surfaces polled more often after an announcement."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("collector", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_claim"),
    )
    op.add_column("source_state", sa.Column("raised_until", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("source_state", "raised_until")
    op.drop_table("claim")
