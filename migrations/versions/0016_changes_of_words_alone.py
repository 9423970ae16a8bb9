"""Whether a licence change changes terms, or words alone."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    op.add_column("happening", sa.Column("substantive", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    op.drop_column("happening", "substantive")
