"""frontdesk report feedback, and the note of what a case led to (rows K1, K2)."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contact.case import Case
from contact.events import Feedback, FeedbackAsked, FeedbackUsed, Resolved, body_of
from contact.feedback_link import FEEDBACK_TEXT
from contact.keys import LocalKeys
from contact.log import Log
from contact.personal import Personal
from contact.report.satisfaction import DEFINITIONS
from contact.store.sqlite import SqliteStore
from tests.commands.conftest import Run
from tests.contact.report.history import History
from tests.desk.sample import SAMPLE, accepted
from tests.project import Project

NOON = datetime(2026, 7, 6, 16, tzinfo=UTC)
QUARTER = ("--period", "2026-Q3")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    monkeypatch.setenv("FRONTDESK_DATABASE", str(tmp_path / "requests.sqlite3"))
    store = SqliteStore(tmp_path / "requests.sqlite3")
    yield Log(store=store, keys=LocalKeys())
    store.close()


def judged(log: Log, score: int, comment: str = "") -> Case:
    """A case that was closed, and judged a day later."""
    case = History(log, accepted(SAMPLE)).message(NOON, page="/account/open-it/", queue="general")
    log.add(case, NOON, Resolved(outcome="not", by="Ben"), FeedbackAsked(mail="resolution-2"))
    text = {FEEDBACK_TEXT: Personal(salt="s", fields={"comment": comment})} if comment else {}
    body = Feedback(score=score, text=FEEDBACK_TEXT if comment else "", personal_digest="d")
    log.add(case, NOON + timedelta(days=1), body, texts=text)
    return case


@pytest.fixture
def case(log: Log) -> Case:
    return judged(log, 1, "=Nobody read [my] message")


def test_feedback_is_told_by_group_and_low_scores_are_listed(run: Run, project: Project, case: Case) -> None:
    """Figures of few answers stay hidden; comments stand only where they were asked for."""
    assert run("build").code == 0
    quiet = run("report", "feedback", *QUARTER)
    assert (quiet.code, quiet.err) == (0, "")
    figures = "of\tvalue\tasked\tanswered\tmean\t1\t2\t3\t4\t5\nall\t-\t1\t1\t-\t-\t-\t-\t-\t-\n"
    explained = "".join(f"{name}: {meaning}\n" for name, meaning in DEFINITIONS.items())
    hidden = "3 groups too small to be shown, or beside one that is\n"
    about = "\n2026-07-01 to 2026-09-30, as the log is now\n" + hidden
    assert quiet.out == figures + about + "1 low score: list them with --low\n\n" + explained
    listed = run("report", "feedback", *QUARTER, "--low", "--csv", "feedback.csv")
    assert listed.out == (
        figures + "\ncase\tanswered\tscore\tkind\ttopic\tqueue\twritten from\tchanged after it\tcomment\n"
        f"{case.reference}\t2026-07-07\t1\trequest\tother\tgeneral\t/account/open-it/\t-\t=Nobody read [my] message\n"
        + about
        + "\n"
        + explained
    )
    with (project.folder / "feedback.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1] == ["all", "", "1", "1", "", "", "", "", "", ""]


def test_a_change_is_noted_beside_the_case_that_led_to_it(run: Run, log: Log, case: Case) -> None:
    """Row K2: the answer that was mended and its commit stand in the log, and beside the low score."""
    assert run("build").code == 0
    ran = run(
        "requests", "improved", case.reference, "--page", "account/open-it.md", "--commit", "4F2C1AA", "--by", "Ben"
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{case.reference}: noted that it led to a change (account/open-it 4f2c1aa)\n"
    now = log.store.find(case.reference)
    assert now is not None
    assert body_of(now.events[-1]) == FeedbackUsed(by="Ben", page="account/open-it", commit="4f2c1aa")
    report = json.loads(run("report", "feedback", *QUARTER, "--json", "--low").out)
    (low,) = report["low"]
    assert (low["reference"], low["comment"]) == (case.reference, "=Nobody read [my] message")
    assert [(used["page"], used["commit"], used["by"]) for used in low["used"]] == [
        ("account/open-it", "4f2c1aa", "Ben")
    ]
    assert "comment" not in json.loads(run("report", "feedback", *QUARTER, "--json").out)["low"][0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "say what was changed: --page fees/what-does-it-cost, --commit 4f2c1aa, or both\n"),
        (["--commit", "main"], "main: a commit is written with 7 to 64 of the symbols 0-9 and a-f\n"),
        (
            ["--page", "account/nowhere"],
            "account/nowhere: the built site has no such answer; write its path, such as fees/what-does-it-cost\n",
        ),
    ],
)
def test_a_change_that_is_none_is_refused(run: Run, case: Case, options: list[str], said: str) -> None:
    """Nothing is written down that nobody could look up."""
    assert run("build").code == 0
    ran = run("requests", "improved", case.reference, *options)
    assert (ran.code, ran.out, ran.err) == (1, "", said)
