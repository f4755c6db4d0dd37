"""The outbox within a PostgreSQL database: mails to be sent, claimed under a lease. Knows nothing of sending."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from contact.store.postgresql_connection import Connection, Database
from contact.store.postgresql_rows import entry_from
from contact.store.values import Entry

LEASE_BYTES = 8

# MATERIALIZED: looked for once, so that no more are taken than were asked for.
_CLAIM = """
    WITH found AS MATERIALIZED (
        SELECT reference, mail, due FROM mails WHERE state = 'waiting' AND due <= %(now)s
        ORDER BY due, reference, mail LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    ), taken AS (
        UPDATE mails SET lease = %(lease)s, attempts = attempts + 1, due = %(until)s FROM found
        WHERE (mails.reference, mails.mail) = (found.reference, found.mail)
        RETURNING found.due AS was_due, mails.*
    )
    SELECT reference, mail, state, attempts, due, lease, error FROM taken ORDER BY was_due, reference, mail
"""
_POSTPONE = """
    UPDATE mails SET due = %(until)s, error = %(error)s, lease = ''
    WHERE (reference, mail, lease, state) = (%(reference)s, %(mail)s, %(lease)s, %(state)s)
"""
_UNSENT = """
    SELECT reference, mail, state, attempts, due, lease, error FROM mails
    WHERE state <> 'sent' AND (due, reference, mail) > (%s::timestamptz, %s, %s) ORDER BY due, reference, mail LIMIT %s
"""


def claim(connection: Connection, now: datetime, lease: timedelta, limit: int) -> Sequence[Entry]:
    """Take waiting entries that are due, passing over those that another one is taking."""
    values = {"now": now, "until": now + lease, "lease": secrets.token_hex(LEASE_BYTES), "limit": limit}
    return [entry_from(row) for row in connection.execute(_CLAIM, values, binary=True)]


def postpone(connection: Connection, entry: Entry, until: datetime, error: str) -> bool:
    """Let a claimed entry wait."""
    known = {"reference": entry.reference, "mail": entry.mail, "lease": entry.lease, "state": entry.state}
    return connection.execute(_POSTPONE, {"until": until, "error": error, **known}).rowcount == 1


def unsent(database: Database, page: int) -> Iterator[Entry]:
    """Every entry that has not been sent."""
    after: tuple[object, ...] = ("-infinity", "", "")
    while True:
        with database.patient_connection() as connection:
            entries = [entry_from(row) for row in connection.execute(_UNSENT, (*after, page), binary=True)]
        yield from entries
        if len(entries) < page:
            return
        after = (entries[-1].due, entries[-1].reference, entries[-1].mail)
