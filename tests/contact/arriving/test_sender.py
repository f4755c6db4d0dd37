"""From whom a mail is: one address, or none."""

import pytest

from contact.arriving.headers import split_head
from contact.arriving.mail import Sender
from contact.arriving.sender import read_sender


def sender(*written: str) -> Sender:
    head, _ = split_head("".join(f"From: {value}\r\n" for value in written).encode())
    return read_sender(head)


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ("ana@example.net", "ana@example.net", ""),
        ("<ana@example.net>", "ana@example.net", ""),
        ("ana@example.net (Ana)", "ana@example.net", ""),
        ("Ana Lopez <ana@example.net>", "ana@example.net", "Ana Lopez"),
        ('"Lopez, Ana" <ana@example.net>', "ana@example.net", "Lopez, Ana"),
        ("Lopez, Ana <ana@example.net>", "ana@example.net", "Lopez, Ana"),
        ("Ana @ Home <ana@example.net>", "ana@example.net", "Ana @ Home"),
        ('"ana@example.net" <ana@example.net>', "ana@example.net", "ana@example.net"),
        ('"victim@example.com" <ana@example.net>', "ana@example.net", "victim@example.com"),
        ("ana@example.net <ana@example.net>", "ana@example.net", "ana@example.net"),
        ("(a (nested) comment) Ana <ana@example.net>", "ana@example.net", "Ana"),
        ("Ana (victim@example.com) <ana@example.net>", "ana@example.net", "Ana"),
        ('"A \\"quoted\\" (name)" <ana@example.net>', "ana@example.net", 'A "quoted" (name)'),
        ("Ana \u202egnp.exe\u202c <ana@example.net>", "ana@example.net", "Ana gnp.exe"),
        ("Ana <Ana.Lopez+desk@EXAMPLE.net>", "Ana.Lopez+desk@example.net", "Ana"),
        ("Ana <ana@bücher.example>", "ana@xn--bcher-kva.example", "Ana"),
    ],
)
def test_one_sender_is_found(written: str, address: str, name: str) -> None:
    """One mailbox, in all the ways in which people and programs write it (row E7)."""
    assert sender(written) == Sender(address=address, name=name)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Ana",
        "<>",
        "ana",
        "ana@",
        "@example.net",
        "ana@example",
        "<ana@example.net",
        "(unclosed <ana@example.net>",
        "ana@example.net)",
        "=?utf-8?q?ana=40example=2Enet?=",
        "<=?utf-8?q?ana?=@example.net>",
        "ana@[127.0.0.1]",
        '"ana lopez"@example.net',
        "ana..lopez@example.net",
        "<ana@example.net> junk",
        "Ana <ana @example.net>",
        "Ana <mailto:ana@example.net>",
        "Ana <" + "a" * 3000 + "@example.net>",
    ],
)
def test_what_is_no_address_is_none(written: str) -> None:
    """Nothing is mended or guessed: a mail that cannot be answered safely is not answered (row E7)."""
    found = sender(written)
    assert found.address == ""
    assert found.problem


@pytest.mark.parametrize(
    "written",
    [
        ["ana@example.net", "victim@example.com"],
        ["ana@example.net", "ana@example.net"],
        ["ana@example.net, victim@example.com"],
        ["Ana <ana@example.net>, Victim <victim@example.com>"],
        ["Ana <ana@example.net> <victim@example.com>"],
        ["victim@example.com <ana@example.net>"],
        ["Group: ana@example.net, victim@example.com;"],
        ["ana@example.net;victim@example.com"],
    ],
)
def test_two_senders_are_none(written: list[str]) -> None:
    """Whoever could be read as two is answered by nobody, and no second address ever gets a mail (row E7)."""
    found = sender(*written)
    assert (found.address, found.problem) == ("", "several-senders")


def test_no_header_is_no_sender() -> None:
    """A message may have none."""
    assert sender() == Sender(problem="no-sender")
