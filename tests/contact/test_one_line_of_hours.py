"""Hours are written once: changing that one line changes all that tells them, and nothing else (rows P2, R1, R6)."""

import json
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest

from contact.log import Log
from contact.report.figures import Times
from contact.report.period import parse_period
from contact.report.response_times import response_times
from desk.settings import Settings, read_settings
from frontdesk.cli import main
from generator.build import Built, publication_of, publish_built
from tests.contact.report.history import History
from tests.project import TODAY, Project

# Noon of the day of the build.
SOURCE_DATE_EPOCH = "1795262400"
OLD, NEW = "monday-friday: 09:00-17:00", "monday-friday: 09:00-19:00"
# How closing time is told: on pages in both languages and to search engines, in calendar files, in an e-mail.
TOLD = (
    ("5:00\u00a0PM", "7:00\u00a0PM"),
    ("5:00\u00a0p.", "7:00\u00a0p."),
    ('"closes":"17:00"', '"closes":"19:00"'),
    ("T170000", "T190000"),
    ("-0900-1700@", "-0900-1900@"),
    ("5:00 PM", "7:00 PM"),
)


def told_anew(text: str) -> str:
    """A text with the new closing time in place of the old one."""
    for old, new in TOLD:
        text = text.replace(old, new)
    return text


def preview(project: Project) -> str:
    """The acknowledgement of a request, as `frontdesk ack preview` shows it."""
    printed = StringIO()
    with redirect_stdout(printed):
        assert main(["ack", "preview", "request", "--project", str(project.folder)]) == 0
    return printed.getvalue()


def two_hours_more(data: bytes) -> dict[str, Any]:
    """A file for scripts or apps, with every opening two hours longer."""
    found: dict[str, Any] = json.loads(data)
    for calendar in found["calendars"].values():
        calendar["openings"] = [[start, end + 120] for start, end in calendar["openings"]]
    return found


@pytest.fixture
def builds(project: Project, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Built], list[Settings], list[str]]:
    """The site, the settings and an acknowledgement, before and after."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
    sites, settings, mails = [], [], []
    for line in (OLD, NEW):
        project.change("site_config.yml", OLD, line)
        sites.append(project.build())
        with publication_of(project.folder, project.folder / "site") as publication:
            publish_built(sites[-1], project.folder, publication)
        settings.append(read_settings(project.folder, TODAY))
        mails.append(preview(project))
    return sites, settings, mails


def test_one_line_changes_all_that_tells_the_hours(
    builds: tuple[list[Built], list[Settings], list[str]], log: Log
) -> None:
    """Every page, the files for scripts, apps and calendars, the acknowledgement and the report; not one byte besides."""
    (before, after), settings, mails = builds
    assert before.files.keys() == after.files.keys()
    changed = {path for path, data in before.files.items() if after.files[path] != data}
    files_of_the_desk = {"contact.json", "desk.json", "hours.ics", "es/hours.ics"}
    assert changed == {path for path in before.files if path.endswith(".html")} | files_of_the_desk
    for path in sorted(changed):
        if path.endswith(".json"):
            assert two_hours_more(before.files[path]) == json.loads(after.files[path]), path
        else:
            assert told_anew(before.files[path].decode()) == after.files[path].decode(), path

    bundles = [json.loads(built.bundle) for built in (before, after)]
    calendars = [bundle["settings"].pop("calendars") for bundle in bundles]
    assert bundles[0] == bundles[1]
    assert [calendar["office"]["weekly"][0] for calendar in calendars] == [
        [{"opens": 540, "closes": 1020}],
        [{"opens": 540, "closes": 1140}],
    ]

    assert mails[0] != mails[1]
    assert told_anew(mails[0]) == mails[1]

    # A message of Monday at ten, answered a day later.
    History(log, settings[0]).answered([24 * 60] * 20, topic="account")
    reports = [response_times(log.store, found, parse_period("2026-08"), None) for found in settings]
    figures = [next(group for group in report.groups if group.channel == "form") for report in reports]
    assert [group.business_minutes for group in figures] == [
        Times(median=8 * 60, percentile_90=8 * 60),
        Times(median=10 * 60, percentile_90=10 * 60),
    ]
    assert figures[0].clock_minutes == figures[1].clock_minutes
