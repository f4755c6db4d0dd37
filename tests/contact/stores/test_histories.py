"""Whatever happens to a log, in whatever order: every store does what the model of one does (rows E3, T1, T2, N3)."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.contact.stores.histories import Histories
from tests.contact.stores.places import NewPlace


def test_random_histories(new_place: NewPlace, histories: int) -> None:
    """Random histories give the same answers as the model, at each step and in the end."""
    run_state_machine_as_test(
        lambda: Histories(new_place()),  # type: ignore[arg-type] # any callable that makes a machine will do
        settings=settings(
            max_examples=histories, stateful_step_count=40, derandomize=True, database=None, deadline=None
        ),
    )
