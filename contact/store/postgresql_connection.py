"""The address of a PostgreSQL database -> connections to it, and its errors -> StoreError. The one place that knows psycopg.

Connections are opened when they are needed, a few for each process, and used again while they live. A background thread
that keeps some open would hide why none can be opened, and would not survive a fork or a sleeping lambda.
"""

import os
import select
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import UniqueViolation
from psycopg.pq import TransactionStatus

from contact.store.values import StoreError

__all__ = ["Connection", "Database", "UniqueViolation", "Values", "first_row"]

Connection = psycopg.Connection[tuple[Any, ...]]
Values = Sequence[Any] | Mapping[str, Any] | None

# A customer waits for the log no longer than this before the page names the telephone number instead. For a free
# connection, for opening one, and for each statement: of the three, hardly ever more than one takes its time.
PATIENCE = timedelta(seconds=2)
# What nobody waits for: a page of a long list, on a server that is busy.
LONG_PATIENCE = timedelta(minutes=5)
# A server of usual size lets in a hundred, for all processes together.
MOST_CONNECTIONS = 10

# What an address may set otherwise. A server that no longer answers is given up; libpq alone would wait a quarter of an hour.
_USUAL: Mapping[str, str] = {
    "application_name": "frontdesk",
    "connect_timeout": f"{PATIENCE.total_seconds():.0f}",
    "tcp_user_timeout": "5000",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
}
_THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}
# Whatever server and account are set to: our own tables before all others, statements that see what was committed before
# them, and a commit that is on the disk when it returns (row T1). No statement of ours runs long enough to be worth compiling.
_SETTINGS = """
    SELECT set_config('search_path', %(schema)s, false),
        set_config('TimeZone', 'UTC', false),
        set_config('statement_timeout', %(patience)s, false),
        set_config('default_transaction_isolation', 'read committed', false),
        set_config('jit', 'off', false),
        set_config('synchronous_commit', CASE current_setting('synchronous_commit')
            WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""
# States of SQL that may be gone a little later: lost connections, deadlocks, a server that is full or going down, a
# statement that took too long, a standby that is not yet the new server.
_PASSING_CLASSES = ("08", "40", "57P")
_PASSING_STATES = {"25006", "53200", "53300", "55P03", "57014"}
# Why nobody gets in before somebody mends it. The client library gives no code for this, only the server's words; where
# they are in another language it counts as passing.
_LASTING_WORDS = (
    "authentication failed",
    "no password supplied",
    "does not exist",
    "no pg_hba.conf entry",
    "not permitted to log in",
    "permission denied",
    "certificate",
    "does not support ssl",
)


class Database:
    """A database, and the connections of each process to it. Connects when it is first used.

    `schema` holds our tables, apart from those of others; `migrate` brings them up to date on each new connection.
    """

    def __init__(self, address: str, schema: str, migrate: Callable[[Connection, str], None]) -> None:
        self._parameters = _parameters(address)
        self._schema, self._migrate = schema, migrate
        # A forked process must not use the connections of the one that it came from, nor close them.
        self._pools: dict[int, _Pool] = {}

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection on which each statement is a transaction of its own. Raises StoreError."""
        pool = self._pools.setdefault(os.getpid(), _Pool())
        if not pool.free.acquire(timeout=PATIENCE.total_seconds()):
            raise StoreError(f"the request log cannot be used: all {MOST_CONNECTIONS} connections are busy", retry=True)
        try:
            connection = pool.taken() or self._opened()
            try:
                yield connection
            finally:
                pool.put_back(connection)
        except psycopg.Error as error:
            # Without its cause: the server's details quote rows, and this may be logged.
            raise _explained(error) from None
        finally:
            pool.free.release()

    @contextmanager
    def patient_connection(self) -> Iterator[Connection]:
        """A connection for what may take its time. All its statements are one transaction. Raises StoreError."""
        with self.connection() as connection, connection.transaction():
            connection.execute(f"SET LOCAL statement_timeout = {_milliseconds(LONG_PATIENCE)}")
            yield connection

    def close(self) -> None:
        """Close what is not in use. A later use opens connections again."""
        pool = self._pools.get(os.getpid())
        while pool and (connection := pool.taken()):
            connection.close()

    def _opened(self) -> Connection:
        connection = psycopg.connect(**self._parameters, autocommit=True)
        try:
            connection.execute(_SETTINGS, {"schema": self._schema, "patience": _milliseconds(PATIENCE)})
            self._migrate(connection, self._schema)
        except BaseException:
            connection.close()
            raise
        return connection


class _Pool:
    """The connections of one process that nobody uses now, and how many more may be in use."""

    def __init__(self) -> None:
        self.free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._idle: deque[Connection] = deque()

    def taken(self) -> Connection | None:
        """A connection that lives; None where there is none."""
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:
                break
            if not _spoke_up(connection):
                return connection
            connection.close()
        return None

    def put_back(self, connection: Connection) -> None:
        """Keep a connection for later, unless it broke or was left in the middle of something."""
        if connection.info.transaction_status == TransactionStatus.IDLE:
            self._idle.append(connection)
        else:
            connection.close()


def first_row(connection: Connection, query: str, values: Values = None) -> tuple[Any, ...]:
    """The first row of a query that always has one."""
    row = connection.execute(query, values, binary=True).fetchone()
    if row is None:
        raise LookupError("a query that always has an answer had none")
    return row


def _spoke_up(connection: Connection) -> bool:
    """Whether the server has sent something that nobody asked for: that it is going down, or has gone."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


def _parameters(address: str) -> dict[str, Any]:
    """The parameters of a connection. Raises StoreError, without the address: a password stands in it."""
    try:
        given = conninfo_to_dict(address)
        hosts = str(given.get("hostaddr") or given.get("host") or os.environ.get("PGHOST", "")).split(",")
    except psycopg.Error:
        message = (
            "the address of the request log cannot be read: it is postgresql://user:password@host:5432/database, with "
            "@ as %40, / as %2F, : as %3A and % as %25 in the password"
        )
        raise StoreError(message, retry=False) from None
    parameters = {**_USUAL, **given}
    if not all(host in _THIS_MACHINE or host.startswith("/") for host in hosts):
        # libpq by itself would send what customers wrote unencrypted to a server that asks for it.
        parameters.setdefault("sslmode", os.environ.get("PGSSLMODE", "require"))
    return parameters


def _explained(error: psycopg.Error) -> StoreError:
    words = " ".join((error.diag.message_primary or str(error)).split())
    state = error.sqlstate
    if state:
        retry = state.startswith(_PASSING_CLASSES) or state in _PASSING_STATES
        words = f"{words} ({state})"
    else:
        retry = isinstance(error, psycopg.OperationalError) and not any(
            sign in words.lower() for sign in _LASTING_WORDS
        )
    return StoreError(f"the request log cannot be used: {words}", retry=retry)


def _milliseconds(duration: timedelta) -> str:
    return str(duration // timedelta(milliseconds=1))
