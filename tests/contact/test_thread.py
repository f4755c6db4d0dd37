"""Message-IDs of others in our headers: valid ones alone, and not too many (RFC 5322, 3.6.4; row E7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.mail.thread import MOST_REFERENCES, Thread, thread_headers, thread_of


def test_the_message_that_came_is_the_last_of_its_thread() -> None:
    """Once each, oldest first."""
    thread = thread_of("<c@example.net>", "<a@example.net> <b@example.net>\r\n <a@example.net>")
    assert thread == Thread(message_id="<c@example.net>", references=("<a@example.net>", "<b@example.net>"))
    assert thread_headers(thread) == {
        "In-Reply-To": "<c@example.net>",
        "References": "<a@example.net>\r\n <b@example.net>\r\n <c@example.net>",
    }


@pytest.mark.parametrize(
    "message_id", ["", "a@example.net", "<a>", "<a b@example.net>", f"<{'a' * 300}@example.net>", "<ä@example.net>"]
)
def test_what_is_no_message_id_leaves_no_header(message_id: str) -> None:
    """Then the acknowledgement stands alone."""
    assert thread_headers(thread_of(message_id, "<a@example.net>")) == {}


def test_a_long_thread_is_cut_in_the_middle() -> None:
    """Its beginning names it, its end is what mail programs know."""
    names = [f"<{number}@example.net>" for number in range(100)]
    headers = thread_headers(thread_of(names[-1], " ".join(names)))
    assert headers["References"].split() == [names[0], *names[1 - MOST_REFERENCES :]]


@given(st.text(), st.text())
def test_no_text_becomes_another_header(message_id: str, references: str) -> None:
    """Whatever stood in the two headers: one line each, or lines that begin with a space, all of it ASCII."""
    for text in (f"<{message_id}@example.net>", message_id):
        for value in thread_headers(thread_of(text, references)).values():
            assert value.isascii()
            assert all(part.isprintable() and " " not in part for part in value.split("\r\n "))
