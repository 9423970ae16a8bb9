"""The database's own refusal to change the log: made anew by every revision that touches the table `event`.

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
BEGIN SELECT RAISE(ABORT, 'the log is append-only: position must be head + 1'); END
;;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM event WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'the log is append-only: id or key stands already'); END
"""
_SQLITE_NAMES = ("event_no_update", "event_no_delete", "event_in_order", "event_no_replace")

_POSTGRESQL = """
CREATE OR REPLACE FUNCTION event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % of event refused', TG_OP;
END $$
;;
CREATE OR REPLACE FUNCTION event_lock(lock bigint, keys text[], OUT at bigint, OUT link bytea, OUT known text[])
LANGUAGE plpgsql AS $$
BEGIN
    -- Each statement of a function sees what was committed before it began: the head is read after the wait.
    PERFORM pg_advisory_xact_lock(lock);
    SELECT array_agg(key) INTO known FROM event WHERE key = ANY(keys);
    SELECT event.position, event.link INTO at, link FROM event ORDER BY event.position DESC LIMIT 1;
END $$
;;
CREATE OR REPLACE FUNCTION event_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first bigint; last bigint; many bigint;
BEGIN
    SELECT min(position), max(position), count(*) INTO first, last, many FROM added;
    IF many > 0 AND (last - first + 1 <> many OR first <>
        (SELECT coalesce(max(position), 0) + 1 FROM event WHERE position < first)
        OR last <> (SELECT max(position) FROM event)) THEN
        RAISE EXCEPTION 'the log is append-only: position must be head + 1';
    END IF;
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
"""
_POSTGRESQL_NAMES = ("event_no_change", "event_no_truncate", "event_in_order")


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
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{'' if on_sqlite else ' ON event'}")
    if not on_sqlite:
        connection.exec_driver_sql(
            "DROP FUNCTION IF EXISTS event_refuse(), event_in_order(), event_lock(bigint, text[])"
        )
