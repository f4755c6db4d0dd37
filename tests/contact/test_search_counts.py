"""How long counts of searches are kept (rows E7, F2)."""

from datetime import date, datetime, timedelta

from contact.log import Log
from contact.store import Search
from contact.upkeep import Upkeep
from tests.contact.conftest import NOW

DAY = timedelta(days=1)


def words_left(log: Log) -> list[str]:
    return [search.words for search, _ in log.store.searches(date.min, date.max)]


def count(log: Log, words: str, at: datetime, times: int = 1) -> None:
    for _ in range(times):
        log.store.searched(Search(language="en", words=words, found=False), at.date())


def test_rare_words_are_dropped_after_30_days(log: Log) -> None:
    """By the upkeep, once a day; words that were counted three times are kept for 460 days."""
    count(log, "often", NOW, times=3)
    count(log, "ana garcia", NOW, times=2)
    upkeep = Upkeep(log.store)
    for day, left in ((0, 2), (30, 2), (31, 1), (460, 1), (461, 0)):
        upkeep.run(NOW + day * DAY)
        assert len(words_left(log)) == left


def test_upkeep_looks_once_a_day(log: Log) -> None:
    """What is counted for an old day by a clock that was wrong waits until tomorrow."""
    upkeep = Upkeep(log.store)
    upkeep.run(NOW)
    count(log, "old", NOW - 50 * DAY)
    upkeep.run(NOW + timedelta(hours=1))
    assert words_left(log) == ["old"]
    upkeep.run(NOW + DAY)
    assert words_left(log) == []
