"""frontdesk report bundle: all that an examiner asks for as it stood on a day, in a folder or a zip that proves itself."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from contact.kept_report import KeptReport
from contact.log import Log
from contact.report.period_report.basis import zone_of
from contact.report.period_report.making import made
from contact.report.period_report.sealing import made_again, name_of
from desk.data import UnreadableError
from desk.finding import FindingsError, numbered
from desk.folders import made_private
from desk.settings.model import Settings
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.commands.profiles import report_as_json
from frontdesk.commands.report.asked_period import PROFILES, asked_basis, reading, reading_options
from frontdesk.commands.report.report_files import write_calls, write_report
from frontdesk.commands.report.which_days import day_options
from frontdesk.examination.building import Wanted, build
from frontdesk.examination.git import GitError
from frontdesk.examination.package import Package
from frontdesk.examination.that_day import day_in
from frontdesk.today import now
from frontdesk.typed_day import typed_day
from generator.profile_report import profile_reports

ZIP, REPORTS = ".zip", "reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of which day, with which reports, and where to."""
    parser.add_argument(
        "--as-of", type=typed_day, required=True, metavar="DATE", help="as all of it stood at the end of this day"
    )
    day_options(parser)
    parser.add_argument("--profile", choices=PROFILES, default="", help="the report of --period: for this profile")
    parser.add_argument("--language", default="", metavar="CODE", help="of the page and the workbook: en or es")
    parser.add_argument(
        "--output", type=Path, required=True, metavar="DIR|FILE.zip", help="a new folder, or a file that ends in .zip"
    )
    reading_options(parser)


def run(options: argparse.Namespace) -> int:
    """Put it together; the SHA-256 of its manifest is printed, to be handed over by another way."""
    settings = open_bundle(options.project).settings
    day = day_in(zone_of(settings), options.as_of)
    if day.end > now():
        print(f"{options.as_of} is not over yet: take a day that is", file=sys.stderr)
        return 2
    with open_log(options.project) as log, _folder(options.output) as folder:
        wanted = Wanted(
            project=options.project,
            day=day,
            settings=settings,
            time_zone=zone_of(settings),
            reports=lambda inside: _reports(options, settings, log, inside),
            checks=lambda project: _checks(project, options.as_of),
            synthetic=_is_synthetic(log),
        )
        try:
            found, digest = build(wanted, log.store, folder)
        except (GitError, ValueError) as error:
            raise BackendError(str(error)) from error
        files = len(Package(folder).names())
        if options.output.suffix == ZIP:
            Package(folder).zipped(options.output)
    print(f"{digest}  manifest.json")
    print(f"{numbered(files, 'file')} in {options.output}, as of the commit {found.commit.name}", file=sys.stderr)
    return 0


@contextmanager
def _folder(output: Path) -> Iterator[Path]:
    """Where it is put together: the folder that is asked for, or one for as long as a zip is made of it."""
    if output.suffix == ZIP:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    if output.is_dir() and any(output.iterdir()):
        raise BackendError(f"{output} is not empty: name a new folder, or a file that ends in .zip")
    yield made_private(output)


def _reports(options: argparse.Namespace, settings: Settings, log: Log, folder: Path) -> Sequence[str]:
    """Write the report of the period as it stood; without a period those of the last one that were kept."""
    if options.period or options.since:
        return [_report(options, settings, log, folder)]
    kept = [report for report in log.store.reports() if report.as_of <= options.as_of]
    last = max(kept, key=lambda report: report.as_of, default=None)
    return [_again(options, settings, log, report, folder) for report in kept if last and report.period == last.period]


def _report(options: argparse.Namespace, settings: Settings, log: Log, folder: Path) -> str:
    basis = asked_basis(options, settings, log.store)
    if basis is None:
        raise BackendError("there is no report of such days")
    name = f"{REPORTS}/{basis.period}-{basis.profile or 'all'}"
    kept = log.store.report(name_of(basis))
    if kept:
        return _again(options, settings, log, kept, folder)
    inside = folder / name
    inside.mkdir(parents=True)
    with reading(options, log.store, sealed=basis.seal is not None, lists=inside) as how:
        report, _ = made(basis, how)
        if not report.complete:
            ends = f"{basis.as_of:%Y-%m-%dT%H:%MZ}"
            print(
                f"{report.period} was not over at {ends}, where that day of the log ends: figures can grow",
                file=sys.stderr,
            )
        write_calls(inside, report, log.store)
        write_report(inside, report, "", options.language or settings.languages.default)
    return name


def _again(options: argparse.Namespace, settings: Settings, log: Log, listed: KeptReport, folder: Path) -> str:
    """A report that was kept, byte for byte. Raises BackendError where it is not the same any more."""
    name = f"{REPORTS}/{listed.id}"
    inside = folder / name
    inside.mkdir(parents=True)
    kept = log.store.report(listed.id) or listed
    with reading(options, log.store, sealed=True, lists=inside) as how:
        try:
            again = made_again(kept, how)
        except UnreadableError as error:
            raise BackendError(f"what was kept of '{kept.id}' cannot be read: {error}") from error
        if again.differs:
            raise BackendError(
                f"the report '{kept.id}' is not the same any more: run `frontdesk report again {kept.id}`"
            )
        write_calls(inside, again.report, log.store)
        write_report(inside, again.report, kept.digest, options.language or settings.languages.default)
    return name


def _checks(project: Path, day: date) -> object:
    try:
        return [report_as_json(report) for report in profile_reports(project, (), day)]
    except FindingsError as error:
        return {"not_readable": [finding.as_json() for finding in error.findings]}


def _is_synthetic(log: Log) -> bool:
    """Whether the newest case or the oldest one was made up: demo-data fills only logs in which nobody else is."""
    some = [*log.store.newest(1), *islice(log.store.walk(), 1)]
    return any(case.received.synthetic for case in some)
