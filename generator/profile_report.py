"""A project and a profile -> each of its rows with who can tell whether it is met, and what the check found.

"Nothing found" is all that a check can say: nobody reads here that a rule is complied with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.bundle import AckTemplate
from desk.data import replace
from desk.finding import Finding, in_order
from desk.profiles.model import Profile, Row
from desk.profiles.reading import clocks_of, read_profile
from desk.settings import Settings, read_settings
from desk.settings.complaints import in_full
from desk.settings.model import Complaints
from generator.content import Site, read_site
from generator.rules.acknowledgements import read_ack_templates
from generator.rules.profiles import row_findings
from generator.rules.profiles.checked import Checked
from generator.starter import ack_folders


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """A row and what its check found; nothing for a row that no check looks at.

    `record` is what the owner wrote down to show that it is met.
    """

    row: Row
    findings: tuple[Finding, ...]
    record: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Who can tell, and what a check says."""
        if self.row.told_by != "check":
            return "by a person" if self.row.told_by == "person" else "by the product"
        return f"{len(self.findings)} found" if self.findings else "nothing found"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileReport:
    """A profile, its rows, and whether the settings name it."""

    profile: Profile
    rows: tuple[RowState, ...]
    in_force: bool


def profile_reports(project: Path, names: Sequence[str], today: date) -> list[ProfileReport]:
    """A report for each of the profiles, or for those that the settings name. Raises FindingsError."""
    settings = read_settings(project, today)
    ignored: list[Finding] = []
    site = read_site(project, settings, ignored)
    templates = read_ack_templates(ack_folders(project), settings.languages.offered, ignored)
    return [_report(name, site, templates, today) for name in names or settings.profiles]


def _report(name: str, site: Site, templates: Mapping[str, Mapping[str, AckTemplate]], today: date) -> ProfileReport:
    alone = _with_profile(site.settings, name, today)
    checked = Checked(site=site, settings=alone, templates=templates, today=today, profile=name)
    profile = read_profile(name)
    rows = tuple(
        RowState(row=row, findings=in_order(row_findings(row, checked)), record=_record(row, alone))
        for row in profile.rows
    )
    return ProfileReport(profile=profile, rows=rows, in_force=name in site.settings.profiles)


def _record(row: Row, settings: Settings) -> tuple[str, ...]:
    """The tests of the assistant, which an examiner wants to see (row I3)."""
    if row.check != "assistant" or settings.assistant is None:
        return ()
    told = (
        f"tested on {test.date}: {test.questions}; {test.result}{f' ({test.link})' if test.link else ''}"
        for test in settings.assistant.tests
    )
    return tuple(told)


def _with_profile(settings: Settings, name: str, today: date) -> Settings:
    """The settings as if this profile alone were in force."""
    complaints = settings.complaints or Complaints()
    # Those that profiles brought are dated, and those of this one stand in their place.
    written = tuple(one for one in complaints.regulators if one.as_of is None)
    complaints = in_full(replace(complaints, regulators=written), settings.channels, (name,))
    return replace(settings, profiles=(name,), complaints=complaints, clocks=clocks_of([name], today))
