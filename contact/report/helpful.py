"""Votes, searches and requests of a period -> how each answer was judged, and what people did besides (rows K1, F2).

Votes name nobody (contact.helpful). Knows no terminal.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from contact.report.asked import asked
from contact.report.local_days import local_span
from contact.report.period import Period
from contact.search_counts import FEWEST
from contact.store import Store
from desk.bundle import Bundle
from desk.data import Data, field

DEFINITIONS: Mapping[str, str] = {
    "yes, no": "How often 'Was this helpful?' was answered so on the page on these days, which are those of UTC. One address "
    "counts 60 times an hour at most; nobody is told from another.",
    "opened": "How often the page was opened from the search on these days, where searches are counted.",
    "requests": "Messages of people that were written from the page: it was read, and did not do. On the days of the time zone "
    f"of the form's hours. Fewer than {FEWEST} are shown as 0: a page and a day may tell who wrote.",
    "order": "The pages that were called not helpful most often come first.",
}


class Judged(Data, frozen=True, kw_only=True):
    """An answer in a language. `share` of the votes called it helpful; None where nobody voted."""

    page: str
    language: str
    yes: int
    no: int
    share: float | None
    opened: int
    requests: int


class Helpful(Data, frozen=True, kw_only=True):
    """The report."""

    since: date
    until: date
    yes: int
    no: int
    pages: Sequence[Judged]
    definitions: Mapping[str, str] = field(default_factory=lambda: DEFINITIONS)


def helpful(store: Store, bundle: Bundle, period: Period) -> Helpful:
    """The report of a period. Raises StoreError."""
    votes = votes_by_page(store, period)
    opened: dict[tuple[str, str], int] = {}
    for search, count in store.searches(period.since, period.until):
        if search.clicked:
            key = search.language, search.clicked
            opened[key] = opened.get(key, 0) + count
    pages = asked(store, bundle, local_span(bundle.settings, period.since, period.until)).pages
    requests = {key: count for key, count in pages.items() if count >= FEWEST}
    judged = [_judged(key, votes.get(key, {}), opened.get(key, 0), requests.get(key, 0)) for key in {*votes, *requests}]
    return Helpful(
        since=period.since,
        until=period.until,
        yes=sum(page.yes for page in judged),
        no=sum(page.no for page in judged),
        pages=sorted(judged, key=lambda page: (-page.no, -page.requests, page.page, page.language)),
    )


def votes_by_page(store: Store, period: Period) -> dict[tuple[str, str], dict[bool, int]]:
    """How often each answer, by its language and path, was called helpful and not. Raises StoreError."""
    votes: dict[tuple[str, str], dict[bool, int]] = {}
    for vote, count in store.votes_on(period.since, period.until):
        votes.setdefault((vote.language, vote.page), {})[vote.helpful] = count
    return votes


def _judged(key: tuple[str, str], votes: Mapping[bool, int], opened: int, requests: int) -> Judged:
    language, page = key
    yes, no = votes.get(True, 0), votes.get(False, 0)
    share = round(yes / (yes + no), 4) if yes + no else None
    return Judged(page=page, language=language, yes=yes, no=no, share=share, opened=opened, requests=requests)
