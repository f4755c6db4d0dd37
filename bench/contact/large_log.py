"""How fast is a large log read? `python -m bench.contact.large_log [CASES] [STORE] [FOLDER] [BYTES]`, no build needed.

A quarter of cases with all that happens to them, written past the store, many at once, in the order of time; each mail has
so many BYTES. Then what reports and lists read of it, with the time that passes. 2 million cases with mails of 10,000 bytes
take 25 GB of disk for as long as it runs, with mails of 100 bytes 10 GB.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import psycopg

from bench.contact.made_quarter import DAYS, START, in_time
from bench.timing import say
from contact.standing import Work
from contact.store import Store
from contact.store.postgresql import SCHEMA, PostgresqlStore
from contact.store.sqlite import SqliteStore
from tests.contact.stores.postgresql_server import postgresql_server

# So many rows are written at once.
ROWS = 50_000

Rows = list[tuple[object, ...]]
At = Callable[[datetime], object]


def main() -> None:
    """Fill a log, then read it."""
    cases = int(sys.argv[1]) if sys.argv[1:] else 2_000_000
    kind = sys.argv[2] if sys.argv[2:] else "sqlite"
    mail = "m" * (int(sys.argv[4]) if sys.argv[4:] else 10_000)
    folder = sys.argv[3] if sys.argv[3:] else None
    with ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=folder))
        where = str(Path(place) / "requests.sqlite3")
        if kind == "postgresql":
            where = stack.enter_context(postgresql_server(hurried=True)).address
        start = time.perf_counter()
        fill(where, cases, mail)
        say(f"{kind}: {cases:,} cases written in {time.perf_counter() - start:,.0f} s")
        measure(where, cases)


def opened(where: str) -> Store:
    """The store at a place: an address or a file."""
    return PostgresqlStore(where) if where.startswith("postgresql:") else SqliteStore(Path(where))


def fill(where: str, cases: int, mail: str) -> None:
    """Write so many cases into an empty log, whose index of work is whole."""
    store = opened(where)
    store.work_missing_before()
    store.close()
    if where.startswith("postgresql:"):
        with psycopg.connect(where, options=f"-c search_path={SCHEMA} -c synchronous_commit=off") as connection:
            _write(cases, mail, lambda table, rows: _copy(connection, table, rows), _of_postgresql)
            connection.commit()
            connection.autocommit = True
            connection.execute("VACUUM ANALYZE")
        return
    with closing(sqlite3.connect(where, isolation_level=None)) as connection:
        for pragma in ("synchronous = OFF", "cache_size = -1500000", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        _write(cases, mail, lambda table, rows: _insert(connection, table, rows), _of_sqlite)


def _write(cases: int, mail: str, write: Callable[[str, Rows], None], at: At) -> None:
    tables: dict[str, Rows] = {"cases": [], "events": [], "work": []}
    for event, made in in_time(cases, mail):
        if made:
            first = made.events[0]
            case = (made.reference, f"token-{made.reference}", "key", b"wrapped", at(first.at), "")
            tables["cases"].append(case)
            if made.work:
                tables["work"].append(_work_row(made.work, at))
        row = (event.reference, event.number, at(event.at), event.kind, event.body, event.previous, event.digest)
        tables["events"].append(row)
        if len(tables["events"]) >= ROWS:
            _flush(tables, write)
    _flush(tables, write)


def _work_row(work: Work, at: At) -> tuple[object, ...]:
    return work.reference, at(work.due), work.task, work.queue, work.to, work.kind, work.topic


def _flush(tables: dict[str, Rows], write: Callable[[str, Rows], None]) -> None:
    for table, rows in tables.items():
        write(table, rows)
        rows.clear()


_COLUMNS = {
    "cases": "reference, token, key, wrapped_key, received_at, sender",
    "events": "reference, number, at, kind, body, previous, digest",
    "work": "reference, due, task, queue, person, kind, topic",
}


def _insert(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    marks = ", ".join("?" for _ in _COLUMNS[table].split(", "))
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO {table} ({_COLUMNS[table]}) VALUES ({marks})", rows)  # noqa: S608 - our own words
    connection.execute("COMMIT")


def _copy(connection: "psycopg.Connection[tuple[object, ...]]", table: str, rows: Rows) -> None:
    with connection.cursor().copy(f"COPY {table} ({_COLUMNS[table]}) FROM STDIN".encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _of_sqlite(instant: datetime) -> str:
    return instant.isoformat(timespec="microseconds")


def _of_postgresql(instant: datetime) -> datetime:
    return instant


def measure(where: str, cases: int) -> None:
    """Print how long it takes to read what reports and lists read."""
    store = opened(where)
    some = [history.reference for history in islice(store.histories(START + timedelta(days=40)), 1000)]
    in_ms: dict[str, Callable[[], object]] = {
        "due(limit=50)": lambda: store.due(limit=50),
        "due(limit=50, queue)": lambda: store.due(limit=50, queue="cards"),
        "due(limit=50, to)": lambda: store.due(limit=50, to="Ana"),
        "due(limit=50, queue, to)": lambda: store.due(limit=50, queue="cards", to="Ana"),
        "due(limit=50, before)": lambda: store.due(limit=50, before=START + timedelta(days=90)),
        "work_on(500)": lambda: store.work_on(some[:500]),
        "find": lambda: store.find(some[0]),
        "histories_of(1000)": lambda: list(store.histories_of(some)),
        "heads_on(a day)": lambda: sum(1 for _ in store.heads_on((START + timedelta(days=50)).date())),
    }
    for name, act in in_ms.items():
        say(f"  {name:28} {_best(act) * 1000:10,.1f} ms")
    store.close()
    for parts in (1, 2):
        start = time.perf_counter()
        counted = _read(where, parts)
        seconds = time.perf_counter() - start
        say(
            f"  histories, {parts} process(es)     {seconds:10,.1f} s, {seconds / cases * 1e6:,.1f} µs a case, {counted:,} events"
        )


def _best(act: Callable[[], object]) -> float:
    seconds = list[float]()
    for _ in range(5):
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def _read(where: str, parts: int) -> int:
    step = timedelta(days=DAYS) / parts
    cuts = [None, *(START + step * number for number in range(1, parts)), None]
    if parts == 1:
        return _events(where, None, None)
    with ProcessPoolExecutor(parts) as processes:
        return sum(processes.map(_events, [where] * parts, cuts[:-1], cuts[1:]))


def _events(where: str, since: datetime | None, until: datetime | None) -> int:
    store = opened(where)
    count = sum(len(events) for _, events in store.histories(since, until))
    store.close()
    return count


if __name__ == "__main__":
    main()
