"""A project, its log and a day -> a folder with all that an examiner asks for, and the proof that nothing in it was changed.

The one module that knows all parts. Reports and the checks of profiles are put in by whoever calls.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from contact.store import Seal, Store
from desk.settings.model import Settings
from frontdesk.examination.from_log import kept_reports, put_seals, told
from frontdesk.examination.from_settings import hours, responsible
from frontdesk.examination.package import Package
from frontdesk.examination.read_me import Contents, read_me
from frontdesk.examination.that_day import Day, ThatDay, that_day
from frontdesk.version import VERSION

PROJECT = "project"
VERIFY = Path(__file__).parent / "verify_bundle.py"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be put together. `settings` are those of today: they name the organisation, its clock and the policies.

    `reports` puts the reports into the folder and says below which names; `checks` are what the profiles' checks say of a
    project's folder; `synthetic` says that cases of the log were made up.
    """

    project: Path
    day: Day
    settings: Settings
    time_zone: str
    reports: Callable[[Path], Sequence[str]]
    checks: Callable[[Path], object]
    synthetic: bool


def build(wanted: Wanted, store: Store, folder: Path) -> tuple[ThatDay, str]:
    """Fill an empty folder; what was found, and the SHA-256 of the manifest. Raises GitError, StoreError and OSError."""
    package = Package(folder)
    found = that_day(
        wanted.project,
        wanted.day,
        wanted.settings.reports.policies,
        folder / PROJECT,
        lambda path, content: package.put(f"{PROJECT}/{path}", content),
    )
    if found.settings:
        package.put_json("responsible.json", responsible(found.settings, wanted.day.day))
        package.put_json("hours.json", hours(found.settings, wanted.day.day))
        package.put_json("profile-checks.json", wanted.checks(folder / PROJECT))
    seals = put_seals(store, wanted.day.day, package.put)
    package.put_json("kept-reports.json", [told(report) for report in kept_reports(store)])
    reports = wanted.reports(folder)
    package.put("verify.py", VERIFY.read_bytes())
    package.put("README.md", read_me(_contents(wanted, found, seals, reports)))
    return found, package.finish()


def _contents(wanted: Wanted, found: ThatDay, seals: Sequence[Seal], reports: Sequence[str]) -> Contents:
    return Contents(
        organisation=wanted.settings.organisation.name,
        day=wanted.day.day,
        time_zone=wanted.time_zone,
        found=found,
        seals=len(seals),
        reports=reports,
        version=VERSION,
        synthetic=wanted.synthetic,
    )
