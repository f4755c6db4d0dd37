"""A page's shell, and what is poured into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.shell import MARK, SLOTS, Shell

HEAD, MAIN = MARK.format("head"), MARK.format("main")


def test_slots_are_filled_where_the_engine_left_marks() -> None:
    """One slot may come more than once; what is around it stays as it is."""
    shell = Shell.of(f"<title>{MARK.format('title')}</title>{HEAD}<main>{MAIN}</main>{MARK.format('title')}")
    assert (
        shell.fill({"title": "Fees", "head": "<meta>", "main": "<h1>Fees</h1>"})
        == "<title>Fees</title><meta><main><h1>Fees</h1></main>Fees"
    )


def test_a_slot_without_a_value_is_empty() -> None:
    """No mark is ever published."""
    assert Shell.of(f"<main>{MAIN}</main>").fill({}) == "<main></main>"


def test_a_page_without_marks_is_itself() -> None:
    """Also an empty one."""
    assert Shell.of("<p>x</p>").fill({"main": "y"}) == "<p>x</p>"
    assert Shell.of("").fill({"main": "y"}) == ""


def test_a_value_is_not_filled_again() -> None:
    """An answer that speaks of marks is published as it is written."""
    assert Shell.of(f"{HEAD}|{MAIN}").fill({"head": MAIN, "main": "answer"}) == f"{MAIN}|answer"


@pytest.mark.parametrize("slot", SLOTS)
def test_each_slot_has_a_mark_that_a_shell_knows(slot: str) -> None:
    """The names that engines use and those that pages fill are the same."""
    assert Shell.of(MARK.format(slot)).pieces == ("", slot, "")


@settings(deadline=None)
@given(st.lists(st.sampled_from(["<p>", "x ", "frontdesk-slot- ", " -tols", HEAD])).map("".join), st.text())
def test_nothing_but_marks_changes(page: str, value: str) -> None:
    """Filling is the same as replacing each mark, whatever stands around it."""
    assert Shell.of(page).fill({"head": value}) == page.replace(HEAD, value)
