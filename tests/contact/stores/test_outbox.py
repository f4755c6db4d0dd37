"""The outbox of every store: claimed under a lease, by one at a time, until it is sent (row E3)."""

from datetime import timedelta

import pytest

from contact.store import Change, Entry, Finished, NewMail, OutboxState, Store
from desk.data import replace
from tests.contact.stores.places import Place
from tests.contact.stores.samples import LEASE, NOW, new_case, reference, waiting

MINUTE = timedelta(minutes=1)


def record_due(store: Store, *minutes: int) -> None:
    """Record a case for each, with a mail that is due so many minutes from now."""
    for number, due in enumerate(minutes, start=1):
        store.record(new_case(number, mails=[waiting(NOW + due * MINUTE)]))


def finish(store: Store, entry: Entry, state: OutboxState) -> str:
    return store.append(Change(reference=entry.reference, events=[], finished=Finished(entry=entry, state=state)))


def test_new_mail_waits(store: Store) -> None:
    """What was recorded with a case is in the outbox as it was given."""
    held = NewMail(mail="acknowledgement", state="held", due=NOW)
    store.record(new_case(1, mails=[held, waiting(NOW + MINUTE, "second")]))
    first = Entry(reference=reference(1), mail="acknowledgement", state="held", attempts=0, due=NOW, lease="", error="")
    assert list(store.outbox()) == [first, replace(first, mail="second", state="waiting", due=NOW + MINUTE)]


def test_claim_takes_what_is_due(store: Store) -> None:
    """What is due now or earlier, the longest due first, and no more than asked for."""
    record_due(store, 0, -5, 1, -9, -1)
    assert [entry.reference for entry in store.claim(NOW, LEASE, 3)] == [reference(4), reference(2), reference(5)]
    assert [entry.reference for entry in store.claim(NOW, LEASE, 3)] == [reference(1)]
    assert store.claim(NOW, LEASE, 3) == []


def test_claim_of_one(store: Store) -> None:
    """Without a number it is one."""
    record_due(store, 0, 0)
    assert len(store.claim(NOW, LEASE)) == 1


def test_claimed_entry_is_a_lease(store: Store) -> None:
    """It says until when it is held, and counts the attempt; the outbox shows the same."""
    record_due(store, -5)
    (claimed,) = store.claim(NOW, LEASE)
    assert claimed == Entry(
        reference=reference(1),
        mail="acknowledgement",
        state="waiting",
        attempts=1,
        due=NOW + LEASE,
        lease=claimed.lease,
        error="",
    )
    assert claimed.lease
    assert list(store.outbox()) == [claimed]


def test_lease_runs_out(store: Store) -> None:
    """Nobody else gets the entry before its end, somebody does at its end, and who held it before has lost it."""
    record_due(store, 0)
    (first,) = store.claim(NOW, LEASE)
    assert store.claim(NOW + LEASE - timedelta(microseconds=1), LEASE) == []
    (second,) = store.claim(NOW + LEASE, LEASE)
    assert (second.attempts, second.lease != first.lease) == (2, True)
    assert (store.postpone(first, NOW, "late"), finish(store, first, "sent")) == (False, "lost")
    assert list(store.outbox()) == [second]
    assert finish(store, second, "sent") == "written"


@pytest.mark.parametrize("state", ["held", "sent", "failed"])
def test_only_waiting_mail_is_claimed(store: Store, state: OutboxState) -> None:
    """What is held, sent or given up goes to nobody."""
    store.record(new_case(1, mails=[NewMail(mail="acknowledgement", state=state, due=NOW - MINUTE)]))
    assert store.claim(NOW, LEASE) == []


def test_postponed_entry_waits(store: Store) -> None:
    """It keeps its attempts and says why it waits; it is nobody's until it is due again."""
    record_due(store, 0)
    (claimed,) = store.claim(NOW, LEASE)
    assert store.postpone(claimed, NOW + 9 * MINUTE, "451") is True
    postponed = replace(claimed, due=NOW + 9 * MINUTE, error="451", lease="")
    assert list(store.outbox()) == [postponed]
    assert store.claim(NOW + 8 * MINUTE, LEASE) == []
    (again,) = store.claim(NOW + 9 * MINUTE, LEASE)
    assert (again.attempts, again.error) == (2, "451")


