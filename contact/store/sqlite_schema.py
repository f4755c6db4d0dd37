"""An SQLite file of any age -> one with the tables of today. Migrations only ever go forward."""

import sqlite3

from contact.store.port import StoreError

_FIRST = (
    """
    CREATE TABLE cases (
        id INTEGER PRIMARY KEY,
        reference TEXT NOT NULL UNIQUE,
        token TEXT NOT NULL UNIQUE,
        key TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE personal (
        reference TEXT PRIMARY KEY REFERENCES cases (reference),
        salt TEXT NOT NULL,
        fields TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE events (
        reference TEXT NOT NULL REFERENCES cases (reference),
        number INTEGER NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        previous TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (reference, number)
    )
    """,
    # The chain shows a change; these keep one from happening by mistake.
    "CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    "CREATE TRIGGER events_are_final BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events never change'); END",
    """
    CREATE TABLE outbox (
        reference TEXT NOT NULL REFERENCES cases (reference),
        kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'sent', 'failed')),
        attempts INTEGER NOT NULL DEFAULT 0,
        due TEXT NOT NULL,
        lease TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (reference, kind)
    )
    """,
    "CREATE INDEX outbox_waiting ON outbox (due) WHERE state = 'waiting'",
)
_VOTES = (
    """
    CREATE TABLE votes (
        day TEXT NOT NULL,
        page TEXT NOT NULL,
        language TEXT NOT NULL,
        helpful INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (day, page, language, helpful)
    ) WITHOUT ROWID
    """,
)
# The n-th migration leads to version n: append, never change one that has been released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _VOTES)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file up to date, all or nothing. Raises StoreError for one that a newer Frontdesk has written."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again: another process may have come first.
        version = _version(connection)
        if version > len(MIGRATIONS):
            message = f"the request log has version {version}, this Frontdesk reads {len(MIGRATIONS)}: use a newer one"
            raise StoreError(message, retry=False)  # noqa: TRY301 - the transaction has to be undone as well
        for statement in (statement for migration in MIGRATIONS[version:] for statement in migration):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk SQLite has undone everything by itself already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
