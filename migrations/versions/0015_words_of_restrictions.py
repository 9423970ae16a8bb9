"""What restricts a licence has a place of its own: restriction_quote holds words of its text, or nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    op.add_column("licence", sa.Column("restriction_value", sa.Text(), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    op.drop_column("licence", "restriction_value")
