"""The log, its guards, what collecting remembers, and the first projections."""

import sqlalchemy as sa
from alembic import op

from tracker.db import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# One call takes the log's lock and reads what an append must know (tracker/events/store.py). The planner has no
# statistics of a young log and would read all of it rather than its index.
_LOCK = """
CREATE FUNCTION event_lock(lock bigint, keys text[], hashes bigint[], OUT at bigint, OUT link bytea, OUT known text[])
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    -- Each statement of a function sees what was committed before it began: the head is read after the wait.
    PERFORM pg_advisory_xact_lock(lock);
    SELECT event.position, event.link INTO at, link FROM event ORDER BY event.position DESC LIMIT 1;
    SELECT array_agg(event.key) INTO known FROM event WHERE event.key_hash = ANY(hashes) AND event.key = ANY(keys);
END $$
"""


def upgrade() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("consumer", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("consumer", name=op.f("pk_checkpoint")),
    )
    op.create_table(
        "document",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("stored_at", sa.String(), nullable=False),
        sa.Column("purged_at", sa.String(), nullable=True),
        sa.Column("purge_reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document")),
    )
    op.create_table(
        "event",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("shape", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("key_hash", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_key_hash"), "event", ["key_hash"])
    op.create_table(
        "fetch_attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=True), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("elapsed_ms", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetch_attempt")),
    )
    with op.batch_alter_table("fetch_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fetch_attempt_source"), ["source"], unique=False)

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
        "page",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("published_on", sa.String(), nullable=True),
        sa.Column("first_seen_at", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("snapshot", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_page")),
    )
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_page_source"), ["source"], unique=False)
        batch_op.create_index(batch_op.f("ix_page_state"), ["state"], unique=False)

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
    op.create_table(
        "snapshot",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("final_url", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "source_state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next_check_at", sa.String(), nullable=False),
        sa.Column("last_checked_at", sa.String(), nullable=True),
        sa.Column("last_success_at", sa.String(), nullable=True),
        sa.Column("last_outcome", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.String(), nullable=True),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source_state")),
    )
    op.create_table(
        "verified",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_verified")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql(_LOCK)
    guards.make(op.get_bind())


def downgrade() -> None:
    guards.drop(op.get_bind())
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION event_lock")
    op.drop_table("verified")
    op.drop_table("source_state")
    op.drop_table("snapshot")
    op.drop_table("position")
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_page_state"))
        batch_op.drop_index(batch_op.f("ix_page_source"))

    op.drop_table("page")
    op.drop_table("model")
    op.drop_table("licence")
    op.drop_table("happening_evidence")
    op.drop_table("happening")
    with op.batch_alter_table("fetch_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fetch_attempt_source"))

    op.drop_table("fetch_attempt")
    op.drop_table("event")
    op.drop_table("document")
    op.drop_table("checkpoint")
