"""Places in one tree; evidence keyed by an index that a rebuild makes last; what promises are settled by is indexed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make(anew=True)


def downgrade() -> None:
    _make(anew=False)


def _make(*, anew: bool) -> None:
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    _make_place(anew=anew)
    _make_evidence(anew=anew)
    op.drop_index("ix_happening_subject", "happening")
    op.create_index(
        "ix_happening_subject",
        "happening",
        ["subject"],
        postgresql_ops={"subject": "text_pattern_ops"} if anew else {},
    )
    if anew:
        op.create_index("ix_commitment_subject", "commitment", ["subject"])
    else:
        op.drop_index("ix_commitment_subject", "commitment")


def _make_place(*, anew: bool) -> None:
    op.drop_table("place")
    op.create_table(
        "place",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("subject", "position", name=op.f("pk_place")),
        sqlite_with_rowid=not anew,
    )
    op.create_index("ix_place_position", "place", ["position"])


def _make_evidence(*, anew: bool) -> None:
    op.drop_table("happening_evidence")
    key = [] if anew else [sa.PrimaryKeyConstraint("happening", "position", name=op.f("pk_happening_evidence"))]
    op.create_table(
        "happening_evidence",
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("published_on", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("happened_on", sa.String(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("confidence_permille", sa.Integer(), nullable=False),
        *key,
    )
    op.create_index("ix_happening_evidence_document", "happening_evidence", ["document"])
    if anew:
        op.create_index("ix_happening_evidence_happening", "happening_evidence", ["happening", "position"], unique=True)
