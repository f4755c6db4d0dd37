"""frontdesk report gaps and helpful: what the site does not answer, and an answer started from it (rows F2, K1)."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from contact.keys import LocalKeys
from contact.log import Log
from contact.report.gaps import DEFINITIONS
from contact.report.helpful import DEFINITIONS as OF_HELPFUL
from contact.store import Search, Vote
from contact.store.sqlite import SqliteStore
from tests.commands.conftest import Run
from tests.contact.report.history import History
from tests.desk.sample import SAMPLE, accepted
from tests.project import Project

FIRST = date(2026, 7, 1)
NOON = datetime(2026, 7, 6, 16, tzinfo=UTC)
QUARTER = ("--period", "2026-Q3")


def explained(definitions: dict[str, str]) -> str:
    return "".join(f"{name}: {meaning}\n" for name, meaning in definitions.items())


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    monkeypatch.setenv("FRONTDESK_DATABASE", str(tmp_path / "requests.sqlite3"))
    store = SqliteStore(tmp_path / "requests.sqlite3")
    yield Log(store=store, keys=LocalKeys())
    store.close()


@pytest.fixture
def run_built(run: Run, project: Project, log: Log) -> Run:
    """`run`, in a built project whose log holds a quarter of messages, votes and searches."""
    history = History(log, accepted(SAMPLE))
    for number in range(9):
        # Somebody read an answer first; two read another one, which is too few to be told.
        page = {0: "/account/open-it/", 1: "/account/open-it/"}.get(
            number, "/es/account/close-it/" if number < 5 else ""
        )
        topic = "account" if number < 5 else "taxes"
        history.message(NOON + timedelta(minutes=number), topic=topic, page=page)
    history.message(NOON, topic="taxes", suspected=True)
    history.message(NOON, topic="taxes", unanswered="automatic")
    history.message(datetime(2026, 6, 30, 16, tzinfo=UTC), topic="taxes")
    for page, helpful, times in (
        ("account/open-it", False, 5),
        ("account/open-it", True, 2),
        ("account/close-it", True, 4),
    ):
        for _ in range(times):
            log.store.vote(Vote(page=page, language="en", helpful=helpful), FIRST)
    for words, clicked, times in (("closing e-mail", "", 7), ("open one", "account/open-it", 3), ("ana garcia", "", 1)):
        for day in range(times):
            log.store.searched(
                Search(language="en", words=words, found=bool(clicked), clicked=clicked), FIRST + timedelta(days=day)
            )
    with (project.folder / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write("search: {counting: true, meaning: off}\n")
    assert run("build").code == 0
    return run


def test_gaps_are_ranked(run_built: Run) -> None:
    """Row F2: what most people met in vain comes first, each with its count, its share and the nearest question now."""
    ran = run_built("report", "gaps", *QUARTER)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "number\twhat\tlanguage\ttimes\tof\tshare\twhy\tnearest question now\n"
        "1\tclosing e-mail\ten\t7\t7\t100%\tlooked for and not found\tHow do I close my account? (account/close-it)\n"
        "2\taccount/open-it\ten\t5\t7\t71%\tcalled not helpful\tHow do I open an account? (account/open-it)\n"
        "3\ttaxes\ten\t4\t9\t44%\tno answer is about it\t-\n"
        "4\taccount/close-it\tes\t3\t9\t33%\tanswer read, then asked us\t¿Cómo cierro mi cuenta? (account/close-it)\n"
        "\n2026-07-01 to 2026-09-30: 9 messages of people; 1 gap that few people met not shown\n"
        "start an answer: frontdesk report gaps --output gaps.json; frontdesk new question --from-report gaps.json --pick 1\n"
        "\n" + explained(dict(DEFINITIONS))
    )


def test_gaps_for_programs_and_spreadsheets(run_built: Run, project: Project) -> None:
    """The same as JSON and CSV; what few people met is in neither."""
    report = json.loads(run_built("report", "gaps", *QUARTER, "--json").out)
    assert report["gaps"][0] == {
        "number": 1,
        "sort": "search",
        "topic": "",
        "words": "closing e-mail",
        "page": "",
        "language": "en",
        "times": 7,
        "of": 7,
        "share": 1.0,
        "topic_name": "",
        "nearest": {"page": "account/close-it", "question": "How do I close my account?"},
    }
    assert "ana garcia" not in json.dumps(report)
    assert run_built("report", "gaps", *QUARTER, "--csv", "gaps.csv").code == 0
    with (project.folder / "gaps.csv").open(encoding="utf-8", newline="") as file:
        assert [row[1] for row in csv.reader(file)] == [
            "what",
            "closing e-mail",
            "account/open-it",
            "taxes",
            "account/close-it",
        ]


def test_an_answer_is_started_from_a_gap(run_built: Run, project: Project) -> None:
    """The stub has the words, the folder and topic of the nearest question, and says why it is needed."""
    assert run_built("report", "gaps", *QUARTER, "--output", "gaps.json").err == "4 gaps in gaps.json\n"
    ran = run_built("new", "question", "--from-report", "gaps.json")
    assert (ran.code, ran.out) == (0, "faq/en/account/closing-e-mail.md\nfaq/es/account/closing-e-mail.md\n")
    assert project.read("faq/en/account/closing-e-mail.md") == (
        "---\n"
        "# 1. 7 of 7 searches for 'closing e-mail' ended without an opened answer (2026-07-01 to 2026-09-30)\n"
        "# 2. The nearest question was 'How do I close my account?' (account/close-it): say what is different here, or mend that "
        "one\n"
        "# Once it is written, keep it found: add to faq/en/golden_queries.yml\n"
        '#   - query: "closing e-mail"\n'
        "#     first: account/closing-e-mail\n"
        "#     reason: \"7 of 7 searches for 'closing e-mail' ended without an opened answer (2026-07-01 to 2026-09-30)\"\n"
        'question: "Closing e-mail?"\n'
        "summary: \n"
        "topic: account\n"
        "reviewed: \n"
        "owner: \n"
        'synonyms: ["closing e-mail"]\n'
        'related: ["account/close-it"]\n'
        "draft: true\n"
        "---\n"
        "The answer, in the first sentence.\n"
    )
    spanish = project.read("faq/es/account/closing-e-mail.md")
    assert "synonyms: []\n" in spanish, "words of one language help the search in no other one"
    assert "golden_queries" not in spanish
    assert project.check() == ""


def test_an_answer_about_a_topic_asks_for_its_folder(run_built: Run) -> None:
    """Where no question is near, the folder has to be named; with it and a title the stub is made."""
    run_built("report", "gaps", *QUARTER, "--output", "gaps.json")
    ran = run_built("new", "question", "--from-report", "gaps.json", "--pick", "3")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "the site has no question that is near to it: say which folder it belongs to, --category account\n"
    )
    ran = run_built(
        "new", "question", "How are taxes reported?", "--from-report", "gaps.json", "--pick", "3", "--category", "tax"
    )
    assert ran.out == "faq/en/tax/how-are-taxes-reported.md\nfaq/es/tax/how-are-taxes-reported.md\n"


def test_an_answer_that_does_not_do_is_named(run_built: Run, project: Project) -> None:
    """What people read before they ask is there already: it has to be mended, unless a question of its own is given."""
    run_built("report", "gaps", *QUARTER, "--output", "gaps.json")
    ran = run_built("new", "question", "--from-report", "gaps.json", "--pick", "4")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err
        == "gap 4 is about an answer that is there: mend faq/es/account/close-it.md, or give a question of its own to ask\n"
    )
    ran = run_built(
        "new", "question", "What if I owe you?", "--from-report", "gaps.json", "--pick", "4", "--language", "en"
    )
    assert ran.out == "faq/en/account/what-if-i-owe-you.md\n"
    assert 'related: ["account/close-it"]\n' in project.read("faq/en/account/what-if-i-owe-you.md")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "gaps.json: no report of gaps ("),
        (
            '{"report": "searches", "since": "", "until": "", "gaps": []}',
            "gaps.json: a report of searches, not of gaps; run ",
        ),
        ('{"report": "gaps", "since": "", "until": "", "gaps": []}', "gaps.json: there is no gap 1; it has 0\n"),
    ],
)
def test_other_files_are_refused(run: Run, project: Project, text: str, said: str) -> None:
    """What is no report of gaps starts nothing."""
    project.write("gaps.json", text)
    ran = run("new", "question", "--from-report", "gaps.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_helpful_names_the_worst_answers_first(run_built: Run) -> None:
    """Row K1: votes of the period by answer, with what people did besides; too few requests are not told."""
    ran = run_built("report", "helpful", *QUARTER)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "answer\tlanguage\tyes\tno\thelpful\topened\trequests\n"
        "account/open-it\ten\t2\t5\t29%\t3\t0\n"
        "account/close-it\tes\t0\t0\t-\t0\t3\n"
        "account/close-it\ten\t4\t0\t100%\t0\t0\n"
        "\n2026-07-01 to 2026-09-30: 6 times yes, 5 times no\n\n"
    ) + explained(dict(OF_HELPFUL))
    empty = json.loads(run_built("report", "helpful", "--period", "2026-Q2", "--json").out)
    assert (empty["yes"], empty["no"], empty["pages"]) == (0, 0, [])
