"""Whoever tries codes or references on the status page learns nothing, in words or in time, and not for long (row R3)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from contact.case import Case
from contact.even_time import STEP, evened
from contact.guesses import MOST_OF_CLIENT, TOLD_OF_REFERENCE, Guesses
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.reference import new_reference
from contact.status_code import code_from, same_code, status_code
from contact.status_desk import StatusDesk
from contact.store.sqlite import SqliteStore
from desk.data import replace, to_json
from tests.contact.conftest import Clock, LookUp, Post
from tests.contact.pages_read import ERASED, Counted, case_of, happens, main_of, texts_of

NOT_FOUND = (
    "We have no message with this reference and this status code. Compare both with our acknowledgement; capital letters, "
    "spaces and hyphens do not matter."
)


@pytest.fixture
def case(log: Log, post: Post) -> Case:
    return case_of(log, post(kind="complaint", message="Where is my money?"))


def unknown_reference(store: SqliteStore) -> str:
    reference = new_reference()
    assert store.find(reference) is None
    return reference


@pytest.mark.parametrize("typed", ["unknown", "one symbol wrong", "nonsense", "far too long", "erased"])
def test_wrong_code_and_unknown_reference_read_the_same(
    look_up: LookUp, case: Case, store: SqliteStore, *, log: Log, clock: Clock, post: Post, typed: str
) -> None:
    """Whatever is wrong, the answer is the same to the last byte, but for the reference that was typed."""
    erased = post(message="Forget me")
    happens(log, clock, erased, [ERASED], erase=True)
    reference = {
        "unknown": unknown_reference(store),
        "one symbol wrong": case.reference[:-1] + ("2" if case.reference[-1] != "2" else "3"),
        "nonsense": "<nobody&>",
        "far too long": "X" * 1000,
        "erased": case_of(log, erased).reference,
    }[typed]
    wrong = look_up(case.reference, "22222-22222")
    answer = look_up(reference, "22222-22222")
    assert anonymous(answer, reference[:40]) == anonymous(wrong, case.reference)
    assert wrong.status == answer.status == 422
    assert answer.headers == wrong.headers
    assert [text.text for text in main_of(answer).select(".fd-error")] == [NOT_FOUND]


def anonymous(answer: HttpResponse, reference: str) -> str:
    """The page without the reference that was typed."""
    page = BeautifulSoup(answer.body, "html.parser")
    field = page.select_one("#form-case")
    assert field is not None
    assert field["value"] == reference
    field["value"] = ""
    for link in page.select("nav a"):
        link["href"] = str(link["href"]).partition("&")[2]
    return str(page)


def test_wrong_and_unknown_cost_the_same_work(
    status_desk: StatusDesk, store: SqliteStore, log: Log, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same questions to the store and the same codes worked out, so that time tells nothing either."""
    counted = Counted(store)

    def noted(key: str) -> str:
        counted.asked.append("code")
        return code_from(key)

    monkeypatch.setattr("contact.status_desk.code_from", noted)
    counting = Log(store=counted, keys=log.keys)
    counting.hasher()
    desk = replace(status_desk, store=counted, tries=Guesses(log=counting, clock=status_desk.clock))

    def work_for(reference: str) -> list[str]:
        counted.asked.clear()
        body = to_json({"case": reference, "code": "22222-22222"})
        headers = {"content-type": "application/json"}
        answer = desk.handle(HttpRequest(method="POST", path="/_desk/status", headers=headers, body=body))
        assert answer is not None
        assert answer.status == 422
        return list(counted.asked)

    typed = (case.reference, unknown_reference(store), "7KQ-4M2P-9X7", "nonsense")
    assert [work_for(reference) for reference in typed] == [["tally", "find", "code"]] * 4


@pytest.mark.parametrize(
    ("took", "waits"), [(0.0, 0.25), (0.0002, 0.25), (0.249, 0.25), (0.25, 0.25), (0.2501, 0.5), (1.3, 1.5)]
)
def test_answer_leaves_at_whole_steps(took: float, waits: float) -> None:
    """How long the search took is rounded up to quarters of a second."""
    assert timedelta(seconds=0.25) == STEP
    assert evened(HttpResponse(status=422), 100.0, 100.0 + took).not_before == 100.0 + waits


