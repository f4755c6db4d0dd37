"""How long does the report of a quarter take? `python -m bench.contact.period_report [CASES] [STORE] [FOLDER] [JOBS]`.

A log as bench.contact.large_log fills it; then the report three times: over the whole log, over the facts that were kept, and a
day later. Memory is that of the largest process; the log may be one that is there already: give its file or address as STORE.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench.contact.large_log import fill, opened
from bench.timing import say
from contact.report.period import parse_period
from contact.report.period_report.basis import Asked, basis_of
from contact.report.period_report.counting import Part, Reading
from contact.report.period_report.kept_facts import KeptFacts
from contact.report.period_report.making import made
from contact.store import Store
from desk.settings import Settings
from generator.processes import results
from tests.contact.stores.postgresql_server import postgresql_server
from tests.desk.sample import SAMPLE, accepted

PERIOD = "2026-Q3"
AS_OF = datetime(2026, 10, 1, tzinfo=UTC) + timedelta(days=1)
MAIL = "m" * 100
KIBIBYTES_A_MEBIBYTE = 1024


def main() -> None:
    """Fill a log where there is none, and report it."""
    cases, kind, folder, jobs = (*sys.argv[1:], *("2000000", "sqlite", "", "2")[len(sys.argv) - 1 :])
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=folder or None)))
        where = kind
        if kind == "postgresql":
            where = stack.enter_context(postgresql_server(hurried=True)).address
        if kind == "sqlite":
            where = str(place / "requests.sqlite3")
        if kind in {"sqlite", "postgresql"}:
            fill(where, int(cases), MAIL)
        store, settings = opened(where), accepted(SAMPLE)
        for name, as_of in (
            ("the whole log", AS_OF),
            ("facts kept", AS_OF),
            ("a day later", AS_OF + timedelta(days=1)),
        ):
            reported(name, partial(report, store, settings, place / "kept", as_of, int(jobs)))
        store.close()


def reported(name: str, act: Callable[[], int]) -> None:
    """Say how long it took, how much of that the processors worked for it, and how much memory."""
    start, worked = time.perf_counter(), _worked()
    read = act()
    seconds, worked = time.perf_counter() - start, _worked() - worked
    here, beside = (resource.getrusage(who).ru_maxrss // KIBIBYTES_A_MEBIBYTE for who in _WHO)
    told = f"{seconds:8,.1f} s ({worked:,.1f} s of processors), {read:,} cases"
    say(f"  {name:16} {told}; {here:,} MiB here, {beside:,} MiB in the largest process beside")


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _worked() -> float:
    """Seconds of processors for this process and for those that it started and that have ended."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _WHO))


def report(store: Store, settings: Settings, kept: Path, as_of: datetime, jobs: int) -> int:
    """Make it; how many cases were read."""
    asked = Asked(name=PERIOD, period=parse_period(PERIOD), profile="nydfs", as_of=as_of, seal=None)
    reading = Reading(store=store, run=partial(_run, jobs), jobs=jobs, kept=KeptFacts(kept, store))
    found, _ = made(basis_of(settings, asked), reading)
    return found.cases_read


def _run(jobs: int, tasks: Sequence[Callable[[], Part]]) -> Sequence[Part]:
    return results(tasks, jobs)


if __name__ == "__main__":
    main()
