"""A PostgreSQL database of any age -> one with the tables of today. Migrations only ever go forward.

Knows the tables and nothing of what is written into them. Names are compared as bytes (COLLATE "C"), so that lists come in
the same order from every server and every store.
"""

from contact.store.postgresql_connection import Connection, first_row
from contact.store.values import StoreError

# Chosen once, from chance: whoever migrates holds this advisory lock.
_LOCK = 7_302_641_954_771_883_401


def _final(table: str) -> tuple[str, ...]:
    """Rows of this table never change."""
    return (
        f"""
        CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
        """,
        f"""
        CREATE TRIGGER {table}_stay_together BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """,
    )


_FIRST = (
    """
    CREATE TABLE cases (
        reference text COLLATE "C" PRIMARY KEY,
        token text COLLATE "C" NOT NULL UNIQUE,
        key text NOT NULL,
        wrapped_key bytea,
        sender text COLLATE "C" NOT NULL,
        received_at timestamptz NOT NULL
    )
    """,
    "CREATE INDEX cases_by_time ON cases (received_at, reference)",
    "CREATE INDEX cases_by_sender ON cases (sender, reference) WHERE sender <> ''",
    """
    CREATE TABLE events (
        reference text COLLATE "C" NOT NULL REFERENCES cases,
        number integer NOT NULL,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        body text NOT NULL,
        previous text NOT NULL,
        digest text NOT NULL,
        CONSTRAINT events_follow PRIMARY KEY (reference, number)
    )
    """,
    "CREATE INDEX events_by_day ON events (((at AT TIME ZONE 'UTC')::date), reference, number DESC)",
    """
    CREATE TABLE texts (
        reference text COLLATE "C" NOT NULL REFERENCES cases,
        name text COLLATE "C" NOT NULL,
        body bytea NOT NULL,
        PRIMARY KEY (reference, name)
    )
    """,
    """
    CREATE TABLE mails (
        reference text COLLATE "C" NOT NULL REFERENCES cases,
        mail text COLLATE "C" NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'held', 'sent', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        due timestamptz NOT NULL,
        lease text NOT NULL DEFAULT '',
        error text NOT NULL DEFAULT '',
        PRIMARY KEY (reference, mail)
    )
    """,
    "CREATE INDEX mails_waiting ON mails (due, reference, mail) WHERE state = 'waiting'",
    "CREATE INDEX mails_unsent ON mails (due, reference, mail) WHERE state <> 'sent'",
    """
    CREATE TABLE aliases (
        alias text COLLATE "C" PRIMARY KEY,
        reference text COLLATE "C" NOT NULL REFERENCES cases
    )
    """,
    'CREATE TABLE tallies (key text COLLATE "C" PRIMARY KEY, count integer NOT NULL, until timestamptz NOT NULL)',
    "CREATE INDEX tallies_by_time ON tallies (until)",
    "CREATE TABLE secrets (name text PRIMARY KEY, value bytea NOT NULL)",
    """
    CREATE TABLE seals (
        day date PRIMARY KEY,
        heads integer NOT NULL,
        parts integer NOT NULL,
        previous text NOT NULL,
        digest text NOT NULL
    )
    """,
    """
    CREATE TABLE seal_parts (
        day date NOT NULL REFERENCES seals,
        number integer NOT NULL,
        body bytea NOT NULL,
        PRIMARY KEY (day, number)
    )
    """,
    """
    CREATE TABLE votes (
        day date NOT NULL,
        page text COLLATE "C" NOT NULL,
        language text COLLATE "C" NOT NULL,
        helpful boolean NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (day, page, language, helpful)
    )
    """,
    # Chains and seals show a change; these keep one from happening by mistake.
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% %', TG_TABLE_NAME, CASE TG_OP WHEN 'UPDATE' THEN 'never change' ELSE 'are never deleted' END;
    END $$
    """,
    *(statement for table in ("events", "seals", "seal_parts") for statement in _final(table)),
)
_SEARCHES = (
    """
    CREATE TABLE searches (
        day date NOT NULL,
        language text COLLATE "C" NOT NULL,
        words text COLLATE "C" NOT NULL,
        found boolean NOT NULL,
        clicked text COLLATE "C" NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (day, language, words, found, clicked)
    )
    """,
)
# Open work in order of its due date, of a queue, and of a person or of nobody. Nobody knows yet what has to be done about
# the cases that are there: all of those before the day after the last one. Calls, and reports that were handed out.
_WORK = (
    """
    CREATE TABLE work (
        reference text COLLATE "C" PRIMARY KEY REFERENCES cases,
        due timestamptz NOT NULL,
        task text NOT NULL,
        queue text COLLATE "C" NOT NULL,
        person text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        topic text NOT NULL
    )
    """,
    "CREATE INDEX work_by_due ON work (due, reference)",
    "CREATE INDEX work_by_queue ON work (queue, due, reference)",
    "CREATE INDEX work_by_person ON work (person, due, reference)",
    "CREATE TABLE marks (name text PRIMARY KEY, value timestamptz NOT NULL)",
    """
    INSERT INTO marks SELECT 'work-missing-before', date_trunc('day', max(received_at), 'UTC') + interval '1 day'
        FROM cases HAVING count(*) > 0
    """,
    """
    CREATE TABLE calls (
        id text COLLATE "C" PRIMARY KEY,
        began_at timestamptz NOT NULL,
        queue text NOT NULL,
        channel text NOT NULL,
        waited integer,
        talked integer,
        outcome text NOT NULL,
        source text NOT NULL
    )
    """,
    "CREATE INDEX calls_by_time ON calls (began_at, id)",
    """
    CREATE TABLE reports (
        id text COLLATE "C" PRIMARY KEY,
        period text NOT NULL,
        profile text NOT NULL,
        as_of date NOT NULL,
        seal text NOT NULL,
        made_at timestamptz NOT NULL,
        version integer NOT NULL,
        digest text NOT NULL,
        basis bytea NOT NULL
    )
    """,
    *_final("reports"),
)
# The n-th migration leads to version n: append, never change one that has been released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SEARCHES, _WORK)


def migrate(connection: Connection, schema: str) -> None:
    """Bring a database up to date, all or nothing. Raises StoreError for one that a newer Frontdesk has written."""
    if _version(connection) == len(MIGRATIONS):
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        connection.execute("SET LOCAL statement_timeout = 0")
        if first_row(connection, "SELECT to_regnamespace(%s)", (schema,))[0] is None:
            connection.execute(f"CREATE SCHEMA {schema}")
        # Read again: another process may have come first.
        version = _version(connection)
        if version > len(MIGRATIONS):
            message = f"the request log has version {version}, this Frontdesk reads {len(MIGRATIONS)}: use a newer one"
            raise StoreError(message, retry=False)
        if not version:
            connection.execute(
                "CREATE TABLE versions (version integer PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())"
            )
        for statement in (statement for migration in MIGRATIONS[version:] for statement in migration):
            connection.execute(statement)
        connection.execute("INSERT INTO versions VALUES (%s) ON CONFLICT DO NOTHING", (len(MIGRATIONS),))


def _version(connection: Connection) -> int:
    (known,) = first_row(connection, "SELECT to_regclass('versions') IS NOT NULL")
    return int(first_row(connection, "SELECT max(version) FROM versions")[0]) if known else 0
