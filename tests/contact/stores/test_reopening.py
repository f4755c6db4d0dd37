"""A log that is closed, opened again, shared, or written by a newer Frontdesk: the same on every store."""

import pytest

from contact.store import Store, StoreError
from tests.contact.stores.conftest import REAL_STORES
from tests.contact.stores.places import Place
from tests.contact.stores.samples import as_found, new_case, waiting


def test_closed_store_opens_again(store: Store) -> None:
    """Closing lets go of connections; what is asked later is answered."""
    case = new_case(1, mails=[waiting()])
    store.record(case)
    store.close()
    store.close()
    assert store.find(case.reference) == as_found(case)


def test_another_process_sees_the_same(place: Place, store: Store) -> None:
    """What one has recorded the other finds, at once."""
    other = place.open()
    case = new_case(1)
    store.record(case)
    assert (other.find(case.reference), list(other.walk())) == (as_found(case), [as_found(case)])
    assert other.record(case).new is False
    other.close()


@pytest.mark.parametrize("new_place", REAL_STORES, indirect=True)
def test_log_of_a_newer_version_is_left_alone(place: Place) -> None:
    """An older Frontdesk refuses a newer log in words, instead of guessing."""
    place.make_newer()
    with pytest.raises(StoreError) as refused:
        place.open().newest(1)
    message = f"the request log has version 99, this Frontdesk reads {place.version}: use a newer one"
    assert (str(refused.value), refused.value.retry) == (message, False)
