"""Telephone numbers (row P1)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.phone import country_of, parse_phone, shown_phone

NO_CODE = "write it with its country code, such as +1"
NO_NUMBER = "it holds no telephone number"
WRONG_LENGTH = "no telephone number has this length"


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("+1 212 555 0142", None, "+12125550142"),
        ("+1 (212) 555-0142", None, "+12125550142"),
        ("(212) 555-0142", "US", "+12125550142"),
        ("+34 912 34 56 78", "US", "+34912345678"),
        ("912 34 56 78", "ES", "+34912345678"),
        ("1-800-555-0199", "US", "+18005550199"),
    ],
)
def test_a_number_is_kept_in_one_form(text: str, country: str | None, expected: str) -> None:
    """However it is written, a number is compared and dialled as E.164; fictional ones pass."""
    assert parse_phone(text, country) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("212 555 0142", NO_CODE),
        ("+999 123 4567", NO_CODE),
        ("call us", NO_NUMBER),
        ("", NO_NUMBER),
        ("+1", NO_NUMBER),
        ("+1 212 555", WRONG_LENGTH),
        ("+1 212 555 0142 0142", WRONG_LENGTH),
        ("1" * 300, "it is too long"),
    ],
)
def test_what_is_no_number_is_refused_in_plain_words(text: str, message: str) -> None:
    """The reason is ours, without a library's error codes."""
    with pytest.raises(ValueError, match=r".") as refused:
        parse_phone(text)
    assert str(refused.value) == message


@settings(deadline=None)
@given(text=st.text(max_size=60), country=st.sampled_from([None, "US", "ES", "??"]))
def test_any_text_is_a_number_or_refused(text: str, country: str | None) -> None:
    """Nothing that a person can type breaks the check, and what passes is E.164."""
    try:
        number = parse_phone(text, country)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either outcome is right; a refusal has to say why
    else:
        assert number.startswith("+")
        assert parse_phone(number) == number


def test_a_number_is_shown_as_people_write_it() -> None:
    """With country code and groups, for callers from everywhere."""
    assert shown_phone("+12125550142") == "+1 212-555-0142"
    assert shown_phone("+34912345678") == "+34 912 34 56 78"


@pytest.mark.parametrize(
    ("number", "country"), [("+12125550142", "US"), ("+34912345678", "ES"), ("+80012345678", "001")]
)
def test_a_number_tells_its_country(number: str, country: str) -> None:
    """Customers of that country may leave the country code out."""
    assert country_of(number) == country
