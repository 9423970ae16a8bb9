"""Entries that carry their whole text wait with it; a source's state holds marks of the entries it listed before."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("page", sa.Column("text", sa.Text(), nullable=True))
    op.add_column("source_state", sa.Column("seen", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("source_state", "seen")
    op.drop_column("page", "text")
