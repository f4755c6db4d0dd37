"""How long does a customer wait until the case is on the disk? `python -m bench.recording [CASES]`, after `frontdesk build`."""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.timing import TOP, say, show
from contact.accept import Desk, accept
from contact.keys import LocalKeys
from contact.log import Log
from contact.store.sqlite import SqliteStore
from contact.validation import checked
from desk.bundle import read_bundle
from desk.folders import Folders

CASES = int(sys.argv[1]) if sys.argv[1:] else 500
OURS = "accept: check, case, event, outbox"


def main() -> None:
    """Ours, and beside it a single row in the same kind of file: what the disk itself costs."""
    bundle = read_bundle(Folders(TOP).bundle)
    words = bundle.words_in("en")
    form = {"kind": "request", "topic": bundle.settings.topics[0].id, "email": "a@example.org", "language": "en"}
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=TOP) as folder:
        store = SqliteStore(Path(folder, "log.sqlite3"))
        log = Log(store=store, keys=LocalKeys())
        desk = Desk(bundle=lambda: bundle, log=log, clock=lambda: datetime.now(UTC), wake=lambda: None)

        def ours(number: int) -> None:
            accept(checked({**form, "message": f"Message {number}"}, bundle.settings, words), desk)

        single = _single(Path(folder, "single.sqlite3"))
        figures = {OURS: _waits(ours), "one INSERT, same file settings": _waits(single)}
        store.close()
    for share, name in ((0.5, "median"), (0.95, "95th percentile")):
        chosen = {key: statistics.quantiles(waits, n=100)[int(share * 100) - 1] for key, waits in figures.items()}
        show(f"milliseconds until it is on the disk, {name} of {CASES}", "ms", chosen, OURS)
    say("")


def _waits(record: Callable[[int], None]) -> list[float]:
    waits = []
    for number in range(CASES):
        start = time.perf_counter()
        record(number)
        waits.append((time.perf_counter() - start) * 1000)
    return waits


def _single(path: Path) -> Callable[[int], None]:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE rows (text TEXT)"):
        connection.execute(statement)

    def record(number: int) -> None:
        connection.execute("INSERT INTO rows VALUES (?)", (f"Message {number}",))

    return record


if __name__ == "__main__":
    main()
