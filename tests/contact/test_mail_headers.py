"""Names and subjects in headers: whatever they hold, mail programs read them as they were (RFC 2047, RFC 5322)."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32, default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contact.mail.headers import mailbox, unstructured

ADDRESS = "support@example-exchange.com"
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200)


@given(TEXT)
@example("استلمنا رسالتك – الرقم المرجعي 7KQ-4M2P-9XW")
@example("=?utf-8?q?x?= ñ ñ a ñ")
@example("a" * 200)
def test_a_subject_is_read_as_it_was_written(text: str) -> None:
    """By programs that decode strictly and by those that hardly decode; spaces between two words beyond ASCII stay."""
    source = f"Subject: {unstructured('Subject', text)}\r\n\r\n".encode("ascii")
    assert message_from_bytes(source, policy=default).keys() == ["Subject"]
    assert max(map(len, source.splitlines())) <= 78
    raw = message_from_bytes(source, policy=compat32)["Subject"].replace("\r\n", "")
    assert str(make_header(decode_header(raw))) == " ".join(text.split())


@given(TEXT)
@example("Compañía Ñandú del Río de la Plata, Sociedad Anónima de Capital Variable")
@example('The "Exchange", Inc. \\')
def test_a_name_never_becomes_an_address(name: str) -> None:
    """One mailbox with our address, and the name before it."""
    source = f"From: {mailbox('From', name, ADDRESS)}\r\n\r\n".encode("ascii")
    (read,) = message_from_bytes(source, policy=default)["From"].addresses
    assert read.addr_spec == ADDRESS


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Example Exchange", f"Example Exchange <{ADDRESS}>"),
        ('Smith, "Jones" & Co.', f'"Smith, \\"Jones\\" & Co." <{ADDRESS}>'),
        ("Compañía Ñandú", f"=?utf-8?b?Q29tcGHDscOtYSDDkWFuZMO6?= <{ADDRESS}>"),
        ("", f"<{ADDRESS}>"),
    ],
)
def test_a_name_is_written_as_plainly_as_it_can_be(name: str, written: str) -> None:
    """Quoted only where it has to be, encoded only beyond ASCII."""
    assert mailbox("From", name, ADDRESS) == written


def test_a_subject_is_readable_in_the_source() -> None:
    """Only what is not ASCII is encoded."""
    subject = "We have received your message – reference 7KQ-4M2P-9XW"
    assert unstructured("Subject", subject) == (
        "We have received your message =?utf-8?b?4oCT?= reference\r\n 7KQ-4M2P-9XW"
    )
