"""What every store counts, and the secret it keeps."""

from datetime import timedelta

import pytest

from contact.store import Store, Vote
from tests.contact.stores.places import NewPlace, Place
from tests.contact.stores.samples import NOW

HOUR = timedelta(hours=1)
DAY = NOW.date()


def test_each_key_has_its_own_count(store: Store) -> None:
    """Counting says how often it has been, this time included; looking does not count."""
    assert store.tally(["b", "a"], NOW, NOW + HOUR) == [1, 1]
    assert store.tally(["a", "c"], NOW, NOW + HOUR) == [2, 1]
    assert [store.tallied(["c", "a", "d", "b"], NOW) for _ in range(2)] == [[1, 2, 0, 1]] * 2
    assert (store.tally([], NOW, NOW + HOUR), store.tallied([], NOW)) == ([], [])


def test_count_begins_anew_at_its_end(store: Store) -> None:
    """Until then it goes on, and keeps its own end however far off the next one would be."""
    store.tally(["a"], NOW, NOW + HOUR)
    later = NOW + HOUR - timedelta(microseconds=1)
    assert store.tally(["a"], later, later + HOUR) == [2]
    assert [store.tallied(["a"], now) for now in (later, NOW + HOUR)] == [[2], [0]]
    assert store.tally(["a"], NOW + HOUR, NOW + 3 * HOUR) == [1]
    assert store.tallied(["a"], NOW + 2 * HOUR) == [1]


def test_a_count_is_taken_back(store: Store) -> None:
    """Once for each key, never below nothing, and not where the count is over; its end stays what it was."""
    store.tally(["a", "b"], NOW, NOW + HOUR)
    store.tally(["a"], NOW, NOW + HOUR)
    store.uncount(["b", "a", "never"], NOW)
    store.uncount(["b"], NOW)
    store.uncount([], NOW)
    store.uncount(["a"], NOW + HOUR)
    assert store.tallied(["a", "b", "never"], NOW) == [1, 0, 0]
    assert store.tally(["a", "b", "never"], NOW, NOW + HOUR) == [2, 1, 1]
    assert store.tallied(["a", "b"], NOW + HOUR) == [0, 0]


def test_only_what_is_over_is_forgotten(store: Store) -> None:
    """A count that goes on survives the tidying up."""
    store.tally(["a"], NOW, NOW + HOUR)
    store.tally(["b"], NOW, NOW + 2 * HOUR)
    store.forget_tallies(NOW + HOUR)
    assert store.tallied(["a", "b"], NOW + HOUR) == [0, 1]
    assert store.tally(["a", "b"], NOW + HOUR, NOW + 2 * HOUR) == [1, 2]


def test_secret_stays_the_same(place: Place, store: Store) -> None:
    """Made once: other connections and later openings see the same 32 bytes."""
    secret = store.secret()
    other = place.open()
    assert (len(secret), store.secret(), other.secret()) == (32, secret, secret)
    other.close()


def test_each_store_has_a_secret_of_its_own(store: Store, new_place: NewPlace) -> None:
    """It comes from chance."""
    other = new_place().open()
    assert other.secret() != store.secret()
    other.close()


def test_votes_are_counted_over_all_days(store: Store) -> None:
    """By page, language and answer, in that order; no before yes."""
    yes, no = (Vote(page="fees", language="en", helpful=helpful) for helpful in (True, False))
    spanish = Vote(page="fees", language="es", helpful=True)
    other = Vote(page="Account/close", language="en", helpful=True)
    for vote in (yes, yes, spanish, no, other):
        assert store.vote(vote, DAY) is True
    store.vote(yes, DAY + timedelta(days=1))
    assert list(store.votes()) == [(other, 1), (no, 1), (yes, 3), (spanish, 1)]


def test_votes_of_some_days(store: Store) -> None:
    """From the first day through the last one, in the same order; what was said on other days is left out (row K2)."""
    yes, no = (Vote(page="fees", language="en", helpful=helpful) for helpful in (True, False))
    for days, vote in ((0, yes), (1, yes), (1, no), (2, yes), (3, no)):
        store.vote(vote, DAY + timedelta(days=days))
    assert list(store.votes_on(DAY + timedelta(days=1), DAY + timedelta(days=2))) == [(no, 1), (yes, 2)]
    assert list(store.votes_on(DAY - timedelta(days=2), DAY - timedelta(days=1))) == []


def test_too_many_pages_in_a_day_are_a_program(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then no other page is counted that day; those that are known still are, and tomorrow is another day."""
    place.end_votes_at(3, monkeypatch)
    votes = [Vote(page=f"made/up-{number}", language="en", helpful=True) for number in range(4)]
    assert [store.vote(vote, DAY) for vote in votes] == [True, True, True, False]
    assert store.vote(votes[0], DAY) is True
    assert store.vote(votes[3], DAY + timedelta(days=1)) is True
    assert list(store.votes()) == [(votes[0], 2), *[(vote, 1) for vote in votes[1:]]]
