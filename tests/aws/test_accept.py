"""The function that accepts requests, from the zip, under Amazon's own runtime client and emulator."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from contact.store.sqlite import SqliteStore
from desk.data import to_json
from tests.aws.conftest import Start
from tests.aws.emulator import Lambda
from tests.aws.events import FORM_TYPE, SCHEDULED, Event, function_url, http_api, posted_form
from tests.contact.conftest import FORM

HANDLER = "contact.edges.aws.accept.handler"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "requests.sqlite3"


@pytest.fixture
def accept(start: Start, database: Path) -> Lambda:
    return start(HANDLER, FRONTDESK_DATABASE=str(database))


def reference_in(answer: dict[str, dict[str, str]]) -> str:
    """The reference to which an answer leads."""
    return parse_qs(urlsplit(answer["headers"]["location"]).query)["case"][0]


def recorded(database: Path) -> list[str]:
    """The references in the log."""
    store = SqliteStore(database)
    try:
        return [case.reference for case in store.newest(10)]
    finally:
        store.close()


def test_every_way_to_send_the_form_is_recorded(accept: Lambda, database: Path) -> None:
    """From a function URL and an HTTP API, as a form and as JSON, in base64 and as text (row T1)."""
    as_json = function_url(
        "POST",
        "/_desk/requests",
        headers={"content-type": "application/json", "accept": "application/json"},
        body=to_json(FORM | {"message": "as JSON"}).decode(),
    )
    as_text = function_url(
        "POST",
        "/_desk/requests",
        headers={"content-type": FORM_TYPE},
        body=urlencode(FORM | {"message": "as text"}),
    )
    answers = [
        accept.invoke(event)
        for event in (posted_form(), http_api("prod", posted_form(message="staged")), as_json, as_text)
    ]
    assert [answer["statusCode"] for answer in answers] == [303, 303, 201, 303]
    assert sorted(map(reference_in, answers)) == sorted(recorded(database))


def test_a_confirmation_is_shown_to_who_has_its_address(accept: Lambda) -> None:
    """The address to which the form leads, below the stage too; another key is told nothing."""
    location = accept.invoke(posted_form())["headers"]["location"]
    query = urlsplit(location).query
    shown = accept.invoke(http_api("prod", function_url("GET", "/_desk/received", query=query)))
    assert (shown["statusCode"], shown["headers"]["content-type"]) == (200, "text/html; charset=utf-8")
    assert parse_qs(query)["case"][0] in shown["body"]
    wrong = accept.invoke(function_url("GET", "/_desk/received", query=query.replace("key=", "key=x")))
    assert wrong["statusCode"] == 404


def test_what_no_form_can_be_is_refused(accept: Lambda, database: Path) -> None:
    """Too large, of another type, or elsewhere: each has its status, and nothing is recorded."""
    events: list[Event] = [
        posted_form(message="a" * 70_000),
        function_url("POST", "/_desk/requests", headers={"content-type": "text/plain"}, body="hello"),
        function_url("POST", "/_desk/requests", headers={"content-type": "application/json"}, body="{"),
        function_url("DELETE", "/_desk/requests"),
        function_url("GET", "/wp-login.php"),
    ]
    assert [accept.invoke(event)["statusCode"] for event in events] == [413, 415, 400, 405, 404]
    assert recorded(database) == []


def test_an_event_of_another_sort_ends_in_an_error_and_the_next_request_is_answered(accept: Lambda) -> None:
    """The wrong trigger shows among the errors of the function."""
    error = accept.invoke(SCHEDULED)
    assert error["errorType"] == "UnknownEventError"
    assert accept.invoke(posted_form())["statusCode"] == 303


def test_a_function_without_a_database_answers_its_customers(start: Start) -> None:
    """What is missing stands in its log; the customer reads a sentence (row T1)."""
    answer = start(HANDLER).invoke(posted_form())
    assert (answer["statusCode"], answer["body"]) == (500, "Something went wrong on our side.")


def test_a_function_that_takes_too_long_is_ended_and_starts_again(start: Start, database: Path) -> None:
    """While another program locks the log, the customer is told of no reference; once it lets go, there is one case."""
    SqliteStore(database).close()
    accept = start(HANDLER, timeout_seconds=1, FRONTDESK_DATABASE=str(database))
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert accept.answer(posted_form()) == "Task timed out after 1.00 seconds"
        other.execute("ROLLBACK")
    assert [reference_in(accept.invoke(posted_form()))] == recorded(database)


# Ends its process, as a machine that fails does, after the first request was recorded and before it was answered.
DIES_ONCE = """
import os
from pathlib import Path
from contact.edges.aws import accept
from contact.store.sqlite import SqliteStore

record = SqliteStore.record

def dying(store, case):
    done = record(store, case)
    if not Path("{mark}").exists():
        Path("{mark}").touch()
        os._exit(1)
    return done

SqliteStore.record = dying
handler = accept.handler
"""


def test_killed_between_record_and_answer_the_same_form_leads_to_the_same_case(
    start: Start, database: Path, tmp_path: Path, code: Path
) -> None:
    """The customer saw no reference, tries again, and is given that of the case which is there already (rows T1, E3)."""
    (tmp_path / "dies_once.py").write_text(DIES_ONCE.format(mark=tmp_path / "mark"), encoding="utf-8")
    environment = {"FRONTDESK_DATABASE": str(database), "PYTHONPATH": str(code)}
    accept = start("dies_once.handler", folder=tmp_path, **environment)
    event = posted_form(token="0123456789abcdef0123")
    assert accept.invoke(event)["errorType"] == "Runtime.ExitError"
    first = recorded(database)
    assert len(first) == 1
    assert [reference_in(accept.invoke(event))] == first == recorded(database)
