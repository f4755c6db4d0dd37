"""Each test here runs on every store. Where a server cannot run its tests are skipped, with the reason."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from contact.store import Store
from tests.contact.stores.dynamodb_place import DynamodbPlace
from tests.contact.stores.dynamodb_server import Unavailable as NoDynamodb
from tests.contact.stores.dynamodb_server import dynamodb_server
from tests.contact.stores.places import MemoryPlace, NewPlace, Place, PostgresqlPlace, SqlitePlace
from tests.contact.stores.postgresql_server import PostgresqlServer, Unavailable, postgresql_server

REAL_STORES = ("sqlite", "postgresql", "dynamodb")
# How many random histories each lives through: the ones on a server take longer.
HISTORIES = {"memory": 5, "sqlite": 30, "postgresql": 20, "dynamodb": 2}


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """One server for all tests of a worker."""
    try:
        with postgresql_server() as server:
            yield server
    except Unavailable as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def dynamodb() -> Iterator[str]:
    """The address of one server for all tests of all workers."""
    try:
        with dynamodb_server() as address:
            yield address
    except NoDynamodb as reason:
        pytest.skip(str(reason))


@pytest.fixture
def new_table(dynamodb: str) -> Iterator[NewPlace]:
    """Makes a table for each call."""
    with ExitStack() as undo:

        def new() -> DynamodbPlace:
            place = DynamodbPlace(address=dynamodb)
            undo.callback(place.close)
            return place

        yield new


@pytest.fixture(params=["memory", *REAL_STORES])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> NewPlace:
    """Makes a place for each call."""
    if request.param == "dynamodb":
        new_table: NewPlace = request.getfixturevalue("new_table")
        return new_table
    if request.param == "postgresql":
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        return lambda: PostgresqlPlace(address=server.address, schema=f"desk_{secrets.token_hex(8)}")
    if request.param == "memory":
        return MemoryPlace
    return lambda: SqlitePlace(path=tmp_path / f"{secrets.token_hex(8)}.sqlite3")


@pytest.fixture
def place(new_place: NewPlace) -> Place:
    return new_place()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.open()
    yield opened
    opened.close()


@pytest.fixture
def histories(request: pytest.FixtureRequest) -> int:
    """How many."""
    return HISTORIES[request.node.callspec.params["new_place"]]
