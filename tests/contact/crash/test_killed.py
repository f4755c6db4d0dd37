"""Killed at random points under load, a desk loses nothing that a customer was told, whatever its store (rows E3, T1)."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from desk.bundle import Bundle
from tests.contact.crash.harness import rampage
from tests.contact.crash.stores import OPENED
from tests.contact.stores.dynamodb_server import Unavailable as NoDynamodb
from tests.contact.stores.postgresql_server import Unavailable as NoPostgresql

# A desk on DynamoDB Local takes half a second until it is at work.
KILLS = {"sqlite": 30, "postgresql": 25, "dynamodb": 8}


@pytest.mark.parametrize(("name", "desks"), [*((name, 1) for name in OPENED), ("sqlite", 2)])
def test_nothing_is_lost(name: str, desks: int, tmp_path: Path, bundle: Bundle) -> None:
    """Every reference that a customer saw is in the log, each has its acknowledgement, and the log adds up.

    `python -m bench.contact.crash` does the same thousands of times.
    """
    with ExitStack() as stack:
        try:
            store, environment = stack.enter_context(OPENED[name](tmp_path))
        except (NoDynamodb, NoPostgresql) as reason:
            pytest.skip(str(reason))
        outcome = rampage(store, environment, bundle, tmp_path, kills=KILLS[name], desks=desks)
    assert outcome.flawless, outcome
    assert outcome.accepted > KILLS[name]
