"""What people looked for, as a report: what they found, what they did not, and nothing that few people typed (rows F2, F6)."""

from datetime import date, timedelta

import pytest

from contact.log import Log
from contact.report.period import Period
from contact.report.searches import LookedFor, Opened, Searches, searches_report
from contact.store import Search

FIRST = date(2026, 7, 1)
QUARTER = Period(since=FIRST, until=date(2026, 9, 30))


@pytest.fixture
def searched(log: Log) -> Log:
    """A log of searches of one quarter, and some of before and after it."""

    def count(words: str, times: int, *, clicked: str = "", found: bool = True, language: str = "en") -> None:
        search = Search(language=language, words=words, found=found or bool(clicked), clicked=clicked)
        for day in range(times):
            assert log.store.searched(search, FIRST + timedelta(days=day))

    count("lost passkey", 5, found=False)
    count("lost passkey", 2)
    count("fees", 4, clicked="fees/costs")
    count("fees", 1, clicked="fees/network")
    count("fees", 2)
    count("comisiones", 3, found=False, language="es")
    # Each outcome twice: perhaps two people, who did three things each.
    count("ana garcia", 2)
    count("ana garcia", 2, found=False)
    count("ana garcia", 2, clicked="fees/costs")
    log.store.searched(Search(language="en", words="fees", found=True, clicked="fees/costs"), FIRST - timedelta(days=1))
    return log


def report(log: Log, period: Period = QUARTER, language: str = "") -> Searches:
    return searches_report(log.store, period, language)


def test_what_was_looked_for_and_not_found_comes_first(searched: Log) -> None:
    """Words of which fewer than half of the searches led to an answer, the most missed first."""
    assert report(searched).not_found == [
        LookedFor(language="en", words="lost passkey", searches=7, without_result=5, not_opened=2, opened=0, pages=[]),
        LookedFor(language="es", words="comisiones", searches=3, without_result=3, not_opened=0, opened=0, pages=[]),
    ]


def test_what_was_found_names_the_answers_that_were_opened(searched: Log) -> None:
    """The one that was opened most often first; what happened before the period is not in it."""
    pages = [Opened(page="fees/costs", searches=4), Opened(page="fees/network", searches=1)]
    expected = LookedFor(language="en", words="fees", searches=7, without_result=0, not_opened=2, opened=5, pages=pages)
    assert report(searched).found == [expected]


def test_rare_words_count_and_are_not_shown(searched: Log) -> None:
    """Two people cannot be told from one by counts of two: their words may name somebody (rows E7, N2)."""
    made = report(searched)
    assert (made.rare_words, made.rare_searches) == (1, 6)
    assert (made.searches, made.without_result, made.not_opened, made.opened) == (23, 10, 6, 7)
    assert "garcia" not in repr(made)


def test_one_language_of_a_site(searched: Log) -> None:
    """Its words, and its totals."""
    made = report(searched, language="es")
    assert [looked.words for looked in made.not_found] == ["comisiones"]
    assert (made.language, made.searches, made.rare_words, made.found) == ("es", 3, 0, [])


def test_nothing_was_counted(searched: Log) -> None:
    """A report of nothing."""
    made = report(searched, Period(since=date(2027, 1, 1), until=date(2027, 1, 1)))
    assert (made.searches, made.rare_words, made.not_found, made.found) == (0, 0, [], [])