def test_every_answer_to_a_code_waits(look_up: LookUp, case: Case) -> None:
    """Also the right one: it is no sign that something comes at once."""
    for code in (status_code(case), "22222-22222"):
        assert look_up(case.reference, code).seconds_early > 0


def test_codes_cannot_be_tried_out(look_up: LookUp, case: Case, clock: Clock) -> None:
    """After sixty wrong codes an address rests for an hour, with whatever references; others go on."""
    for number in range(MOST_OF_CLIENT):
        assert look_up(f"nonsense {number}", "22222-22222").status == 422
    stopped = look_up(case.reference, status_code(case))
    assert (stopped.status, stopped.headers["retry-after"]) == (429, "3600")
    assert texts_of(stopped) == [
        "We cannot show this page",
        "There were too many attempts. Please wait an hour and try again, or contact us.",
        "You can also call us: +1 212-555-0142 .",
        "You can also write to support@example-exchange.com.",
    ]
    assert look_up(case.reference, status_code(case), client="198.51.100.7").status == 200
    clock.pass_by(hours=1)
    assert look_up(case.reference, status_code(case)).status == 200


def test_many_at_once_are_no_way_round(look_up: LookUp, store: SqliteStore) -> None:
    """Each try is counted before it is looked at: of a hundred at the same moment sixty are."""
    reference = unknown_reference(store)
    with ThreadPoolExecutor(16) as threads:
        statuses = list(threads.map(lambda _: look_up(reference, "22222-22222").status, range(100)))
    assert (statuses.count(422), statuses.count(429)) == (MOST_OF_CLIENT, 100 - MOST_OF_CLIENT)


def test_strangers_lock_no_customer_out(
    look_up: LookUp, status_desk: StatusDesk, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    """However many codes are tried for a reference, whoever has the right one sees the page; the desk is told once."""
    for number in range(TOLD_OF_REFERENCE + 1):
        assert status_desk.tries.counted(case.reference, f"192.0.2.{number % 200}")
    assert look_up(case.reference, "22222-22222", client="198.51.100.7").status == 422
    assert look_up(case.reference, status_code(case), client="198.51.100.7").status == 200
    for _ in range(TOLD_OF_REFERENCE):
        status_desk.tries.counted("ana@example.net", "")
    assert [record.getMessage() for record in caplog.records] == [
        f"1000 wrong status codes within an hour for {case.reference}",
        "1000 wrong status codes within an hour for something that is no reference",
    ]


def test_strangers_are_not_counted_as_one(look_up: LookUp, case: Case) -> None:
    """Behind a proxy that does not say whom it speaks for, nobody is stopped for another one's tries."""
    for number in range(MOST_OF_CLIENT):
        assert look_up(f"nonsense {number}", "22222-22222", client="").status == 422
    assert look_up(case.reference, status_code(case), client="").status == 200


def test_looking_often_is_no_guessing(look_up: LookUp, case: Case) -> None:
    """Only wrong codes count: who has the right one may look as often as they like."""
    assert {look_up(case.reference, status_code(case)).status for _ in range(MOST_OF_CLIENT + 2)} == {200}


def test_code_is_ten_symbols_and_tells_nothing_of_the_key(case: Case) -> None:
    """Made one-way: from the code nobody gets to the address that shows what was typed."""
    code = status_code(case)
    assert len(code) == 11
    assert case.key not in code
    assert status_code(case) == code_from(case.key) == code
    # As `openssl dgst -sha256 -hmac key` has it: no update may change the codes that customers hold.
    assert code_from("key") == "43X7W-4WM78"


@given(st.text(), st.text())
def test_only_the_right_code_is_the_same(key: str, typed: str) -> None:
    """No text that somebody types breaks the comparison, and none but the code passes."""
    code = code_from(key)
    assert same_code(code, code.lower())
    assert not same_code(code, typed + "A")
