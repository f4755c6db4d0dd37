"""'Was this helpful?': counted without knowing who said it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contact.abuse import limits
from contact.helpful import HelpfulDesk
from contact.http import HttpRequest, HttpResponse
from contact.keys import LocalKeys
from contact.log import Log
from contact.store import Vote, sqlite_counts
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from desk.known_paths import marks_of

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "requests.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def desk(bundle: Bundle, store: SqliteStore) -> HelpfulDesk:
    return HelpfulDesk(lambda: bundle, Log(store=store, keys=LocalKeys()), lambda: NOW)


def vote(desk: HelpfulDesk, body: str, *, accept: str = "text/html") -> HttpResponse:
    answer = desk.handle(
        HttpRequest(
            method="POST",
            path="/_desk/helpful",
            headers={"content-type": FORM, "accept": accept},
            body=body.encode(),
        )
    )
    assert answer is not None
    return answer


def test_votes_are_counted_by_page_and_language(desk: HelpfulDesk, store: SqliteStore) -> None:
    """Each page, language and answer has a count of its own."""
    for body in ("page=fees/costs&language=en&answer=yes",) * 2 + ("page=fees/costs&language=es&answer=no",):
        vote(desk, body)
    assert store.votes() == [
        (Vote(page="fees/costs", language="en", helpful=True), 2),
        (Vote(page="fees/costs", language="es", helpful=False), 1),
    ]


def test_a_browser_is_sent_back_to_the_thanks_on_the_page(desk: HelpfulDesk) -> None:
    """Without a script the visitor is back on the page, at the words that fit the answer."""
    yes = vote(desk, "page=fees/costs&language=en&answer=yes")
    no = vote(desk, "page=fees/costs&language=es&answer=no")
    assert (yes.status, yes.headers["location"]) == (303, "../fees/costs/#thanks")
    assert (no.status, no.headers["location"]) == (303, "../es/fees/costs/#sorry")


def test_a_page_that_does_not_exist_is_not_counted(bundle: Bundle, store: SqliteStore) -> None:
    """Its visitor is thanked like any other, and nothing is written; each language has its own pages."""
    known = replace(bundle, answers={"en": marks_of(["fees/costs"]), "es": marks_of([])})
    desk = HelpfulDesk(lambda: known, Log(store=store, keys=LocalKeys()), lambda: NOW)
    made_up = "page=fees/made-up&language=en&answer=yes"
    for body in (made_up, "page=fees/costs&language=es&answer=yes"):
        assert vote(desk, body).status == 303
        assert (vote(desk, body, accept=JSON).status, vote(desk, body, accept=JSON).body) == (200, b'{"counted":false}')
    assert vote(desk, "page=fees/costs&language=en&answer=yes", accept=JSON).body == b'{"counted":true}'
    assert store.votes() == [(Vote(page="fees/costs", language="en", helpful=True), 1)]


def test_votes_without_an_address_have_a_limit_too(
    desk: HelpfulDesk, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a proxy that does not say whom it speaks for, all visitors together are counted for an hour."""
    monkeypatch.setattr(limits, "MOST_VOTES_OF_STRANGERS", 2)
    statuses = [vote(desk, "page=fees/costs&language=en&answer=yes", accept=JSON).status for _ in range(3)]
    assert statuses == [200, 200, 503]
    assert [count for _, count in store.votes()] == [2]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "page=fees/costs&language=en",
        "page=fees/costs&language=en&answer=maybe",
        "page=fees/costs&language=xx&answer=yes",
        "page=../../evil&language=en&answer=yes",
        "page=//evil.example&language=en&answer=yes",
        "page=a%0d%0aX:y&language=en&answer=yes",
        f"page={'a' * 301}&language=en&answer=yes",
        "page=%ff&language=en&answer=yes",
    ],
)
def test_what_is_no_vote_is_refused(desk: HelpfulDesk, store: SqliteStore, body: str) -> None:
    """Made-up pages, languages and answers are neither counted nor redirected to."""
    assert vote(desk, body).status == 400
    assert store.votes() == []


def test_a_program_that_invents_pages_is_stopped(
    desk: HelpfulDesk, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More pages in a day than any site has are not counted; pages that are known already still are."""
    monkeypatch.setattr(sqlite_counts, "MOST_VOTED_PAGES", 3)
    answers = [
        vote(desk, f"page=made/up-{number}&language=en&answer=yes", accept="application/json") for number in range(4)
    ]
    assert [answer.status for answer in answers] == [200, 200, 200, 503]
    assert vote(desk, "page=made/up-0&language=en&answer=yes", accept="application/json").status == 200
    assert len(store.votes()) == 3


def test_other_addresses_are_left_to_others(desk: HelpfulDesk) -> None:
    """Only its own address is answered, and only to POST."""
    assert desk.handle(HttpRequest(method="GET", path="/fees/")) is None
    refused = desk.handle(HttpRequest(method="GET", path="/_desk/helpful"))
    assert refused is not None
    assert (refused.status, refused.headers["allow"]) == (405, "POST")
