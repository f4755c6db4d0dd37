"""Connections to one SQLite file, and transactions in which those who write at the same time write together.

A transaction is on the disk when `write` returns (synchronous=FULL). Waiting for the disk is what takes time, so whoever
comes meanwhile joins the next transaction: each still sees its own success or failure alone. Processes take turns.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

from contact.store.sqlite_schema import migrate
from contact.store.turns import Turns
from contact.store.values import StoreError

# A little later these may be gone by themselves; a full disk or a broken file needs a person.
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT}
# The extended codes of SQLite hold the general one in their last eight bits.
_GENERAL_CODE = 0xFF
# So that nobody waits for a transaction without end.
MOST_TOGETHER = 200
# To find a moment at which nobody reads: so often, for so long, with so much time for those who write in between.
MOST_LOOKS = 10
SHORT_LOOK = timedelta(milliseconds=50)
BETWEEN_LOOKS = timedelta(milliseconds=100)
BETWEEN_TRIES = timedelta(milliseconds=10)

T = TypeVar("T")


class SqliteFile:
    """A file, made where there is none, and the connections to it that nobody uses now."""

    def __init__(self, path: Path, busy_timeout: timedelta) -> None:
        self.path = path
        self.busy_timeout = busy_timeout
        # Closing the last connection would write the whole log file over each time.
        self._idle: deque[sqlite3.Connection] = deque()
        self._waiting: deque[_Write[Any]] = deque()
        self._somebody_writes = False
        self._turn = threading.Lock()
        self._turns = Turns(path.with_name(f"{path.name}-turn"))

    def close(self) -> None:
        """Close the file. A later use opens it again."""
        while self._idle:
            self._idle.pop().close()
        self._turns.close()

    def write(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """What `act` returns, once everything it did is on the disk; what it raises, and then nothing of it is.

        Raises StoreError where the file cannot be used.
        """
        mine: _Write[T] = _Write(act)
        with self._turn:
            self._waiting.append(mine)
            others_turn, self._somebody_writes = self._somebody_writes, True
        if others_turn:
            mine.wait()
        if not mine.done:
            # Nobody else does it: all that waits by now is ours to write.
            try:
                self._write_waiting()
            finally:
                self._pass_on()
        return mine.outcome()

    def _pass_on(self) -> None:
        """Wake the first of those who came meanwhile, to write for all of them."""
        with self._turn:
            self._somebody_writes = bool(self._waiting)
            if self._waiting:
                self._waiting[0].wake()

    def _write_waiting(self) -> None:
        together = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
        try:
            with self.connection() as connection, self._turns.mine(self.busy_timeout):
                self._transaction(connection, together)
        except BaseException as error:
            for write in together:
                write.failed(error)
            if not isinstance(error, StoreError):
                raise
        finally:
            for write in together:
                write.done = True
                write.wake()

    @staticmethod
    def _transaction(connection: sqlite3.Connection, together: "Sequence[_Write[Any]]") -> None:
        # IMMEDIATE: a transaction that reads first and writes later could be refused half-way.
        connection.execute("BEGIN IMMEDIATE")
        try:
            for write in together:
                write.run(connection)
            connection.execute("COMMIT")
        except BaseException:
            # After a full disk SQLite has undone everything by itself already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def without_log(self) -> bool:
        """Move all that lies in the log beside the file into the file; False where others read it all the time."""
        for number in range(MOST_LOOKS):
            if number:
                time.sleep(BETWEEN_LOOKS.total_seconds())
            with self.connection() as connection:
                # Nobody can write while SQLite waits for those who read, and a customer may be waiting to.
                connection.execute(f"PRAGMA busy_timeout = {_milliseconds(SHORT_LOOK)}")
                is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                connection.execute(f"PRAGMA busy_timeout = {_milliseconds(self.busy_timeout)}")
            if not is_busy:
                return True
        return False

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading. Raises StoreError."""
        try:
            with ExitStack() as undo:
                connection = self._taken()
                undo.callback(connection.close)
                yield connection
                # Only after a success is it used again.
                undo.pop_all()
                self._idle.append(connection)
        except (sqlite3.Error, OSError) as error:
            raise _explained(error) from error

    def _taken(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._opened()

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Nobody but the desk's own account reads what customers wrote; SQLite gives its other files the same mode.
        # Only where there is no file: to open and close a database beside SQLite drops every lock that this process
        # holds on it, and then another process takes the log of what was written last for left over, and deletes it.
        with suppress(FileExistsError):
            self.path.touch(mode=0o600, exist_ok=False)
        connection = sqlite3.connect(
            self.path, timeout=self.busy_timeout.total_seconds(), isolation_level=None, check_same_thread=False
        )
        try:
            self._write_ahead(connection)
            # secure_delete: what is erased is written over, and not only no longer shown.
            for setting in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
                connection.execute(f"PRAGMA {setting}")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _write_ahead(self, connection: sqlite3.Connection) -> None:
        """Of several that turn a new file to this at once, SQLite tells some that it is locked, without waiting: so we wait."""
        end = time.monotonic() + self.busy_timeout.total_seconds()
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if not _is_passing(error) or time.monotonic() >= end:
                    raise
                time.sleep(BETWEEN_TRIES.total_seconds())
            else:
                return


class _Write(Generic[T]):
    """Something to be written, and what became of it."""

    def __init__(self, act: Callable[[sqlite3.Connection], T]) -> None:
        self.act = act
        self.done = False
        # Taken until somebody wakes whoever waits for it.
        self._asleep = threading.Lock()
        self._asleep.acquire()
        self._result: T | None = None
        self._error: BaseException | None = None

    def wait(self) -> None:
        """Sleep until it is done, or until it is our turn to do it."""
        self._asleep.acquire()

    def wake(self) -> None:
        """Somebody did it, or leaves it to us. Waking twice is no mistake."""
        with suppress(RuntimeError):
            self._asleep.release()

    def run(self, connection: sqlite3.Connection) -> None:
        """Do it within a transaction; what fails by itself is undone alone."""
        connection.execute("SAVEPOINT alone")
        try:
            self._result = self.act(connection)
        except sqlite3.IntegrityError as error:
            self._undo(connection, _explained(error))
        except (sqlite3.Error, OSError):
            # The whole transaction is lost.
            raise
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asked for this write
            self._undo(connection, error)
        connection.execute("RELEASE alone")

    def failed(self, error: BaseException) -> None:
        """The transaction came to nothing."""
        self._error = self._error or error

    def outcome(self) -> T:
        """The result, or what went wrong."""
        if self._error:
            raise self._error
        return self._result  # type: ignore[return-value] # set wherever there is no error

    def _undo(self, connection: sqlite3.Connection, error: Exception) -> None:
        self._error = error
        connection.execute("ROLLBACK TO alone")


def _explained(error: sqlite3.Error | OSError) -> StoreError:
    retry = isinstance(error, TimeoutError) or _is_passing(error)
    return StoreError(f"the request log cannot be used: {error}", retry=retry)


def _is_passing(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _GENERAL_CODE in _PASSING


def _milliseconds(duration: timedelta) -> int:
    return duration // timedelta(milliseconds=1)
