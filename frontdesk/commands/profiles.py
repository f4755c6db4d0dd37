"""frontdesk profiles: what a profile looks at, what a check found, and what only a person can tell."""

import argparse
import json
from collections.abc import Iterator

from desk.finding import errors
from desk.profiles.model import cited
from desk.profiles.reading import PROFILES
from frontdesk.today import build_day
from generator.profile_report import ProfileReport, RowState, profile_reports

NAME = "profiles"
EXAMPLE = "frontdesk profiles nydfs"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    known = ", ".join(PROFILES)
    parser.add_argument("profile", nargs="*", type=_name, metavar="NAME", help=f"any of {known} (default: yours)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the rows; exit 1 where a check found an error."""
    reports = profile_reports(options.project, options.profile, build_day())
    if options.json:
        print(json.dumps([report_as_json(report) for report in reports], indent=2))
    elif reports:
        print("\n\n".join("\n".join(_lines(report)) for report in reports))
    else:
        print(f"site_config.yml names no profile; there are {', '.join(PROFILES)}")
    return 1 if any(errors(state.findings) for report in reports for state in report.rows) else 0


def _lines(report: ProfileReport) -> Iterator[str]:
    profile = report.profile
    state = "" if report.in_force else "; not in site_config.yml"
    yield f"{profile.name}: {profile.title}; checks of {profile.version}{state}"
    for row in report.rows:
        yield f"  {row.row.row:4} {row.told:14} {row.row.expects} ({cited(row.row)})"
        if row.row.told_by != "check":
            yield f"{'':22}{row.row.product or row.row.person}"
        for line in row.record:
            yield f"{'':22}{line}"
        for finding in row.findings:
            yield "\n".join(f"{'':22}{line}" for line in str(finding).splitlines())
    for clock in profile.clocks:
        yield f"  {clock.row:4} {'clock':14} {clock.name}: {clock.duration} ({cited(clock)})"


def report_as_json(report: ProfileReport) -> dict[str, object]:
    """What a profile looks at and what a check found, for a program."""
    profile = report.profile
    return {
        "profile": profile.name,
        "title": profile.title,
        "jurisdiction": profile.jurisdiction,
        "version": profile.version.isoformat(),
        "in_force": report.in_force,
        "rows": [_row_as_json(state) for state in report.rows],
        "clocks": [
            {
                "name": clock.name,
                "duration": str(clock.duration),
                "row": clock.row,
                "citation": clock.citation,
                "mark": clock.mark,
            }
            for clock in profile.clocks
        ],
    }


def _row_as_json(state: RowState) -> dict[str, object]:
    row = state.row
    return {
        "row": row.row,
        "citation": row.citation,
        "mark": row.mark,
        "expects": row.expects,
        "told_by": row.told_by,
        "note": row.product or row.person,
        "check": row.check,
        "record": list(state.record),
        "findings": [finding.as_json() for finding in state.findings],
    }


def _name(text: str) -> str:
    if text not in PROFILES:
        raise argparse.ArgumentTypeError(f"'{text}' is no profile: use one of {', '.join(PROFILES)}")
    return text
