"""What every store counts of searches, and what it forgets of them."""

from datetime import timedelta

import pytest

from contact.store import Search, Store
from tests.contact.stores.places import Place
from tests.contact.stores.samples import NOW

TODAY = NOW.date()
DAY = timedelta(days=1)
LOST = Search(language="en", words="lost passkey", found=False)


def opened(page: str, words: str = "lost passkey", language: str = "en") -> Search:
    return Search(language=language, words=words, found=True, clicked=page)


def test_searches_are_counted_by_what_came_of_them(store: Store) -> None:
    """By language, words, found and clicked, in that order, over the days that are asked for (row F2)."""
    spanish, other = opened("a/b", "clave", "es"), opened("a/b", "Zoë’s \N{CREDIT CARD} %_")
    for search in (LOST, LOST, opened("b/c"), opened("a/b"), spanish, other):
        assert store.searched(search, TODAY) is True
    store.searched(LOST, TODAY - DAY)
    assert list(store.searches(TODAY - DAY, TODAY)) == [
        (other, 1),
        (LOST, 3),
        (opened("a/b"), 1),
        (opened("b/c"), 1),
        (spanish, 1),
    ]
    assert list(store.searches(TODAY - 9 * DAY, TODAY - DAY)) == [(LOST, 1)]
    assert list(store.searches(TODAY + DAY, TODAY + DAY)) == []


def test_too_many_different_searches_in_a_day_are_a_program(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then no other one is counted that day; those that are known still are, and tomorrow is another day."""
    place.end_searches_at(3, monkeypatch)
    made_up = [Search(language="en", words=f"made up {number}", found=True) for number in range(4)]
    assert [store.searched(search, TODAY) for search in made_up] == [True, True, True, False]
    assert store.searched(made_up[0], TODAY) is True
    assert store.searched(made_up[3], TODAY + DAY) is True
    assert list(store.searches(TODAY, TODAY + DAY)) == [(made_up[0], 2), *[(search, 1) for search in made_up[1:]]]


def test_rare_words_are_forgotten_first(store: Store) -> None:
    """Those that were never counted often, whatever came of them, once they are old; new ones stay (row F2)."""
    often, new = opened("a/b", "fees"), opened("a/b", "new")
    for day in (TODAY, TODAY - 40 * DAY, TODAY - 50 * DAY):
        store.searched(often, day)
    # The same words, once: they are shown all the same, because others looked for them too.
    store.searched(opened("b/c", "fees"), TODAY - 60 * DAY)
    store.searched(opened("a/b", "fees", "es"), TODAY - 60 * DAY)
    for search in (LOST, opened("a/b"), opened("b/c")):
        store.searched(search, TODAY - 40 * DAY)
    store.searched(new, TODAY - 30 * DAY)
    store.forget_searches(3, rare_before=TODAY - 30 * DAY, before=TODAY - 400 * DAY)
    assert list(store.searches(TODAY - 99 * DAY, TODAY)) == [(often, 3), (opened("b/c", "fees"), 1), (new, 1)]


def test_what_is_too_old_is_forgotten(store: Store) -> None:
    """However often it was counted; a store without any searches has nothing to forget."""
    store.forget_searches(3, rare_before=TODAY, before=TODAY)
    for _ in range(3):
        store.searched(LOST, TODAY - 400 * DAY)
        store.searched(LOST, TODAY - 399 * DAY)
    store.forget_searches(3, rare_before=TODAY - 30 * DAY, before=TODAY - 399 * DAY)
    assert list(store.searches(TODAY - 999 * DAY, TODAY)) == [(LOST, 3)]
    # A day that was emptied can be counted again, and is listed again.
    store.searched(LOST, TODAY - 400 * DAY)
    assert list(store.searches(TODAY - 999 * DAY, TODAY)) == [(LOST, 4)]
