"""What is prose and what is code: only prose is ever changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.prose import MASK, Prose


def shown(markdown: str) -> str:
    """The text with everything masked drawn as dots."""
    return Prose(markdown).masked.replace(MASK, ".")


@pytest.mark.parametrize(
    ("markdown", "masked"),
    [
        ("a `b` c", "a ... c"),
        ("a ``b ` b`` c", "a ......... c"),
        ("a `b c", "a `b c"),
        ("a `b\nb` c", "a ..... c"),
        ("a `b\n\nb` c", "a `b\n\nb` c"),
        (r"a \`b\` c", "a ..b.. c"),
        ("| a ` | b ` |\n|---|---|", "| a ` | b ` |\n|---|---|"),
        ("a <!-- b --> c", "a .......... c"),
    ],
)
def test_code_in_a_line(markdown: str, masked: str) -> None:
    """Back-ticks make code only in pairs, within one paragraph or cell, and when they are not escaped."""
    assert shown(markdown) == masked


@pytest.mark.parametrize(
    ("markdown", "masked"),
    [
        ("```json{2}\na\n```\nb", "." * 16 + "\nb"),
        ("~~~\n```\n~~~\nb", "...........\nb"),
        ("````\n```\na\n````\nb", "." * 15 + "\nb"),
        ("- a\n\n  ```\n  b\n  ```\n- c", "- a\n\n  " + "." * 13 + "\n- c"),
        ("> ```\n> a\n\nb", "> " + "." * 7 + "\n\nb"),
        ("```\nnever closed", "." * 16),
        ("a\n\n    b\n\nc", "a\n\n    .\n\nc"),
        ("a\n    b", "a\n    b"),
        ("- a\n\n      b\n", "- a\n\n      .\n"),
        ("- a\n\n    b\n", "- a\n\n    b\n"),
        ("1. a\n\n\tb", "1. a\n\n\tb"),
        ("[^1]: a\n\n    b", "[^1]: a\n\n    b"),
    ],
)
def test_blocks_of_code(markdown: str, masked: str) -> None:
    """Fences of either kind, inside of lists and quotes; indentation, but not that of a list item or footnote."""
    assert shown(markdown) == masked


def test_raw_html_is_no_markdown() -> None:
    """In a block of HTML, back-ticks are back-ticks; scripts and styles are nobody's prose."""
    assert shown("<div>\n`a`\n</div>\n\n`b`") == "<div>\n`a`\n</div>\n\n..."
    assert shown("<style>\np {}\n\nq {}\n</style>") == "<style>" + "." * 12 + "</style>"


def test_a_lone_placeholder_opens_no_html() -> None:
    """`<port>` alone on a line will be escaped, so that the lines below it are Markdown."""
    assert shown("<port>\n`a`") == "<port>\n..."


def test_masked_text_has_the_offsets_of_the_text() -> None:
    """Whatever is masked, every other character stays where it was."""
    markdown = "# A `b`\n\n> - c <i>d</i>\n>\n>   ```\n>   e\n\n<p>f</p>\n\n\tg\n"
    masked = Prose(markdown).masked
    assert len(masked) == len(markdown)
    assert all(one in {other, MASK} for one, other in zip(masked, markdown, strict=True))


PIECES = [
    "`",
    "``",
    "```\n",
    "~~~\n",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<div>\n",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|",
    "-",
]


@given(
    st.lists(
        st.sampled_from([*PIECES, "a", " ", "\\", "[", "](", ")", "{{", "}}", "<script>", "</script>", "[^1]: "])
    ).map("".join)
)
def test_any_text_can_be_taken_apart(markdown: str) -> None:
    """However it is broken; nothing moves, and no line is lost."""
    masked = Prose(markdown).masked
    assert len(masked) == len(markdown)
    assert all(one in {other, MASK} for one, other in zip(masked, markdown, strict=True))
