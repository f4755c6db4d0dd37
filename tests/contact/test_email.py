"""Addresses that most people have are taken without asking the package, and as it would take them."""

import email_validator
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contact.validation.email import _LONGEST_PLAIN, _PLAIN, _SPECIAL, _parsed, parse_email

LABEL = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
PLAIN = st.builds(
    lambda local, labels, top: f"{local}@{'.'.join(labels)}.{top}",
    st.from_regex(r"[A-Za-z0-9_]{1,9}([.+-][A-Za-z0-9_]{1,5}){0,2}", fullmatch=True),
    st.lists(LABEL, min_size=1, max_size=3),
    st.from_regex(r"[a-z]{2,8}", fullmatch=True).filter(lambda top: top not in _SPECIAL),
)


@settings(max_examples=300, deadline=None)
@given(PLAIN)
def test_a_plain_address_is_what_the_package_makes_of_it(address: str) -> None:
    """The same text, and no error (row E7)."""
    assert len(address) > _LONGEST_PLAIN or _PLAIN.fullmatch(address)
    assert parse_email(address) == address == _parsed(address)


@pytest.mark.parametrize("special", email_validator.SPECIAL_USE_DOMAIN_NAMES)
def test_domains_of_no_mail_server_are_refused(special: str) -> None:
    """Those that the package refuses, also when a later one knows more of them."""
    for address in (f"ana@{special}", f"ana@mail.{special}"):
        with pytest.raises(ValueError, match=r"."):
            parse_email(address)


@pytest.mark.parametrize(
    "address",
    [
        "ana@localhost",
        "ana@example.net\n",
        "ana@xn--mgbh0fb.xn--kgbechtv.test",
        "a" * 65 + "@example.net",
        "ana@" + "a" * 64 + ".net",
        "ana@example.net,bob@example.net",
        "=?utf-8?q?ana?=@example.net",
        "ana..b@example.net",
        "ana@example-.net",
        "ana@example.1",
    ],
)
def test_what_looks_plain_and_is_none_is_refused(address: str) -> None:
    """No second recipient, no line break, nothing too long."""
    with pytest.raises(ValueError, match=r"."):
        parse_email(address)


def test_what_is_not_plain_is_left_to_the_package() -> None:
    """Capitals in the domain, accents, quotation marks."""
    assert parse_email("Ana@Example.NET") == "Ana@example.net"
    assert parse_email("ana@éxample.net") == "ana@xn--xample-9ua.net"
