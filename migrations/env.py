"""Alembic's entry: runs the revisions on the connection it is handed, in that connection's transaction.

By hand (`alembic revision --autogenerate`, `alembic check`) it opens the database that TRACKER_DATABASE_URL names.
"""

import os

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import tracker.db.tables  # noqa: F401  the tables must be known before they are compared
from tracker.db import views
from tracker.db.session import open_database, writing
from tracker.settings import settings_of


def run(connection: Connection) -> None:
    # Batch mode rebuilds an SQLite table and drops its triggers: a revision that touches `event` must call
    # guards.make() again.
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
    )
    # Views are those of the code, not of a revision: down before tables change under them, up again at the newest.
    views.drop(connection)
    context.run_migrations()
    if context.get_context().get_current_revision() == context.get_head_revision():
        views.make(connection)


if context.is_offline_mode():
    raise SystemExit("the guards depend on the database: run the migrations against one, there is no --sql mode")
handed = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    with writing(open_database(settings_of({}, os.environ).database)) as opened:
        run(opened)
