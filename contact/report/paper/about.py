"""A period report -> what has to be known of it before a figure is read: of which days, over which seal, by which version.

The same lines for the page and the workbook. Knows neither.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from contact.report.document import PeriodReport, figure_id
from contact.report.paper.words import Paper


def about(report: PeriodReport, digest: str, paper: Paper) -> Iterator[tuple[str, str]]:
    """Lines with a name and what it is."""
    yield paper["about.organisation"], report.organisation
    if report.addressee:
        yield paper["about.addressee"], report.addressee
    days = paper("about.days", since=report.since, until=report.until)
    yield paper["about.period"], f"{report.period} ({days})"
    yield paper["about.time_zone"], report.time_zone
    yield paper["about.as_of"], _instant(report.as_of, report)
    seal = report.seal
    sealed = paper("about.seal.day", digest=seal.digest, day=seal.day) if seal else paper["about.no_seal"]
    yield paper["about.seal"], sealed
    if report.profile:
        yield paper["about.profile"], paper("about.profile.text", profile=report.profile)
    yield paper["about.cases_read"], f"{report.cases_read:,}"
    yield paper["about.version"], str(report.version)
    if report.made_at:
        yield paper["about.made_at"], _instant(report.made_at, report)
    yield paper["about.digest"], digest or paper["about.no_digest"]


def warnings(report: PeriodReport, paper: Paper) -> Iterator[str]:
    """What nobody may overlook."""
    if report.synthetic:
        yield paper("synthetic.sentence", count=f"{report.synthetic:,}", read=f"{report.cases_read:,}")
    if report.draft:
        yield paper["draft"]
    if report.nil:
        yield paper["nil"]
    if not report.complete:
        yield paper["incomplete"]


def example_figure(report: PeriodReport) -> str:
    """The name of a figure of this report that has cases behind it; empty where it has none."""
    counted = (found for found in report.figures() if found[1].source != "settings")
    return next((figure_id(table, row, column) for _, table, row, column, _ in counted), "")


def drill_down(report: PeriodReport, figure: str) -> str:
    """The command that lists the cases behind a figure, as the log stood for this report."""
    if report.made_at and report.seal:
        # The name under which it is kept, as contact.report.period_report.sealing makes it.
        return f"frontdesk report cases {figure} --id {report.period}-{report.profile or 'all'}-{report.seal.day}"
    profile = f" --profile {report.profile}" if report.profile else ""
    as_of = f" --as-of {report.seal.day}" if report.seal else ""
    return f"frontdesk report cases {figure} --period {report.period}{profile}{as_of}"


def _instant(at: datetime, report: PeriodReport) -> str:
    local = at.astimezone(ZoneInfo(report.time_zone))
    return f"{local:%Y-%m-%d %H:%M:%S %Z} ({at:%Y-%m-%dT%H:%M:%SZ})"
