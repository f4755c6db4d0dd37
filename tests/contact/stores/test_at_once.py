"""Many at the same time, each through a store of their own as other processes have: every store keeps them apart."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest

from contact.chain import first_broken
from contact.events import Assigned, Feedback, Reopened, Resolved
from contact.keys import LocalKeys
from contact.log import Arrival, Log
from contact.personal import personal
from contact.store import Change, Entry, Finished, FoundWork, Recorded, ReferenceTakenError, Seal, Search, Store, Vote
from contact.work_index import work_after, work_after_told
from tests.contact.stores.conftest import REAL_STORES
from tests.contact.stores.places import NewPlace, Place
from tests.contact.stores.samples import LEASE, NOW, RECEIVED, new_case, reference, waiting

# The model of a store is for one thread at a time.
pytestmark = pytest.mark.parametrize("new_place", REAL_STORES, indirect=True)

T = TypeVar("T")
MANY = 20
DAY = NOW.date()


@pytest.fixture
def stores(place: Place) -> Iterator[Sequence[Store]]:
    """A few processes; each of them has several threads."""
    opened = [place.open() for _ in range(4)]
    yield opened
    for store in opened:
        store.close()


def at_once(stores: Sequence[Store], act: Callable[[Store, int], T], times: int = MANY) -> list[T]:
    """What each of so many threads got, that all began together."""
    together = Barrier(times)

    def begin(number: int) -> T:
        together.wait()
        return act(stores[number % len(stores)], number)

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(begin, range(times)))


def arrival(token: str) -> Arrival:
    texts = personal({"message": "Hello"})
    return Arrival(at=NOW, token=token, texts=texts, bodies=[RECEIVED], mails=[("acknowledgement", "waiting")])


def log_of(store: Store) -> Log:
    return Log(store=store, keys=LocalKeys())


def test_message_that_is_sent_many_times_is_one_case(stores: Sequence[Store]) -> None:
    """Everybody gets the same reference and the same key, and one mail will go out (row E3)."""

    def record(store: Store, number: int) -> Recorded:
        return log_of(store).record(arrival("the same"))

    recorded = at_once(stores, record)
    assert len({(each.reference, each.key) for each in recorded}) == 1
    assert sum(each.new for each in recorded) == 1
    assert [case.reference for case in stores[0].walk()] == [recorded[0].reference]
    assert len(list(stores[0].outbox())) == 1


def test_different_messages_are_all_recorded(stores: Sequence[Store]) -> None:
    """Nobody's message is lost because others write at the same time (row T1)."""

    def record(store: Store, number: int) -> Recorded:
        return log_of(store).record(arrival(str(number)))

    recorded = at_once(stores, record)
    assert all(each.new for each in recorded)
    assert {case.reference for case in stores[0].walk()} == {each.reference for each in recorded}


def test_reference_goes_to_one_case(stores: Sequence[Store]) -> None:
    """Of many that try the same reference one gets it (row T2)."""

    def record(store: Store, number: int) -> bool:
        try:
            return store.record(new_case(1, token=f"token of {number}")).new
        except ReferenceTakenError:
            return False

    assert sum(at_once(stores, record)) == 1


def test_events_of_many_make_one_chain(stores: Sequence[Store]) -> None:
    """Twenty people add to a case at the same time: twenty events, one behind the other (row T2)."""
    recorded = log_of(stores[0]).record(arrival("one"))
    known = stores[0].find(recorded.reference)
    assert known is not None

    def add(store: Store, number: int) -> bool:
        texts = {f"text-{number}": personal({"message": str(number)})}
        return log_of(store).add(known, NOW, Feedback(score=number), texts=texts)

    assert all(at_once(stores, add))
    case = stores[0].find(recorded.reference)
    assert case is not None
    assert (len(case.events), len(case.texts), first_broken(case.events)) == (MANY + 1, MANY + 1, None)


