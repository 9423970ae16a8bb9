"""Pages that were read are looked at again, with their validators; two addresses of one article share a mark."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
_TEXTS = ("mark", "article", "etag", "last_modified")


def upgrade() -> None:
    for name in _TEXTS:
        op.add_column("page", sa.Column(name, sa.String(), nullable=True))
    op.add_column("page", sa.Column("looks", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_page_mark", "page", ["mark"])
    op.create_index("ix_page_article", "page", ["article"])


def downgrade() -> None:
    op.drop_index("ix_page_article", "page")
    op.drop_index("ix_page_mark", "page")
    for name in ("looks", *_TEXTS):
        op.drop_column("page", name)
