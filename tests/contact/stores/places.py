"""Where the stores under test keep their cases: whoever opens a place twice sees the same."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest

from contact.store import (
    Store,
    postgresql,
    postgresql_counts,
    postgresql_schema,
    postgresql_searches,
    sqlite,
    sqlite_counts,
    sqlite_schema,
    sqlite_searches,
)
from contact.store.postgresql import PostgresqlStore
from contact.store.sqlite import SqliteStore
from tests.contact.stores.memory import MemoryStore


class Place(Protocol):
    """One log, empty at first."""

    @property
    def version(self) -> int:
        """The version of what we write."""

    def open(self) -> Store:
        """A store of its own onto this place, as another process has one."""

    def make_newer(self) -> None:
        """Leave the place as a Frontdesk of later years does."""

    def contents(self) -> bytes:
        """Everything that whoever steals it can read."""

    def read_by(self, page: int, patch: pytest.MonkeyPatch) -> None:
        """Let long lists be read in pages of this size."""

    def end_votes_at(self, pages: int, patch: pytest.MonkeyPatch) -> None:
        """Let this be the most pages that are voted on in a day."""

    def end_searches_at(self, searches: int, patch: pytest.MonkeyPatch) -> None:
        """Let this be the most different searches that are counted in a day."""


NewPlace = Callable[[], Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPlace:
    """Nowhere but in this process."""

    store: MemoryStore = field(default_factory=MemoryStore)

    @property
    def version(self) -> int:
        return 0

    def open(self) -> MemoryStore:
        return self.store

    def make_newer(self) -> None:
        """Nothing is left of it that could be newer."""

    def contents(self) -> bytes:
        return repr(self.store).encode()

    def read_by(self, page: int, patch: pytest.MonkeyPatch) -> None:
        """Everything is read at once."""

    def end_votes_at(self, pages: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(self.store, "most_voted", pages)

    def end_searches_at(self, searches: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(self.store, "most_searches", searches)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlitePlace:
    """A file."""

    path: Path

    @property
    def version(self) -> int:
        return len(sqlite_schema.MIGRATIONS)

    def open(self) -> SqliteStore:
        return SqliteStore(self.path)

    def make_newer(self) -> None:
        file = sqlite3.connect(self.path)
        file.execute("PRAGMA user_version = 99")
        file.close()

    def contents(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.path.parent.glob(f"{self.path.name}*"))

    def read_by(self, page: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(sqlite, "PAGE", page)

    def end_votes_at(self, pages: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(sqlite_counts, "MOST_VOTED_PAGES", pages)

    def end_searches_at(self, searches: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(sqlite_searches, "MOST_SEARCHES", searches)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresqlPlace:
    """A schema of its own in a database."""

    address: str
    schema: str

    @property
    def version(self) -> int:
        return len(postgresql_schema.MIGRATIONS)

    def open(self) -> PostgresqlStore:
        return PostgresqlStore(self.address, self.schema)

    def make_newer(self) -> None:
        store = self.open()
        store.newest(1)
        store.close()
        with self.connected() as connection:
            connection.execute("INSERT INTO versions VALUES (99)")

    def contents(self) -> bytes:
        with self.connected() as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = %s", (self.schema,)
            ).fetchall()
            return b"".join(self._copied(connection, table) for (table,) in tables)

    def read_by(self, page: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(postgresql, "PAGE", page)

    def end_votes_at(self, pages: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(postgresql_counts, "MOST_VOTED_PAGES", pages)

    def end_searches_at(self, searches: int, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(postgresql_searches, "MOST_SEARCHES", searches)

    def connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection past the store."""
        return psycopg.connect(self.address, options=f"-c search_path={self.schema}", autocommit=True)

    @staticmethod
    def _copied(connection: "psycopg.Connection[tuple[Any, ...]]", table: str) -> bytes:
        with connection.cursor().copy(f"COPY {table} TO STDOUT (FORMAT binary)".encode()) as copy:
            return b"".join(bytes(part) for part in copy)
