"""frontdesk report searches: for people, for programs, and for a spreadsheet (rows F2, F6)."""

import csv
import json
import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from contact.report.searches import DEFINITIONS
from contact.store import Search
from contact.store.sqlite import SqliteStore
from frontdesk.commands.report import searches
from tests.commands.conftest import Run
from tests.project import TODAY, Project

FIRST = date(2026, 7, 1)
QUARTER = ("--period", "2026-Q3")
COUNTING_OFF = "searches are not counted: set `search: {counting: true}` in site_config.yml\n"
EXPLAINED = "".join(f"{name}: {meaning}\n" for name, meaning in DEFINITIONS.items())


@pytest.fixture
def run_built(run: Run, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run`, in a project that is built and whose log holds searches of a quarter."""
    monkeypatch.setenv("FRONTDESK_DATABASE", str(tmp_path / "requests.sqlite3"))
    store = SqliteStore(tmp_path / "requests.sqlite3")
    for words, clicked, times in (
        ("closing [e-mail]", "", 4),
        ("open one", "account/open-it", 3),
        ("open one", "", 1),
        ("=1+1 cmd", "", 3),
        ("ana garcia", "", 1),
    ):
        for day in range(times):
            search = Search(language="en", words=words, found=bool(clicked) or "=" not in words, clicked=clicked)
            assert store.searched(search, FIRST + timedelta(days=day))
    store.searched(Search(language="en", words="today", found=True), TODAY)
    store.close()
    with (project.folder / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write("search: {counting: true, meaning: off}\n")
    assert run("build").code == 0
    return run


def test_a_report_of_searches_for_people(run_built: Run) -> None:
    """What was not found first, with the question that the search names now; then what was found, the sums, their meaning."""
    ran = run_built("report", "searches", *QUARTER)
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == (
            "words\tlanguage\tsearches\tno result\tnot opened\topened\tnearest question now\n"
            "closing [e-mail]\ten\t4\t0\t4\t0\tHow do I close my account? (account/close-it)\n"
            "=1+1 cmd\ten\t3\t3\t0\t0\t-\n"
            "\n"
            "words\tlanguage\tsearches\topened\topened most often\n"
            "open one\ten\t4\t75%\taccount/open-it\n"
            "\n2026-07-01 to 2026-09-30\n"
            "12 searches: 3 without a result, 6 without an opened one, 3 opened\n"
            "not shown: 1 search for words that few people looked for (1 of them)\n\n"
        )
        + EXPLAINED
    )


def test_a_report_of_searches_for_programs(run_built: Run) -> None:
    """The same as JSON."""
    ran = run_built("report", "searches", *QUARTER, "--language", "en", "--json")
    report = json.loads(ran.out)
    assert (report["since"], report["until"], report["language"]) == ("2026-07-01", "2026-09-30", "en")
    assert (report["searches"], report["rare_words"], report["rare_searches"]) == (12, 1, 1)
    assert report["not_found"][0] == {
        "language": "en",
        "words": "closing [e-mail]",
        "searches": 4,
        "without_result": 0,
        "not_opened": 4,
        "opened": 0,
        "pages": [],
        "nearest": {"page": "account/close-it", "question": "How do I close my account?"},
    }
    assert report["found"][0]["pages"] == [{"page": "account/open-it", "searches": 3}]


def test_a_file_of_searches_is_safe_to_open(run_built: Run, project: Project) -> None:
    """What begins as a formula stands behind an apostrophe (row E7)."""
    assert run_built("report", "searches", *QUARTER, "--csv", "searches.csv").code == 0
    with (project.folder / "searches.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        [
            "words",
            "language",
            "searches",
            "without_result",
            "not_opened",
            "opened",
            "opened_most_often",
            "nearest_question",
            "nearest_page",
        ],
        ["closing [e-mail]", "en", "4", "0", "4", "0", "", "How do I close my account?", "account/close-it"],
        ["'=1+1 cmd", "en", "3", "3", "0", "0", "", "", ""],
        ["open one", "en", "4", "0", "1", "3", "account/open-it", "", ""],
    ]


def test_without_an_index_the_rest_is_told(run_built: Run, project: Project) -> None:
    """A site that was cleaned away, or is damaged, keeps nobody from reading the counts."""
    (project.folder / "site" / "assets" / "search" / "en.json").write_bytes(b"{")
    damaged = run_built("report", "searches", *QUARTER)
    shutil.rmtree(project.folder / "site")
    missing = run_built("report", "searches", *QUARTER)
    for ran in (damaged, missing):
        assert (ran.code, ran.err) == (0, "the site has no search index for 'en': run `frontdesk build` first\n")
        assert "closing [e-mail]\ten\t4\t0\t4\t0\t-\n" in ran.out


def test_the_last_90_days_unless_others_are_named(run_built: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is one of them."""
    monkeypatch.setattr(searches, "now", lambda: datetime.combine(TODAY, time(12), UTC))
    assert "\n2026-08-23 to 2026-11-21\n1 search: " in run_built("report", "searches").out


def test_who_does_not_count_is_told_so(run: Run, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was counted before is shown all the same."""
    monkeypatch.setenv("FRONTDESK_DATABASE", str(project.folder / "requests.sqlite3"))
    assert run("build").code == 0
    ran = run("report", "searches")
    assert (ran.code, ran.err) == (0, COUNTING_OFF)
    assert "\n0 searches: 0 without a result, 0 without an opened one, 0 opened\n" in ran.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--language", "xx"), "the site has no 'xx': use one of en, es\n"),
        (("--since", "2026-07-01"), "give both --since and --until\n"),
    ],
)
def test_wrong_use_of_the_report_of_searches(run_built: Run, options: tuple[str, ...], message: str) -> None:
    """Exit 2, and what to write."""
    ran = run_built("report", "searches", *options)
    assert (ran.code, ran.out, ran.err) == (2, "", message)
