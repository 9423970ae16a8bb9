"""Projections by subject, their states over time, and the views analysts are promised.

The projections of before are burnt: they are replayed from the log at the next start.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BEFORE = ("happening", "happening_evidence", "licence", "model", "position")
_NEW = ("place", "coverage", "coverage_probe", "model_period", "term", "commitment")


def upgrade() -> None:
    for name in _BEFORE:
        op.drop_table(name)
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    _make()


def downgrade() -> None:
    op.execute("DELETE FROM checkpoint WHERE consumer LIKE 'projections %'")
    for name in (*_NEW, *_BEFORE):
        op.drop_table(name)
    _make_as_before()


def _make() -> None:
    op.create_table(
        "place",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("subject", "position", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_position"), "place", ["position"])
    op.create_table(
        "coverage",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("credit", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("published_on", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("sketch", sa.Text(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_coverage")),
    )
    op.create_table(
        "coverage_probe",
        sa.Column("probe", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("probe", "document", name=op.f("pk_coverage_probe")),
    )
    op.create_table(
        "happening",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("happened_on", sa.String(), nullable=True),
        sa.Column("tolerance_days", sa.Integer(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("follows", sa.String(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("access", sa.String(), nullable=True),
        sa.Column("sizes", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("licence_before", sa.String(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("terms_before", sa.Text(), nullable=True),
        sa.Column("territory", sa.String(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("venue", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("commitment", sa.Text(), nullable=True),
        sa.Column("is_new_name", sa.Boolean(), nullable=False),
        sa.Column("confidence_permille", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("first_published_on", sa.String(), nullable=True),
        sa.Column("primary_published_on", sa.String(), nullable=True),
        sa.Column("days_to_primary", sa.Integer(), nullable=True),
        sa.Column("dissent", sa.Text(), nullable=True),
        sa.Column("first_recorded_at", sa.String(), nullable=False),
        sa.Column("last_recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happening")),
    )
    op.create_index(op.f("ix_happening_first_recorded_at"), "happening", ["first_recorded_at"])
    op.create_index(op.f("ix_happening_happened_on"), "happening", ["happened_on"])
    op.create_index(op.f("ix_happening_subject"), "happening", ["subject"])
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
        sa.PrimaryKeyConstraint("happening", "position", name=op.f("pk_happening_evidence")),
    )
    op.create_index(op.f("ix_happening_evidence_document"), "happening_evidence", ["document"])
    op.create_table(
        "model",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_on", sa.String(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("released_on", sa.String(), nullable=True),
        sa.Column("access", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("licence_since", sa.String(), nullable=True),
        sa.Column("commercial_use", sa.String(), nullable=True),
        sa.Column("osi_approved", sa.Boolean(), nullable=True),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("licence_happening", sa.String(), nullable=True),
        sa.Column("verified_on", sa.String(), nullable=True),
        sa.Column("verified_by", sa.String(), nullable=True),
        sa.Column("verified_in", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_model")),
    )
    op.create_table(
        "model_period",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("access", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("model", "valid_from", "happening", name=op.f("pk_model_period")),
    )
    op.create_table(
        "licence",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("commercial_use", sa.String(), nullable=True),
        sa.Column("mau_threshold", sa.BigInteger(), nullable=True),
        sa.Column("osi_approved", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("model", "valid_from", "happening", name=op.f("pk_licence")),
    )
    op.create_table(
        "term",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("happening", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("model", "valid_from", "name", "value", name=op.f("pk_term")),
    )
    op.create_table(
        "position",
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("stated_on", sa.String(), nullable=True),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("venue", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("happening", name=op.f("pk_position")),
    )
    op.create_index(op.f("ix_position_speaker"), "position", ["speaker"])
    op.create_table(
        "commitment",
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("promised_on", sa.String(), nullable=True),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("access", sa.String(), nullable=True),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("settled_on", sa.String(), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("happening", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_speaker"), "commitment", ["speaker"])


def _make_as_before() -> None:
    op.create_table(
        "happening",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("happened_on", sa.String(), nullable=True),
        sa.Column("tolerance_days", sa.Integer(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("access", sa.String(), nullable=True),
        sa.Column("sizes", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("licence_before", sa.String(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("terms_before", sa.Text(), nullable=True),
        sa.Column("territory", sa.String(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("venue", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("commitment", sa.Text(), nullable=True),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("first_published_on", sa.String(), nullable=True),
        sa.Column("dissent", sa.Text(), nullable=True),
        sa.Column("first_recorded_at", sa.String(), nullable=False),
        sa.Column("last_recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happening")),
    )
    op.create_table(
        "happening_evidence",
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("published_on", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("confidence_permille", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("happening", "position", name=op.f("pk_happening_evidence")),
    )
    op.create_table(
        "licence",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("model", "valid_from", "happening", name=op.f("pk_licence")),
    )
    op.create_table(
        "model",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_on", sa.String(), nullable=True),
        sa.Column("released_on", sa.String(), nullable=True),
        sa.Column("access", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("licence_since", sa.String(), nullable=True),
        sa.Column("commercial_use", sa.String(), nullable=True),
        sa.Column("osi_approved", sa.Boolean(), nullable=True),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("licence_happening", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_model")),
    )
    op.create_table(
        "position",
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("stated_on", sa.String(), nullable=True),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("venue", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("happening", name=op.f("pk_position")),
    )
