"""What people looked for is counted where the owner wants it, without knowing who looked for it (rows F2, F6)."""

from collections.abc import Callable
from datetime import date

import pytest

from contact.abuse import limits
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.searches import SearchesDesk
from contact.store import Search, sqlite_searches
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace, to_json
from desk.known_paths import marks_of
from tests.contact.conftest import NOW, Clock

TODAY = NOW.date()
COUNTED = (200, b'{"counted":true}')
NOT_WANTED = (200, b'{"counted":false}')
NOT_COUNTED = (503, b'{"counted":false}')
LOOKED = {"language": "en", "query": "lost passkey", "found": "0"}
LOST = Search(language="en", words="lost passkey", found=False)
ANA, BEN = "192.0.2.1", "192.0.2.2"

Tell = Callable[..., tuple[int, bytes]]


def counting(bundle: Bundle) -> Bundle:
    """The same site, with counting turned on."""
    return replace(bundle, settings=replace(bundle.settings, search=replace(bundle.settings.search, counting=True)))


@pytest.fixture
def tell(bundle: Bundle, log: Log, clock: Clock) -> Tell:
    """Tell the desk of a search, with some fields other than LOOKED has them."""
    known = replace(counting(bundle), answers={"en": marks_of(["fees/costs"]), "es": marks_of([])})

    def told(client: str = ANA, headers: dict[str, str] | None = None, **changed: str) -> tuple[int, bytes]:
        answer = posted(SearchesDesk(lambda: known, log, clock), LOOKED | changed, client, headers)
        return answer.status, answer.body

    return told


def posted(
    desk: SearchesDesk, search: dict[str, str], client: str = "", headers: dict[str, str] | None = None
) -> HttpResponse:
    sent = {"content-type": "application/json", "accept": "application/json", **(headers or {})}
    request = HttpRequest(method="POST", path="/_desk/searches", headers=sent, body=to_json(search), client=client)
    answer = desk.handle(request)
    assert answer is not None
    return answer


def counted(store: SqliteStore, since: date = TODAY, until: date = TODAY) -> list[tuple[Search, int]]:
    return list(store.searches(since, until))


def test_searches_are_counted_by_language_and_what_was_opened(tell: Tell, store: SqliteStore) -> None:
    """Only whether there was any result is kept, not how many; whoever opened one had one (row F2)."""
    assert tell() == COUNTED
    assert tell(client=BEN, query=" LOST  Passkey") == COUNTED
    assert tell(found="7") == COUNTED
    assert tell(found="0", clicked="fees/costs") == COUNTED
    assert tell(language="es") == COUNTED
    assert counted(store) == [
        (LOST, 2),
        (replace(LOST, found=True), 1),
        (replace(LOST, found=True, clicked="fees/costs"), 1),
        (replace(LOST, language="es"), 1),
    ]


def test_nothing_is_counted_unless_the_owner_wants_it(bundle: Bundle, log: Log, clock: Clock) -> None:
    """Off by default: then the address is not there (row F6)."""
    desk = SearchesDesk(lambda: bundle, log, clock)
    answer = posted(desk, LOOKED)
    assert (answer.status, answer.body) == (404, b'{"error":"searches are not counted here"}')
    assert log.store.searches(TODAY, TODAY) == []


def test_what_may_name_somebody_is_not_kept(tell: Tell, store: SqliteStore) -> None:
    """Nor are searches of which nothing else is left (rows E7, N2)."""
    assert tell(query="Mail for ana@example.net, account 123456") == COUNTED
    assert tell(query="ana@example.net 123456") == NOT_WANTED
    assert [search.words for search, _ in counted(store)] == ["mail for [e-mail] account [number]"]


def test_nobody_is_counted_twice_a_day(tell: Tell, store: SqliteStore, clock: Clock) -> None:
    """The same search of the same sender counts once; tomorrow it counts again."""
    assert [tell(), tell(), tell(client=BEN)] == [COUNTED, NOT_WANTED, COUNTED]
    clock.pass_by(hours=9)
    assert tell() == COUNTED
    assert counted(store) == [(LOST, 2)]
    assert counted(store, until=clock.now.date()) == [(LOST, 3)]


