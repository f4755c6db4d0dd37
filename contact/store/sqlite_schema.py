"""An SQLite file of any age -> one with the tables of today. Migrations only ever go forward."""

import sqlite3

from contact.store.values import StoreError

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
# What was typed lies encrypted, with a key for each case; a text that begins with a zero byte is one of before. Events and
# cases are found by time, and a case has as many mails as it needs.
_KEYS_AND_SEALS = (
    "ALTER TABLE cases ADD COLUMN wrapped_key BLOB",
    "ALTER TABLE cases ADD COLUMN received_at TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN sender TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX cases_by_sender ON cases (sender, reference) WHERE sender <> ''",
    "UPDATE cases SET received_at = (SELECT at FROM events WHERE events.reference = cases.reference AND number = 1)",
    "CREATE INDEX cases_by_time ON cases (received_at, reference)",
    "CREATE INDEX events_by_day ON events (substr(at, 1, 10), reference, number)",
    """
    CREATE TABLE texts (
        reference TEXT NOT NULL REFERENCES cases (reference),
        name TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (reference, name)
    ) WITHOUT ROWID
    """,
    """
    INSERT INTO texts SELECT reference, 'request',
        CAST(x'00' || CAST(json_object('fields', json(fields), 'salt', salt) AS BLOB) AS BLOB) FROM personal
    """,
    "DROP TABLE personal",
    """
    CREATE TABLE mails (
        reference TEXT NOT NULL REFERENCES cases (reference),
        mail TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'sent', 'failed')),
        attempts INTEGER NOT NULL DEFAULT 0,
        due TEXT NOT NULL,
        lease TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (reference, mail)
    ) WITHOUT ROWID
    """,
    "INSERT INTO mails SELECT reference, kind, state, attempts, due, lease, error FROM outbox",
    "DROP TABLE outbox",
    "CREATE INDEX mails_waiting ON mails (due) WHERE state = 'waiting'",
    "CREATE INDEX mails_unsent ON mails (due) WHERE state <> 'sent'",
    "CREATE TABLE aliases (alias TEXT PRIMARY KEY, reference TEXT NOT NULL REFERENCES cases (reference)) WITHOUT ROWID",
    "CREATE TABLE tallies (key TEXT PRIMARY KEY, count INTEGER NOT NULL, until TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX tallies_by_time ON tallies (until)",
    "CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE seals (
        day TEXT PRIMARY KEY,
        heads INTEGER NOT NULL,
        parts INTEGER NOT NULL,
        previous TEXT NOT NULL,
        digest TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE TABLE seal_parts (day TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (day, number))",
    "CREATE TRIGGER seals_stay BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'seals are never deleted'); END",
    "CREATE TRIGGER seals_are_final BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'seals never change'); END",
)
_SEARCHES = (
    """
    CREATE TABLE searches (
        day TEXT NOT NULL,
        language TEXT NOT NULL,
        words TEXT NOT NULL,
        found INTEGER NOT NULL,
        clicked TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (day, language, words, found, clicked)
    ) WITHOUT ROWID
    """,
)
# Open work in order of its due date, of a queue, and of a person or of nobody. Nobody knows yet what has to be done about
# the cases that are there: all of those before the day after the last one. Calls, and reports that were handed out.
_WORK = (
    """
    CREATE TABLE work (
        reference TEXT PRIMARY KEY REFERENCES cases (reference),
        due TEXT NOT NULL,
        task TEXT NOT NULL,
        queue TEXT NOT NULL,
        person TEXT NOT NULL,
        kind TEXT NOT NULL,
        topic TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX work_by_due ON work (due, reference)",
    "CREATE INDEX work_by_queue ON work (queue, due, reference)",
    "CREATE INDEX work_by_person ON work (person, due, reference)",
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    INSERT INTO marks SELECT 'work-missing-before', date(last, '+1 day') || 'T00:00:00.000000+00:00'
        FROM (SELECT max(received_at) AS last FROM cases) WHERE last IS NOT NULL
    """,
    """
    CREATE TABLE calls (
        id TEXT PRIMARY KEY,
        began_at TEXT NOT NULL,
        queue TEXT NOT NULL,
        channel TEXT NOT NULL,
        waited INTEGER,
        talked INTEGER,
        outcome TEXT NOT NULL,
        source TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX calls_by_time ON calls (began_at, id)",
    """
    CREATE TABLE reports (
        id TEXT PRIMARY KEY,
        period TEXT NOT NULL,
        profile TEXT NOT NULL,
        as_of TEXT NOT NULL,
        seal TEXT NOT NULL,
        made_at TEXT NOT NULL,
        version INTEGER NOT NULL,
        digest TEXT NOT NULL,
        basis BLOB NOT NULL
    )
    """,
    "CREATE TRIGGER reports_stay BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'reports are never deleted'); END",
    "CREATE TRIGGER reports_are_final BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'reports never change'); END",
)
# The n-th migration leads to version n: append, never change one that has been released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _VOTES, _KEYS_AND_SEALS, _SEARCHES, _WORK)


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
