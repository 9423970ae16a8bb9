"""Whether a source has pages to fetch is found in an index, without reading its pages."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_page_source_state_next_try_at", "page", ["source", "state", "next_try_at"])
    op.drop_index("ix_page_source", "page")


def downgrade() -> None:
    op.create_index("ix_page_source", "page", ["source"])
    op.drop_index("ix_page_source_state_next_try_at", "page")
