"""One event is appended in one call on PostgreSQL: a journey to the server costs as much as the work there.

The guard over keys looks for those of a batch at once, and not one by one.
"""

from alembic import op

from tracker.db import guards

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_APPEND = """
CREATE FUNCTION event_append(
    lock bigint, expected bigint, new_id text, new_type text, new_shape integer, new_recorded_at text,
    new_subject text, new_key text, new_payload text, new_key_hash bigint, tail bytea,
    OUT at bigint, OUT new_link bytea)
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    before bytea;
BEGIN
    -- Each statement of a function sees what was committed before it began: the head is read after the wait.
    PERFORM pg_advisory_xact_lock(lock);
    SELECT event.position, event.link INTO at, before FROM event ORDER BY event.position DESC LIMIT 1;
    at := coalesce(at, 0);
    IF at <> expected OR EXISTS (SELECT 1 FROM event WHERE event.key_hash = new_key_hash AND event.key = new_key) THEN
        RETURN;
    END IF;
    new_link := sha256(coalesce(before, decode(repeat('00', 32), 'hex')) || convert_to('[' || at + 1, 'UTF8') || tail);
    INSERT INTO event (position, id, type, shape, recorded_at, subject, key, payload, link, key_hash) VALUES
        (at + 1, new_id, new_type, new_shape, new_recorded_at, new_subject, new_key, new_payload, new_link, new_key_hash);
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        guards.drop(op.get_bind())
        guards.make(op.get_bind())
        op.get_bind().exec_driver_sql(_APPEND)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql("DROP FUNCTION event_append")
