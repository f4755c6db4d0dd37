"""Each store, open, with the environment in which another process finds the same one."""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import timedelta
from pathlib import Path

from contact.store import Store
from contact.store.sqlite import SqliteStore
from tests.contact.stores.dynamodb_place import DynamodbPlace
from tests.contact.stores.dynamodb_server import dynamodb_server
from tests.contact.stores.postgresql_server import postgresql_server

Opened = tuple[Store, Mapping[str, str]]
# A machine that is busy is no fault of the store.
PATIENT = timedelta(seconds=10)


@contextmanager
def sqlite(folder: Path) -> Iterator[Opened]:
    """A file in the folder."""
    path = folder / f"{secrets.token_hex(4)}.sqlite3"
    with closing(SqliteStore(path, busy_timeout=PATIENT)) as store:
        yield store, {"FRONTDESK_DATABASE": str(path)}


@contextmanager
def postgresql(_folder: Path) -> Iterator[Opened]:
    """A server of its own that waits for the disk, as a real one does."""
    # Only where there is a server is the driver needed.
    from contact.store.postgresql import PostgresqlStore  # noqa: PLC0415 - as above

    with postgresql_server(hurried=False) as server, closing(PostgresqlStore(server.address)) as store:
        yield store, {"FRONTDESK_DATABASE": server.address}


@contextmanager
def dynamodb(_folder: Path) -> Iterator[Opened]:
    """A table in Amazon's own DynamoDB Local."""
    with dynamodb_server() as address:
        place = DynamodbPlace(address=address)
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION")
        named = {name: os.environ[name] for name in names if name in os.environ}
        with closing(place.open()) as store:
            yield (
                store,
                {**named, "FRONTDESK_DATABASE": f"dynamodb://{place.table}", "AWS_ENDPOINT_URL_DYNAMODB": address},
            )


OPENED: Mapping[str, Callable[[Path], AbstractContextManager[Opened]]] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
    "dynamodb": dynamodb,
}
