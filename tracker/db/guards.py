"""The database's own refusal to change the log: made anew by every revision that touches `event` or `document`.

What slips past simple triggers, and is stopped here: INSERT OR REPLACE on SQLite deletes the old row without firing
a delete trigger, so inserts that collide or leave a gap are refused before they begin; session_replication_role on
PostgreSQL switches ordinary triggers off, so ours are ENABLE ALWAYS; TRUNCATE needs a statement trigger of its own.
"""

from sqlalchemy import Connection

_SQLITE = """
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of event refused'); END
;;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of event refused'); END
;;
CREATE TRIGGER event_in_order BEFORE INSERT ON event
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)
OR EXISTS (SELECT 1 FROM event WHERE key_hash = NEW.key_hash AND key = NEW.key)
BEGIN SELECT RAISE(FAIL, 'the log is append-only: position must be head + 1, and the key new'); END
;;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'documents are purged, never deleted: what was purged stays on record'); END
;;
CREATE TRIGGER document_only_purge BEFORE UPDATE ON document
WHEN OLD.text IS NULL OR NEW.text IS NOT NULL OR NEW.purged_at IS NULL OR NEW.purge_reason IS NULL
OR NEW.sha256 IS NOT OLD.sha256 OR NEW.stored_at IS NOT OLD.stored_at
BEGIN SELECT RAISE(ABORT, 'a document is only ever purged, once, with a reason'); END
"""
_SQLITE_NAMES = (
    "event_no_update",
    "event_no_delete",
    "event_in_order",
    "document_no_delete",
    "document_only_purge",
)

_POSTGRESQL = """
CREATE OR REPLACE FUNCTION event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % of event refused', TG_OP;
END $$
;;
CREATE OR REPLACE FUNCTION event_in_order() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off AS $$
DECLARE
    first bigint; last bigint; many bigint;
BEGIN
    SELECT min(position), max(position), count(*) INTO first, last, many FROM added;
    IF many > 0 AND (last - first + 1 <> many OR first <>
        (SELECT coalesce(max(position), 0) + 1 FROM event WHERE position < first)
        OR last <> (SELECT max(position) FROM event)) THEN
        RAISE EXCEPTION 'the log is append-only: position must be head + 1, and the key new';
    END IF;
    -- No more entries have one of these hashes than there are hashes, unless a key is there twice: one look into the index.
    IF (SELECT count(*) FROM event WHERE key_hash = ANY (ARRAY(SELECT added.key_hash FROM added)))
        <> (SELECT count(DISTINCT added.key_hash) FROM added)
        AND EXISTS (SELECT 1 FROM added, LATERAL (SELECT 1 FROM event WHERE event.key_hash = added.key_hash
        AND event.key = added.key AND event.position <> added.position LIMIT 1) AS same) THEN
        RAISE EXCEPTION 'the log is append-only: position must be head + 1, and the key new';
    END IF;
    PERFORM pg_notify('tracker_log', last::text);
    RETURN NULL;
END $$
;;
CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_refuse()
;;
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_refuse()
;;
CREATE TRIGGER event_in_order AFTER INSERT ON event REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION event_in_order()
;;
ALTER TABLE event ENABLE ALWAYS TRIGGER event_no_change
;;
ALTER TABLE event ENABLE ALWAYS TRIGGER event_no_truncate
;;
ALTER TABLE event ENABLE ALWAYS TRIGGER event_in_order
;;
CREATE OR REPLACE FUNCTION document_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.text IS NOT NULL AND NEW.text IS NULL AND NEW.purged_at IS NOT NULL AND NEW.purge_reason IS NOT NULL
            AND NEW.sha256 = OLD.sha256 AND NEW.stored_at = OLD.stored_at THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a document is only ever purged, once, with a reason';
    END IF;
    RAISE EXCEPTION 'documents are purged, never deleted: what was purged stays on record';
END $$
;;
CREATE TRIGGER document_only_purge BEFORE UPDATE OR DELETE ON document
FOR EACH ROW EXECUTE FUNCTION document_refuse()
;;
CREATE TRIGGER document_no_truncate BEFORE TRUNCATE ON document FOR EACH STATEMENT EXECUTE FUNCTION document_refuse()
;;
ALTER TABLE document ENABLE ALWAYS TRIGGER document_only_purge
;;
ALTER TABLE document ENABLE ALWAYS TRIGGER document_no_truncate
"""
_POSTGRESQL_NAMES = (
    "event_no_change",
    "event_no_truncate",
    "event_in_order",
    "document_only_purge",
    "document_no_truncate",
)


def make(connection: Connection) -> None:
    """Put the guards on `event`."""
    statements = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    for statement in statements.split(";;"):
        connection.exec_driver_sql(
            statement.replace("%", "%%") if connection.dialect.name == "postgresql" else statement
        )


def drop(connection: Connection) -> None:
    """Take the guards off, for a revision that rebuilds the table or goes back before it."""
    on_sqlite = connection.dialect.name == "sqlite"
    for name in _SQLITE_NAMES if on_sqlite else _POSTGRESQL_NAMES:
        table = name.partition("_")[0]
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}" + ("" if on_sqlite else f" ON {table}"))
    if not on_sqlite:
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS event_refuse(), event_in_order(), document_refuse()")