def test_entry_is_postponed_once(store: Store) -> None:
    """Who has let it go does not hold it any more."""
    record_due(store, 0)
    (claimed,) = store.claim(NOW, LEASE)
    assert [store.postpone(claimed, NOW + MINUTE, "451"), store.postpone(claimed, NOW, "452")] == [True, False]


def test_finished_entry_keeps_its_reason(store: Store) -> None:
    """What was given up stays in the outbox with its reason, and is given up once."""
    record_due(store, 0)
    (claimed,) = store.claim(NOW, LEASE)
    failed = Finished(entry=claimed, state="failed", error="550 5.1.1")
    change = Change(reference=claimed.reference, events=[], finished=failed)
    assert [store.append(change), store.append(change)] == ["written", "lost"]
    assert list(store.outbox()) == [replace(claimed, state="failed", error="550 5.1.1", lease="")]


def test_sent_mail_leaves_the_outbox(store: Store) -> None:
    """What was sent is not listed, and is not claimed again."""
    record_due(store, 0, 0)
    (claimed,) = store.claim(NOW, LEASE)
    finish(store, claimed, "sent")
    assert claimed.reference not in [entry.reference for entry in store.outbox()]
    assert claimed.reference not in [entry.reference for entry in store.claim(NOW + 9 * LEASE, LEASE, 9)]


def test_sent_mail_that_came_back_is_in_the_outbox_again(store: Store) -> None:
    """Whoever hears of it knows the mail's name and that it was sent: it has failed then, and can be let go (row E8)."""
    record_due(store, 0)
    (entry,) = store.claim(NOW, LEASE)
    assert finish(store, entry, "sent") == "written"
    came_back = Finished(entry=replace(entry, state="sent", lease=""), state="failed", due=NOW, error="bounced 5.1.1")
    assert store.append(Change(reference=entry.reference, events=[], finished=came_back)) == "written"
    (failed,) = store.outbox()
    assert (failed.state, failed.error, failed.due) == ("failed", "bounced 5.1.1", NOW)
    assert finish(store, failed, "waiting") == "written"
    assert [again.attempts for again in store.claim(NOW, LEASE)] == [2]


def test_held_mail_can_be_let_go(store: Store) -> None:
    """A person lets it go: from then on it waits like any other."""
    store.record(new_case(1, mails=[NewMail(mail="acknowledgement", state="held", due=NOW - 9 * MINUTE)]))
    (held,) = store.outbox()
    released = Finished(entry=held, state="waiting", due=NOW + MINUTE)
    assert store.append(Change(reference=held.reference, events=[], finished=released)) == "written"
    assert list(store.outbox()) == [replace(held, state="waiting", due=NOW + MINUTE)]
    assert [len(store.claim(NOW, LEASE)), len(store.claim(NOW + MINUTE, LEASE))] == [0, 1]


def test_entry_belongs_to_its_mail(store: Store) -> None:
    """Two mails of a case are claimed and sent apart."""
    store.record(new_case(1, mails=[waiting(), waiting(NOW + MINUTE, "second")]))
    first, second = store.claim(NOW + MINUTE, LEASE, 9)
    assert (first.mail, second.mail) == ("acknowledgement", "second")
    assert finish(store, second, "sent") == "written"
    assert list(store.outbox()) == [first]


def test_outbox_lists_the_longest_due_first(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is waiting, held or given up, also if there are several pages of it."""
    place.read_by(3, monkeypatch)
    states: list[OutboxState] = ["waiting", "held", "failed", "sent"]
    for number in range(16):
        mail = NewMail(mail="acknowledgement", state=states[number % 4], due=NOW - (number // 6) * MINUTE)
        store.record(new_case(number, mails=[mail]))
    entries = list(store.outbox())
    assert [entry.due for entry in entries] == sorted(entry.due for entry in entries)
    unsent = [reference(number) for number in range(16) if number % 4 != 3]
    assert sorted(entry.reference for entry in entries) == unsent
