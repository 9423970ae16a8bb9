"""The guard over the log's order refuses a row without undoing the rows before it in one statement.

For that, SQLite kept a copy of every page that a statement touched: a tenth of what an append costs.
"""

from alembic import op

from tracker.db import guards

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    guards.drop(op.get_bind())
    guards.make(op.get_bind())


def downgrade() -> None:
    """Nothing: earlier versions live with either."""
