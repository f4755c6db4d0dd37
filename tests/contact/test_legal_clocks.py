"""A complaint takes the legal clocks of the profiles along: in its record, on its page, in its mail, and for staff (row R5)."""

import pytest

from contact.acknowledge import acknowledgement
from contact.events import Received
from contact.request_desk import RequestDesk
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import from_json, replace, to_sorted_json
from desk.profiles.reading import clocks_of
from frontdesk.case_view import case_in_words
from tests.contact.conftest import NOW, Post
from tests.contact.pages_read import get, query_of, texts_of
from tests.project import parsed

LAST = {
    "en": "You get our final answer to your complaint by January 16, 2027 at the latest.",
    "es": "Recibirá nuestra respuesta final a su queja a más tardar el 16 de enero de 2027.",
}
CONTACT = {
    "en": "Who handles complaints: Example Exchange, complaints@example-exchange.com, +1 212-555-0142",
    "es": "Quién tramita las quejas: Example Exchange, complaints@example-exchange.com, +1 212-555-0142",
}


@pytest.fixture
def bundle(bundle: Bundle) -> Bundle:
    """The demonstration desk, under two other profiles."""
    profiles = ("uk-disp", "mica")
    settings = replace(bundle.settings, profiles=profiles, clocks=clocks_of(profiles, NOW.date()))
    return replace(bundle, settings=settings)


def test_the_record_holds_the_clocks_that_ran(post: Post, store: SqliteStore) -> None:
    """Profile, clock and last day, so that the record can be read when the profile has changed (row R5)."""
    post(kind="complaint")
    legal = store.newest(1)[0].received.legal
    assert [(due.profile, due.name, str(due.last_day), due.due.isoformat()) for due in legal] == [
        ("uk-disp", "final-answer", "2027-01-16", "2027-01-17T04:59:59+00:00"),
        ("uk-disp", "summary-resolution", "2026-11-25", "2026-11-26T04:59:59+00:00"),
        ("mica", "final-answer", "2027-01-21", "2027-01-22T04:59:59+00:00"),
    ]


def test_no_clock_runs_for_a_request(post: Post, store: SqliteStore) -> None:
    """The clocks are for complaints."""
    post(kind="request")
    assert store.newest(1)[0].received.legal == ()


def test_an_event_of_before_there_were_clocks_is_read(post: Post, store: SqliteStore) -> None:
    """It says nothing of them."""
    post(kind="complaint")
    old = from_json(to_sorted_json(store.newest(1)[0].received), dict[str, object])
    del old["legal"]
    assert from_json(to_sorted_json(old), Received).legal == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_mail_names_the_day_that_comes_first(post: Post, store: SqliteStore, bundle: Bundle, language: str) -> None:
    """And whom to ask, in both parts (rows R5, E5)."""
    post(kind="complaint", language=language)
    mail = acknowledgement(store.newest(1)[0], bundle, NOW)
    for part in (" ".join(mail.text.split()), " ".join(parsed(mail.html).get_text().split())):
        assert LAST[language] in part
        assert CONTACT[language] in part
        assert "2026-11-25" not in part


@pytest.mark.parametrize("language", ["en", "es"])
def test_without_clocks_the_mail_has_no_gap(post: Post, store: SqliteStore, bundle: Bundle, language: str) -> None:
    """Where no profile speaks of complaints, the templates say nothing of them."""
    post(kind="complaint", language=language)
    settings = replace(bundle.settings, complaints=None)
    case = store.newest(1)[0]
    without = replace(case.received, legal=())
    event = replace(case.events[0], body=to_sorted_json(without).decode())
    mail = acknowledgement(replace(case, events=(event, *case.events[1:])), replace(bundle, settings=settings), NOW)
    assert LAST[language] not in mail.text
    assert CONTACT[language].partition(":")[0] not in mail.text
    assert "\n\n\n" not in mail.text


def test_the_page_that_acknowledges_says_it_too(desk: RequestDesk, post: Post) -> None:
    """Who left no address reads it there; a request has no such line (row R5)."""
    answer = post(kind="complaint", email="", phone="+1 212 555 0187")
    assert LAST["en"] in texts_of(get(desk, "/_desk/received", query_of(answer)))
    answer = post(kind="request", email="", phone="+1 212 555 0187")
    assert LAST["en"] not in texts_of(get(desk, "/_desk/received", query_of(answer)))


def test_staff_see_every_clock(post: Post, store: SqliteStore, bundle: Bundle) -> None:
    """`frontdesk requests show` lists them, those that customers are not told of as well (row R5)."""
    post(kind="complaint")
    shown = case_in_words(store.newest(1)[0], None, bundle.settings).splitlines()
    assert [line for line in shown if line.startswith("legal clock")] == [
        "legal clock: final-answer by 2027-01-16 (8 weeks, checks for uk-disp)",
        "legal clock: summary-resolution by 2026-11-25 (3 business days, checks for uk-disp)",
        "legal clock: final-answer by 2027-01-21 (2 months, checks for mica)",
    ]
