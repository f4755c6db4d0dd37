"""The options of a period report -> what it is made from, and how the log is read for it. Knows no figure and no file."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from contact.report.period import last_quarter, named
from contact.report.period_report.basis import Asked, Basis, basis_of, instants, zone_of
from contact.report.period_report.case_lists import CaseLists
from contact.report.period_report.counting import Part, Reading
from contact.report.period_report.kept_facts import KeptFacts
from contact.report.period_report.presets import PRESETS
from contact.report.period_report.sealing import newest_seal
from contact.seal import end_of
from contact.store import Store
from desk.folders import Folders
from desk.settings import Settings
from frontdesk.backend import BackendError
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.terminal import progress
from frontdesk.today import now
from frontdesk.typed_day import typed_day
from frontdesk.typed_number import number_to
from generator.processes import ProcessError, cores, results

PROFILES = tuple(name for name in PRESETS if name)


def period_options(parser: argparse.ArgumentParser) -> None:
    """Which days, for which profile, and as the log stood when."""
    day_options(parser)
    parser.add_argument(
        "--profile", choices=PROFILES, default="", help="what a set of rows asks for beside the figures"
    )
    parser.add_argument("--as-of", type=typed_day, metavar="DATE", help="as the log stood at the end of this day (UTC)")


def reading_options(parser: argparse.ArgumentParser) -> None:
    """How the log is read."""
    parser.add_argument("--jobs", type=number_to(64), metavar="N", help="so many processes (default: all cores)")
    parser.add_argument(
        "--fresh", action="store_true", help="read the whole log, also what was kept of it in .frontdesk/reports"
    )


def asked_basis(options: argparse.Namespace, settings: Settings, store: Store) -> Basis | None:
    """What the report is made from; None, and a message, for days that make no sense. Raises StoreError."""
    this_moment = now()
    period = chosen_days(options, otherwise=last_quarter(this_moment.date()))
    if period is None:
        return None
    seal = newest_seal(store, options.as_of)
    start, end = instants(period, zone_of(settings))
    as_of = end_of(seal.day) if seal else _unsealed(options.as_of, end, this_moment)
    if as_of <= start:
        said(
            f"the period begins on {period.since}, and the log is known up to {as_of.isoformat(timespec='minutes')} only"
        )
        return None
    return basis_of(settings, Asked(name=named(period), period=period, profile=options.profile, as_of=as_of, seal=seal))


def _unsealed(as_of: date | None, end: datetime, this_moment: datetime) -> datetime:
    return min(end_of(as_of) if as_of else end, this_moment)


@contextmanager
def reading(options: argparse.Namespace, store: Store, *, sealed: bool, lists: Path | None = None) -> Iterator[Reading]:
    """How the log is read. What goes wrong on the way is a BackendError."""
    jobs = options.jobs or cores()
    kept = KeptFacts(Folders(options.project).reports, store) if sealed and not options.fresh else None
    with progress() as told:
        try:
            yield Reading(
                store=store, run=_runner(jobs, told), jobs=jobs, kept=kept, lists=CaseLists(lists) if lists else None
            )
        except ProcessError as error:
            raise BackendError(str(error)) from error
        except OSError as error:
            raise BackendError(f"{error.filename or 'a file'} cannot be written: {error.strerror}") from error


def _runner(
    jobs: int, told: Callable[[str, int, int], None]
) -> Callable[[Sequence[Callable[[], Part]]], Sequence[Part]]:
    def run(tasks: Sequence[Callable[[], Part]]) -> Sequence[Part]:
        ended: set[int] = set()

        def done(number: int) -> None:
            ended.add(number)
            told("weeks of the log", len(ended), len(tasks))

        return results(tasks, jobs, done)

    return run


def said(message: str) -> None:
    """A line for who is waiting, beside what a program reads."""
    print(message, file=sys.stderr)