def test_senders_without_an_address_are_one(tell: Tell) -> None:
    """So that words are never shown because one person behind an unknown proxy typed them three times."""
    assert [tell(client=""), tell(client="")] == [COUNTED, NOT_WANTED]


def test_who_does_not_want_to_be_counted_is_not(tell: Tell) -> None:
    """Global Privacy Control, and the older Do Not Track."""
    assert tell(headers={"sec-gpc": "1"}) == NOT_WANTED
    assert tell(headers={"dnt": "1"}) == NOT_WANTED
    assert tell(headers={"dnt": "0"}) == COUNTED


def test_other_sites_count_nothing(tell: Tell) -> None:
    """What a page of another site sends is no search of a visitor."""
    assert tell(headers={"sec-fetch-site": "cross-site", "origin": "https://evil.example"}) == NOT_WANTED
    assert tell(headers={"sec-fetch-site": "same-origin"}) == COUNTED


def test_a_site_at_another_origin_counts(bundle: Bundle, log: Log, clock: Clock) -> None:
    """What its own pages send is from another site too, and names it."""
    known = counting(bundle)
    form = replace(known.settings.channels.form, endpoint="https://requests.example.com/")
    apart = replace(known, settings=replace(known.settings, channels=replace(known.settings.channels, form=form)))
    desk = SearchesDesk(lambda: apart, log, clock)
    site = known.settings.organisation.site_url.strip("/")
    for origin, expected in ((site, b'{"counted":true}'), ("https://evil.example", b'{"counted":false}')):
        headers = {"sec-fetch-site": "cross-site", "origin": origin}
        assert posted(desk, LOOKED, ANA, headers).body == expected


def test_an_answer_that_does_not_exist_is_not_counted(tell: Tell, store: SqliteStore) -> None:
    """Each language has its own answers."""
    assert tell(clicked="fees/made-up") == NOT_WANTED
    assert tell(clicked="fees/costs", language="es") == NOT_WANTED
    assert counted(store) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"language": "xx"},
        {"query": "  "},
        {"query": "a" * 1001},
        {"found": ""},
        {"found": "-1"},
        {"found": "٣"},
        {"found": "1000000"},
        {"clicked": "../evil"},
        {"clicked": "//evil.example"},
        {"clicked": "a" * 301},
    ],
)
def test_what_is_no_search_is_refused(tell: Tell, store: SqliteStore, changed: dict[str, str]) -> None:
    """Made-up languages, numbers and pages are not counted."""
    expected = b'{"error":"name language, query, found (a number), and clicked where a result was opened"}'
    assert tell(**changed) == (400, expected)
    assert counted(store) == []


def test_a_program_is_stopped(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many searches an hour from one address; others are counted."""
    monkeypatch.setattr(limits, "MOST_SEARCHES_AN_HOUR", 2)
    assert [tell(query=f"word {letter}") for letter in "abc"] == [COUNTED, COUNTED, NOT_COUNTED]
    assert tell(client=BEN) == COUNTED


def test_a_flood_from_many_addresses_has_an_end(tell: Tell, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many searches of everybody together nothing more is kept of any, until tomorrow."""
    monkeypatch.setattr(limits, "MOST_SEARCHES_A_DAY", 2)
    assert [tell(client=f"192.0.2.{number}") for number in range(3)] == [COUNTED, COUNTED, NOT_COUNTED]
    clock.pass_by(hours=9)
    assert tell() == COUNTED


def test_a_flood_of_made_up_words_has_an_end(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """More different searches in a day than any site has are not counted; those that are known still are."""
    monkeypatch.setattr(sqlite_searches, "MOST_SEARCHES", 2)
    assert [tell(query=f"word {letter}") for letter in "abc"] == [COUNTED, COUNTED, NOT_COUNTED]
    assert tell(client=BEN, query="word a") == COUNTED


def test_only_its_own_address_is_answered(bundle: Bundle, log: Log, clock: Clock) -> None:
    """And only to POST."""
    desk = SearchesDesk(lambda: counting(bundle), log, clock)
    assert desk.handle(HttpRequest(method="POST", path="/_desk/helpful")) is None
    refused = desk.handle(HttpRequest(method="GET", path="/_desk/searches"))
    assert refused is not None
    assert (refused.status, refused.headers["allow"], refused.body) == (405, "POST", b'{"error":"use POST"}')
