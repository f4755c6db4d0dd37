"""frontdesk report: as a table for people, as JSON, and as the file that the site shows."""

import csv
import json
from pathlib import Path

import pytest

from contact.keys import LocalKeys
from contact.log import Log
from contact.seal import seal_due
from contact.store.sqlite import SqliteStore
from desk.measured import figures_from
from desk.settings import read_settings
from tests.commands.conftest import Run
from tests.contact.report.history import MONDAY, History
from tests.project import TODAY, Project


@pytest.fixture
def run_built(run: Run, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run`, in a project that is built and whose log holds 20 messages of August, two of them answered late."""
    monkeypatch.setenv("FRONTDESK_DATABASE", str(tmp_path / "requests.sqlite3"))
    store = SqliteStore(tmp_path / "requests.sqlite3")
    history = History(Log(store=store, keys=LocalKeys()), read_settings(project.folder, TODAY))
    history.answered([30] * 17 + [3 * 24 * 60] * 2 + [None], topic="account")
    seal_due(store, MONDAY.replace(day=10))
    store.close()
    assert run("build").code == 0
    return run


def test_a_report_for_people(run_built: Run) -> None:
    """A row a group, what was left out, the seal, and the definition of each figure (rows Q2, Q7)."""
    ran = run_built("report", "response-times", "--period", "2026-Q3")
    assert (ran.code, ran.err) == (0, "")
    header, row, *_ = ran.out.splitlines()
    assert header.split("\t")[:7] == [
        "channel",
        "kind",
        "topic",
        "messages",
        "in time",
        "half within",
        "9 of 10 within",
    ]
    assert row.split("\t") == [
        "all",
        "all",
        "all",
        "20",
        "85.0%",
        "30 minutes",
        "3 business days",
        "0:30 h",
        "24:00 h",
        "0:30 h",
        "72:00 h",
        "1",
    ]
    assert "\n2026-07-01 to 2026-08-09, as of the end of 2026-08-09, the seal " in ran.out
    assert "\n20 messages received; left out: none\n0 groups too small to be shown, or beside one that is\n" in ran.out
    assert (
        "\nmedian, percentile_90: Nearest rank: the shortest time within which at least half, or 9 of 10, " in ran.out
    )


def test_a_change_of_hours_reaches_the_report(run_built: Run, project: Project) -> None:
    """Business time is that of the calendar that pages and acknowledgements have; time by the clock stays."""
    project.change("site_config.yml", "monday-friday: 09:00-17:00", "monday-friday: 09:00-12:00")
    assert run_built("build").code == 0
    row = run_built("report", "response-times", "--period", "2026-Q3").out.splitlines()[1]
    assert row.split("\t")[7:11] == ["0:30 h", "9:00 h", "0:30 h", "72:00 h"]


def test_the_file_is_shown_by_the_next_build(run_built: Run, project: Project) -> None:
    """Written, named in the settings, built: the promise that was not kept is named, and the figures are on the page (row R6)."""
    ran = run_built("report", "response-times", "--period", "2026-Q3", "--output", "measured.json")
    assert (ran.code, ran.out, ran.err) == (0, "", "5 groups in measured.json\n")
    written = (project.folder / "measured.json").read_bytes()
    assert json.loads(run_built("report", "response-times", "--period", "2026-Q3", "--json").out) == json.loads(written)
    assert figures_from(written).groups[0].messages == 20
    project.write("site_config.yml", project.read("site_config.yml") + "measured: measured.json\n")
    ran = run_built("build")
    assert ran.code == 0
    assert (
        "site_config.yml:24: warning: requests by form are promised an answer within 1 business day; from 2026-07-01 to "
        "2026-08-09, 85 % of 20 messages were answered within it, and 90 % are expected [promise-not-kept]\n"
        "    fix: request: 3 business days\n"
    ) in ran.err
    assert (
        "85% by the time that we had estimated (20 messages)" in (project.folder / "site/hours/index.html").read_text()
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("response-times", "--since", "2026-07-01"), "give both --since and --until\n"),
        (
            ("response-times", "--since", "2026-07-02", "--until", "2026-07-01"),
            "the period ends on 2026-07-01, before it begins\n",
        ),
        (
            ("response-times", "--period", "2026-Q3", "--since", "2026-07-01", "--until", "2026-07-02"),
            "give either --period, or --since and --until\n",
        ),
    ],
)
def test_wrong_use_is_explained(run: Run, words: tuple[str, ...], message: str) -> None:
    """One sentence, exit 2, before any log is opened."""
    ran = run("report", *words)
    assert (ran.code, ran.out, ran.err) == (2, "", message)


def test_every_figure_can_be_followed_to_its_cases(run_built: Run, project: Project) -> None:
    """Row Q7: one row a case, with what counts of it; the rows add up to the figures."""
    report = json.loads(run_built("report", "response-times", "--period", "2026-Q3", "--cases", "c.csv", "--json").out)
    rows = list(csv.DictReader(project.read("c.csv").splitlines()))
    everything = report["groups"][0]
    assert len({row["reference"] for row in rows}) == everything["messages"] == 20
    assert sum(row["in_time"] == "yes" for row in rows) == everything["in_time"] == 17
    assert sum(not row["answered"] for row in rows) == everything["unanswered"] == 1
    assert sorted(int(row["clock_minutes"]) for row in rows if row["answered"]) == [30] * 17 + [3 * 24 * 60] * 2
    assert rows[0] | {"reference": ""} == {
        "reference": "",
        "recorded": "2026-08-03T14:00:00+00:00",
        "received": "2026-08-03T14:00:00+00:00",
        "channel": "form",
        "kind": "request",
        "topic": "account",
        "estimate": "2026-08-04T21:00:00+00:00",
        "answered": rows[0]["answered"],
        "in_time": rows[0]["in_time"],
        "business_minutes": rows[0]["business_minutes"],
        "clock_minutes": rows[0]["clock_minutes"],
        "surge": "no",
        "left_out": "",
    }


def test_a_case_that_is_left_out_says_why(run_built: Run, project: Project) -> None:
    """Before its estimate is past, nothing is measured of a case."""
    words = ("--period", "2026-Q3", "--as-of", "2026-08-03", "--cases", "c.csv")
    assert run_built("report", "response-times", *words).code == 0
    rows = list(csv.DictReader(project.read("c.csv").splitlines()))
    assert [(row["left_out"], row["in_time"]) for row in rows] == [("not-due", "")] * 20


def test_a_file_that_cannot_be_written_is_named(run_built: Run) -> None:
    """One sentence, and no traceback."""
    for option in ("--output", "--cases"):
        ran = run_built("report", "response-times", "--period", "2026-Q3", option, "nowhere/file")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == "nowhere/file cannot be written: No such file or directory\n"


def test_without_a_build_there_is_no_report(run: Run) -> None:
    """The calendars are those of the build."""
    ran = run("report", "response-times", "--period", "2026-Q3")
    assert ran.code == 1
    assert ran.err.endswith(": run `frontdesk build` first\n")
