"""frontdesk report: the report of a quarter on the terminal and in a folder, kept, made again, and followed to its cases."""

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest

from contact.events import Resolved
from contact.seal import seal_due
from contact.store.sqlite import SqliteStore
from desk.data import replace
from tests.commands.conftest import Run
from tests.contact.stores.samples import following, new_case, reference
from tests.project import Project
from tests.report.logs import END, START

QUARTER = ("--period", "2026-Q1", "--jobs", "1")
RESOLVED = Resolved(outcome="full", by="lee")


@pytest.fixture
def run_built(run: Run, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run`, in a project that is built and whose sealed log holds two messages of March, one of them resolved."""
    monkeypatch.setenv("FRONTDESK_DATABASE", str(tmp_path / "requests.sqlite3"))
    store = SqliteStore(tmp_path / "requests.sqlite3")
    case = new_case(1, at=START + timedelta(days=70))
    resolved = following(reference(1), case.events[0], RESOLVED, at=START + timedelta(days=71))
    store.record(replace(case, events=[*case.events, *resolved]))
    store.record(new_case(2, at=START + timedelta(days=88)))
    store.record(new_case(3, at=END + timedelta(days=1)))
    seal_due(store, END + timedelta(days=3))
    store.close()
    assert run("build").code == 0
    return run


def test_report_on_the_terminal(run_built: Run) -> None:
    """Every table with the ids of its figures, the state of the log, and how to read it (rows Q1, Q7)."""
    ran = run_built("report", *QUARTER)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "received-by-kind\treceived\tindividuals\tinstitutions\tvulnerable\tautomatic\tsuspected\terased"
    assert lines[3] == "all\t2\t2\t0\t0\t0\t0\t0"
    assert "\n2026-Q1 in America/New_York, as of 2026-04-04T00:00:00+00:00, the seal " in ran.out
    assert (
        lines[-1]
        == "A profile checks for rows of the requirements. What a regulator asks for is for a person to judge."
    )


def test_report_in_a_folder(run_built: Run, tmp_path: Path) -> None:
    """The same figures in every format, the list of cases, and nothing else (row Q1)."""
    ran = run_built("report", *QUARTER, "--profile", "asic", "--output", str(tmp_path / "report"))
    assert (ran.code, ran.out) == (0, "")
    folder = tmp_path / "report"
    report = json.loads((folder / "report.json").read_bytes())
    assert report["profile"] == "asic"
    names = {path.name for path in folder.iterdir()}
    lists = {"cases.csv", "clocks.csv", "calls.csv", "asic-complaints.csv"}
    assert names == {"report.json", "report.html", "report.xlsx", "figures.csv", "tables", *lists}
    with (folder / "cases.csv").open(encoding="utf-8", newline="") as opened:
        cases = list(csv.DictReader(opened))
    assert [(case["reference"], case["resolved"], case["open_at_end"]) for case in cases] == [
        (reference(1), "yes", "no"),
        (reference(2), "no", "yes"),
    ]
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as opened:
        figures = {line["figure"]: line for line in csv.DictReader(opened)}
    assert figures["received-by-kind/total/received"]["value"] == "2"
    assert figures["received-by-channel/form/requests"]["filter"] == "received_in = yes; channel = form; kind = request"
    assert {path.stem for path in (folder / "tables").iterdir()} == {table["id"] for table in report["tables"]}


def test_figure_leads_to_its_cases(run_built: Run) -> None:
    """References one a line, or as JSON; a figure that is not there is refused (row Q7)."""
    found = run_built("report", "cases", "received-by-kind/request/received", "--period", "2026-Q1")
    assert (found.code, found.out) == (0, f"{reference(1)}\n{reference(2)}\n")
    found = run_built("report", "cases", "open/total/at-end", "--period", "2026-Q1", "--json")
    assert json.loads(found.out) == [reference(2)]
    refused = run_built("report", "cases", "received-by-kind/request", "--period", "2026-Q1")
    assert refused.code == 2
    assert refused.err.startswith(
        "a figure is called received-by-kind/ROW/COLUMN, such as received-by-kind/total/received;"
    )


def test_report_is_kept_and_made_again(run_built: Run) -> None:
    """Sealed, listed, and the same byte for byte; the figures of a kept report lead to its cases (row Q3)."""
    assert run_built("report", "list").out == "no report is kept: `frontdesk report seal --period 2026-Q3` keeps one\n"
    sealed = run_built("report", "seal", *QUARTER, "--profile", "nydfs")
    assert sealed.code == 0
    name, digest, made_at = sealed.out.strip().split("\t")
    assert name == "2026-Q1-nydfs-2026-04-03"
    (kept,) = json.loads(run_built("report", "list", "--json").out)
    assert (kept["id"], kept["sha_256"], kept["made_at"]) == (name, digest, made_at)
    again = run_built("report", "again", name, "--jobs", "1")
    assert (again.code, again.err) == (0, f"{name} is the same, byte for byte: {digest}\n")
    found = run_built("report", "cases", "open/total/at-end", "--id", name)
    assert found.out == f"{reference(2)}\n"
    missing = run_built("report", "again", "2020-Q1")
    assert (missing.code, missing.err) == (1, "no report '2020-Q1' is kept: see `frontdesk report list`\n")


def test_period_that_is_not_sealed_is_not_kept(run_built: Run) -> None:
    """Of a quarter that is not over, no report is kept (row Q3)."""
    refused = run_built("report", "seal", "--period", "2026-Q2", "--jobs", "1")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(
        "the period is not over in the log: it is sealed up to 2026-04-03, and the period ends on"
    )


def test_whole_log_without_names(run_built: Run) -> None:
    """One case a line with all that happened to it, and no text, no name, no address (row Q7)."""
    ran = run_built("requests", "export", "--all", "--format", "jsonl")
    cases = [json.loads(line) for line in ran.out.splitlines()]
    assert [case["reference"] for case in cases] == [reference(1), reference(2), reference(3)]
    assert [event["kind"] for event in cases[0]["events"]] == ["received", "resolved"]
    assert "lee" not in ran.out
    later = run_built(
        "requests", "export", "--all", "--format", "jsonl", "--since", "2026-04-01", "--until", "2026-04-30"
    )
    assert len(later.out.splitlines()) == 1
    refused = run_built("requests", "export", "--all", "--format", "csv")
    assert refused.code == 2
    assert refused.err == "write the whole log with --all --format jsonl, and nothing else but --since and --until\n"


def test_report_is_the_same_by_any_number_of_processes(run_built: Run) -> None:
    """By two processes and by one, with what is kept and without: the same bytes (row Q3)."""
    ways = (("--jobs", "2"), ("--jobs", "2"), ("--jobs", "1", "--fresh"))
    first, second, third = (run_built("report", "--period", "2026-Q1", "--json", *way).out for way in ways)
    assert first == second == third


def test_period_that_has_not_begun_is_refused(run_built: Run) -> None:
    """Of a quarter of which the log knows nothing yet there is no report: not even one of zeros (row Q7)."""
    refused = run_built("report", "--period", "2026-Q3", "--jobs", "1")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "the period begins on 2026-07-01, and the log is known up to 2026-04-04T00:00+00:00 only\n"
