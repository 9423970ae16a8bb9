"""Captured texts, where surfaces disagree, and what is called open; licences may rest on a text alone.

The projections of before are burnt: they are replayed from the log at the next start.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_REMADE = ("licence", "term")
_NEW = ("licence_text", "disagreement", "openness_claim")


def upgrade() -> None:
    for name in _REMADE:
        op.drop_table(name)
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    _make_licence()
    _make_texts()


def downgrade() -> None:
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    for name in (*_NEW, *_REMADE):
        op.drop_table(name)
    _make_as_before()


def _text(name: str, *, nullable: bool = True, kind: type[sa.types.TypeEngine[str]] = sa.String) -> sa.Column[str]:
    return sa.Column(name, kind(), nullable=nullable)


def _make_licence() -> None:
    op.create_table(
        "licence",
        _text("model", nullable=False),
        _text("valid_from", nullable=False),
        _text("happening"),
        _text("text"),
        _text("valid_to"),
        _text("licence"),
        _text("terms", kind=sa.Text),
        _text("commercial_use"),
        sa.Column("mau_threshold", sa.BigInteger(), nullable=True),
        sa.Column("osi_approved", sa.Boolean(), nullable=True),
        _text("disagreement", kind=sa.Text),
        _text("restriction"),
        _text("restriction_quote", kind=sa.Text),
        sa.PrimaryKeyConstraint("model", "valid_from", name=op.f("pk_licence")),
    )
    op.create_table(
        "term",
        _text("model", nullable=False),
        _text("valid_from", nullable=False),
        _text("name", nullable=False),
        _text("value", nullable=False),
        _text("valid_to"),
        _text("licence"),
        _text("happening"),
        _text("text"),
        _text("quote", kind=sa.Text),
        sa.PrimaryKeyConstraint("model", "valid_from", "name", "value", name=op.f("pk_term")),
    )


def _make_texts() -> None:
    op.create_table(
        "licence_text",
        _text("event", nullable=False),
        _text("model", nullable=False),
        _text("url", nullable=False),
        _text("surface", nullable=False),
        _text("part", nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        _text("captured_at", nullable=False),
        _text("valid_from", nullable=False),
        _text("valid_to"),
        _text("licence"),
        _text("terms", nullable=False, kind=sa.Text),
        _text("policy_url"),
        _text("document", nullable=False),
        _text("snapshot", nullable=False),
        _text("revision"),
        _text("revised_on"),
        _text("revised_as"),
        _text("previous"),
        _text("source"),
        _text("recorded_at", nullable=False),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_licence_text")),
    )
    op.create_index(op.f("ix_licence_text_model"), "licence_text", ["model"])
    op.create_table(
        "disagreement",
        _text("model", nullable=False),
        _text("valid_from", nullable=False),
        _text("term", nullable=False),
        _text("url", nullable=False),
        _text("other_url", nullable=False),
        _text("valid_to"),
        *(_text(name, nullable=False) for name in ("surface", "value", "quote", "text")),
        *(_text(f"other_{name}", nullable=False) for name in ("surface", "value", "quote", "text")),
        sa.PrimaryKeyConstraint("model", "valid_from", "term", "url", "other_url", name=op.f("pk_disagreement")),
    )
    op.create_table(
        "openness_claim",
        _text("event", nullable=False),
        _text("model", nullable=False),
        _text("subject", nullable=False),
        _text("happening", nullable=False),
        _text("said_on", nullable=False),
        _text("claim", nullable=False),
        _text("quote", nullable=False, kind=sa.Text),
        _text("publisher"),
        _text("url"),
        sa.PrimaryKeyConstraint("event", "model", name=op.f("pk_openness_claim")),
    )
    op.create_index(op.f("ix_openness_claim_subject"), "openness_claim", ["subject"])


def _make_as_before() -> None:
    op.create_table(
        "licence",
        _text("model", nullable=False),
        _text("valid_from", nullable=False),
        _text("happening", nullable=False),
        _text("valid_to"),
        _text("licence"),
        _text("terms", kind=sa.Text),
        _text("commercial_use"),
        sa.Column("mau_threshold", sa.BigInteger(), nullable=True),
        sa.Column("osi_approved", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("model", "valid_from", "happening", name=op.f("pk_licence")),
    )
    op.create_table(
        "term",
        _text("model", nullable=False),
        _text("valid_from", nullable=False),
        _text("name", nullable=False),
        _text("value", nullable=False),
        _text("valid_to"),
        _text("licence"),
        _text("happening", nullable=False),
        sa.PrimaryKeyConstraint("model", "valid_from", "name", "value", name=op.f("pk_term")),
    )
