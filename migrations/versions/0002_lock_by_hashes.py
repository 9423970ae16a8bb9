"""The log's lock asks for keys by their hashes alone: a list of texts costs the driver more than the answer is worth."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BY_HASHES = """
CREATE FUNCTION event_lock(lock bigint, hashes bigint[], OUT at bigint, OUT link bytea, OUT known text[])
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    -- Each statement of a function sees what was committed before it began: the head is read after the wait.
    PERFORM pg_advisory_xact_lock(lock);
    SELECT event.position, event.link INTO at, link FROM event ORDER BY event.position DESC LIMIT 1;
    SELECT array_agg(event.key) INTO known FROM event WHERE event.key_hash = ANY(hashes);
END $$
"""
_BY_KEYS = """
CREATE FUNCTION event_lock(lock bigint, keys text[], hashes bigint[], OUT at bigint, OUT link bytea, OUT known text[])
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(lock);
    SELECT event.position, event.link INTO at, link FROM event ORDER BY event.position DESC LIMIT 1;
    SELECT array_agg(event.key) INTO known FROM event WHERE event.key_hash = ANY(hashes) AND event.key = ANY(keys);
END $$
"""


def upgrade() -> None:
    _replace(_BY_HASHES)


def downgrade() -> None:
    _replace(_BY_KEYS)


def _replace(function: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql("DROP FUNCTION event_lock")
        op.get_bind().exec_driver_sql(function)