def test_work_is_that_of_the_last_event(stores: Sequence[Store]) -> None:
    """Whoever comes last, and whoever works it out from what they have read meanwhile: the list says what is so (row R2)."""
    recorded = log_of(stores[0]).record(arrival("one"))
    known = stores[0].find(recorded.reference)
    assert known is not None
    bodies = (Resolved(outcome="full", by="Ana"), Reopened(by="Ana"), Assigned(queue="cards", to="Ben", by="Ana"))

    def change(store: Store, number: int) -> None:
        if number % 4:
            log_of(store).add(known, NOW, bodies[number % len(bodies)])
        else:
            (history,) = store.histories_of([known.reference])
            last = history.events[-1].number
            store.put_work([FoundWork(known.reference, last, work_after_told(history))], None)

    at_once(stores, change)
    case = stores[0].find(recorded.reference)
    assert case is not None
    expected = work_after(case.reference, case.events)
    assert list(stores[0].work_on([case.reference])) == [work for work in [expected] if work]


def test_mail_is_claimed_by_one(stores: Sequence[Store]) -> None:
    """However many senders look at the same time, each mail goes to one of them, and all are taken (row E3)."""
    for number in range(40):
        stores[0].record(new_case(number, mails=[waiting()]))

    def claim_all(store: Store, number: int) -> list[Entry]:
        claimed: list[Entry] = []
        while entries := store.claim(NOW, LEASE, 3):
            claimed += entries
        return claimed

    claimed = [entry.reference for entries in at_once(stores, claim_all, 8) for entry in entries]
    assert Counter(claimed) == Counter(reference(number) for number in range(40))


def test_mail_is_finished_by_one(stores: Sequence[Store]) -> None:
    """Of many that say what became of the same claim one is believed."""
    stores[0].record(new_case(1, mails=[waiting()]))
    (entry,) = stores[0].claim(NOW, LEASE)
    change = Change(reference=entry.reference, events=[], finished=Finished(entry=entry, state="sent"))

    def finish(store: Store, number: int) -> str:
        return store.append(change)

    assert Counter(at_once(stores, finish)) == {"written": 1, "lost": MANY - 1}


def test_nobody_is_left_uncounted(stores: Sequence[Store]) -> None:
    """Of each key each sees another count, in whatever order the keys are named; and every vote and search counts."""
    vote = Vote(page="fees", language="en", helpful=True)
    search = Search(language="en", words="fees", found=True)

    def count(store: Store, number: int) -> dict[str, int]:
        keys = ["a", "b"] if number % 2 else ["b", "a"]
        assert store.vote(vote, DAY)
        assert store.searched(search, DAY)
        return dict(zip(keys, store.tally(keys, NOW, NOW + LEASE), strict=True))

    counts = at_once(stores, count)
    for key in ("a", "b"):
        assert sorted(seen[key] for seen in counts) == list(range(1, MANY + 1))
    assert list(stores[0].votes()) == [(vote, MANY)]
    assert list(stores[0].searches(DAY, DAY)) == [(search, MANY)]


def test_secret_is_made_once(stores: Sequence[Store]) -> None:
    """Many that ask first get the same."""

    def newest(store: Store, number: int) -> object:
        return store.newest(1)

    def secret(store: Store, number: int) -> bytes:
        return store.secret()

    # With their connections open already they come closer together.
    at_once(stores, newest)
    assert len(set(at_once(stores, secret))) == 1


def test_day_is_sealed_by_one(stores: Sequence[Store]) -> None:
    """One seal is kept, with its own parts."""

    def keep(store: Store, number: int) -> bool:
        seal = Seal(day=DAY, heads=number, parts=1, previous="", digest="")
        return store.keep_seal(seal, [str(number).encode()])

    kept = at_once(stores, keep)
    assert [seal.heads for seal in stores[0].seals()] == [kept.index(True)]
    assert (sum(kept), stores[0].seal_part(DAY, 0)) == (1, str(kept.index(True)).encode())


def test_log_is_made_once(new_place: NewPlace) -> None:
    """Many that open an empty place at the same time find the same tables, and each writes into them."""
    place = new_place()

    together = Barrier(8)

    def record(number: int) -> bool:
        together.wait()
        store = place.open()
        recorded = store.record(new_case(number)).new
        store.close()
        return recorded

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(record, range(8)))
    store = place.open()
    assert len(store.newest(9)) == 8
    store.close()
