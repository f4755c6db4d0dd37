"""What was counted of searches -> what people looked for and did not find, and what they found (rows F2, F6).

Words that few people looked for are counted together, and not shown. Knows no question of the site.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from contact.report.period import Period
from contact.search_counts import FEWEST
from contact.store import Search, Store
from desk.data import Data, field

DEFINITIONS: Mapping[str, str] = {
    "searches": "Finished ones: two seconds without typing, Enter, or a result that was opened. The same words of one sender "
    "count once a day for each thing that came of them. Days are those of UTC.",
    "without_result": "Nothing was found.",
    "not_opened": "Something was found, and no result was opened.",
    "opened": "A result was opened; who opened two is counted twice.",
    "not_found": "Words of which fewer than half of the searches ended with an opened result. Beside them stands the question "
    "that the search of the built site names first now.",
    "rare": f"Words that were not counted {FEWEST} times with the same outcome are not shown: they may name "
    "somebody. They count in the totals, and are dropped after 30 days.",
}


class Opened(Data, frozen=True, kw_only=True):
    """An answer, and how often it was opened from these words."""

    page: str
    searches: int


class LookedFor(Data, frozen=True, kw_only=True):
    """The same words in a language, and what came of them. `pages` has the one that was opened most often first."""

    language: str
    words: str
    searches: int
    without_result: int
    not_opened: int
    opened: int
    pages: Sequence[Opened]


class Searches(Data, frozen=True, kw_only=True):
    """The report. `rare_words` counts those that are not shown, `rare_searches` how often they were looked for."""

    since: date
    until: date
    language: str
    searches: int
    without_result: int
    not_opened: int
    opened: int
    rare_words: int
    rare_searches: int
    not_found: Sequence[LookedFor]
    found: Sequence[LookedFor]
    definitions: Mapping[str, str] = field(default_factory=lambda: DEFINITIONS)


def searches_report(store: Store, period: Period, language: str = "") -> Searches:
    """The report of a period, in one language or in all. Raises StoreError."""
    counted = [
        (search, count)
        for search, count in store.searches(period.since, period.until)
        if language in {"", search.language}
    ]
    # The store has them in the order of language and words.
    by_words = [list(same) for _, same in groupby(counted, key=lambda one: (one[0].language, one[0].words))]
    shown = [_looked_for(same) for same in by_words if _is_shown(same)]
    rare = [_looked_for(same) for same in by_words if not _is_shown(same)]
    everything = [*shown, *rare]
    return Searches(
        since=period.since,
        until=period.until,
        language=language,
        searches=sum(looked.searches for looked in everything),
        without_result=sum(looked.without_result for looked in everything),
        not_opened=sum(looked.not_opened for looked in everything),
        opened=sum(looked.opened for looked in everything),
        rare_words=len(rare),
        rare_searches=sum(looked.searches for looked in rare),
        not_found=sorted((looked for looked in shown if not _is_found(looked)), key=_missed),
        found=sorted(filter(_is_found, shown), key=lambda looked: (-looked.opened, looked.words, looked.language)),
    )


def _is_shown(same: Iterable[tuple[Search, int]]) -> bool:
    """Whether enough different senders, or days, looked for these words: each counts once for each outcome."""
    return max(count for _, count in same) >= FEWEST


def _is_found(looked: LookedFor) -> bool:
    return looked.opened * 2 >= looked.searches


def _missed(looked: LookedFor) -> tuple[int, str, str]:
    return looked.opened - looked.searches, looked.words, looked.language


def _looked_for(same: Sequence[tuple[Search, int]]) -> LookedFor:
    first, _ = same[0]
    pages = [Opened(page=search.clicked, searches=count) for search, count in same if search.clicked]
    searches, opened = sum(count for _, count in same), sum(page.searches for page in pages)
    without_result = sum(count for search, count in same if not search.found)
    return LookedFor(
        language=first.language,
        words=first.words,
        searches=searches,
        without_result=without_result,
        not_opened=searches - opened - without_result,
        opened=opened,
        pages=sorted(pages, key=lambda page: (-page.searches, page.page)),
    )
