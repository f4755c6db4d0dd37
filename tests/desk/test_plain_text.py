"""The text part of a mail in lines that every mail program shows whole."""

from hypothesis import given
from hypothesis import strategies as st

from desk.plain_text import LONGEST_LINE, wrapped


def test_a_long_line_is_cut_between_words() -> None:
    """At 76 characters, so that a reply can quote it within 78; a space that does not break holds (RFC 5322, 2.1.1)."""
    text = (
        "Esperamos responderle a más tardar el lunes 23 de noviembre a la 1:00 p.\xa0m. (hora de Nueva York).\n\nBye\n"
    )
    assert wrapped(text) == (
        "Esperamos responderle a más tardar el lunes 23 de noviembre a la 1:00 p.\xa0m.\n(hora de Nueva York).\n\nBye\n"
    )


def test_what_is_to_be_copied_is_never_cut() -> None:
    """Neither an address without a space in it nor a line that is set in; no line ends in a space."""
    address = f"https://help.example.com/{'a' * 80}"
    indented = "    " + "x " * 60
    assert wrapped(f"See {address} now\n{indented}\n") == f"See\n{address}\nnow\n{indented.rstrip()}\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]) | st.sampled_from(" \n")))
def test_wrapping_changes_nothing_but_where_lines_end(text: str) -> None:
    """The same words in the same order, and lines that are short wherever a word is."""
    lines = wrapped(text).split("\n")
    assert wrapped(text).split() == text.split()
    assert all(len(line) <= LONGEST_LINE or " " not in line.strip(" ") or line.startswith(" ") for line in lines)
