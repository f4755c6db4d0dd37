"""What does each store take to record a case, claim its mail, and write down that it was sent? `python -m bench.stores [CASES]`.

A store whose server cannot run here is left out. DynamoDB Local says how we use DynamoDB, not how fast AWS is.
"""

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bench.timing import TOP, say
from contact.events import Acknowledged
from contact.keys import LocalKeys
from contact.log import Arrival, Log
from contact.personal import personal
from contact.store import Finished, Store
from contact.store.sqlite import SqliteStore
from tests.contact.stores import dynamodb_server, postgresql_server
from tests.contact.stores.dynamodb_place import DynamodbPlace
from tests.contact.stores.places import PostgresqlPlace
from tests.contact.stores.samples import RECEIVED

CASES = int(sys.argv[1]) if sys.argv[1:] else 300
AT_ONCE = (1, 8)
LEASE = timedelta(minutes=3)
# About as long as those of the demonstration desk.
SENT = Acknowledged(
    message_id="<acknowledgement@example.org>",
    language="en",
    subject="We have received your message",
    text="We have received your message. " * 30,
    html="<p>We have received your message.</p> " * 100,
    template="request",
    template_digest="0" * 64,
    commit="0123abc",
    attempts=1,
)
STEPS = ("record", "claim", "find", "add")

T = TypeVar("T")


class Waits:
    """Milliseconds of each step, over all cases."""

    def __init__(self) -> None:
        self.of: defaultdict[str, list[float]] = defaultdict(list)

    def timed(self, step: str, act: Callable[[], T]) -> T:
        """Do it, and note how long it took."""
        start = time.perf_counter()
        done = act()
        self.of[step].append((time.perf_counter() - start) * 1000)
        return done

    def spread(self, step: str) -> str:
        """The median and the 99th percentile."""
        hundredths = statistics.quantiles(self.of[step], n=100)
        return f"{hundredths[49]:11.1f}  {hundredths[98]:6.1f}"


def main() -> None:
    """Each store, by one sender and by several at the same time."""
    say(f"{'':10}  at once  cases/s   {'  '.join(f'{step:>7} p50     p99' for step in STEPS)}   (ms, {CASES} cases)")
    for name, opened in STORES.items():
        try:
            with opened() as store:
                measure(name, Log(store=store, keys=LocalKeys()))
        except (postgresql_server.Unavailable, dynamodb_server.Unavailable) as reason:
            say(f"{name:10}  left out: {reason}")


def measure(name: str, log: Log) -> None:
    """The lines of a store."""
    # Servers need a while until they run as fast as they can.
    run(log, 1, CASES // 3)
    for at_once in AT_ONCE:
        seconds, waits = run(log, at_once, CASES)
        say(f"{name:10}  {at_once:7}  {CASES / seconds:7.0f}   {'  '.join(map(waits.spread, STEPS))}")


def run(log: Log, at_once: int, cases: int) -> tuple[float, Waits]:
    """All seconds that it took, and what each step took."""
    waits = Waits()
    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as people:
        list(people.map(lambda _: one_case(log, waits), range(cases)))
    return time.perf_counter() - start, waits


def one_case(log: Log, waits: Waits) -> None:
    """What a message costs from its arrival until its mail has gone."""
    now = datetime.now(UTC)
    texts = personal({"message": "What does a withdrawal cost? " * 10, "email": "ana@example.net"})
    mails = [("acknowledgement", "waiting")]
    arrival = Arrival(
        at=now, token=f"{time.perf_counter_ns()}{texts.salt}", texts=texts, bodies=[RECEIVED], mails=mails
    )
    waits.timed("record", lambda: log.record(arrival))
    claimed = waits.timed("claim", lambda: log.store.claim(datetime.now(UTC), LEASE))
    # Perhaps others hold what was due.
    for entry in claimed:
        case = waits.timed("find", lambda entry=entry: log.store.find(entry.reference))
        finished = Finished(entry=entry, state="sent")
        waits.timed("add", lambda case=case, finished=finished: log.add(case, now, SENT, finished=finished))


@contextmanager
def sqlite() -> Iterator[Store]:
    """A file on the disk of this project."""
    with (
        tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=TOP) as folder,
        closing(SqliteStore(Path(folder, "log.sqlite3"))) as store,
    ):
        yield store


@contextmanager
def postgresql() -> Iterator[Store]:
    """A server on this machine, which waits for the disk as one of real life does."""
    with (
        postgresql_server.postgresql_server(hurried=False) as server,
        closing(PostgresqlPlace(address=server.address, schema="bench").open()) as store,
    ):
        yield store


@contextmanager
def dynamodb() -> Iterator[Store]:
    """DynamoDB Local, in memory."""
    with (
        dynamodb_server.dynamodb_server() as address,
        closing(DynamodbPlace(address=address)) as place,
        closing(place.open()) as store,
    ):
        yield store


STORES = {"SQLite": sqlite, "PostgreSQL": postgresql, "DynamoDB": dynamodb}

if __name__ == "__main__":
    main()
