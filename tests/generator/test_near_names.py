"""The name that was probably meant is found by its words, and without a look at every name."""

import sys
from collections.abc import Callable
from functools import partial

import pytest

from generator.content.near_names import near_names

NAMES = frozenset(
    {
        "access/forgot-password",
        "account/lost-card",
        "account/close-it",
        "fees/lost-card-fee",
        "fees/how-to-pay",
        "security/lost-or-stolen-phone",
    }
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("security/lost-phone", "security/lost-or-stolen-phone"),
        ("fees/lost-card-costs", "fees/lost-card-fee"),
        ("security/lost-card", "account/lost-card"),
        ("account/clsoe-it", "account/close-it"),
        ("Access/Forgot_Password.md", "access/forgot-password"),
        ("close-it", "account/close-it"),
        ("account/of", None),
        ("account/nothing-like-it", None),
        ("", None),
    ],
)
def test_the_name_that_was_meant(wanted: str, found: str | None) -> None:
    """Words count, in any case and with a letter wrong; of equals, the one in the same folder."""
    assert near_names(NAMES).nearest(wanted) == found


def test_hundreds_of_wrong_names_among_thousands() -> None:
    """Words that many names have do not make every name a candidate."""
    words = [one + other + last for one in "bdfglmnprstv" for other in "aeiou" for last in ("ncil", "rtha", "ssok")]
    pairs = [(one, other) for one in words for other in words if one < other]
    many = [f"folder/how-do-i-{one}-my-{other}" for one, other in pairs][:5000]
    near = near_names(frozenset(many))
    for name in many[:500:25]:
        found, called = calls(partial(near.nearest, f"{name}-again"))
        assert found == name
        assert called < len(many)


def calls(function: Callable[[], str | None]) -> tuple[str | None, int]:
    """What a function returns, and how many functions of ours and of Python's it called: one at least for each candidate."""
    called = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        return function(), called
    finally:
        sys.setprofile(None)
