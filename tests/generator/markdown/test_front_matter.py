"""A question's file is split into front matter and answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.finding import Finding
from generator.content.front_matter import read_question, split
from tests.project import question


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: 1\n---\nBody\n", ("a: 1", "Body\n", 4)),
        ("---\na: 1\nb: 2\n---\n\nBody", ("a: 1\nb: 2", "\nBody", 5)),
        ("---\n---\nBody", ("", "Body", 3)),
        ("---\na: 1\n...\nBody", ("a: 1", "Body", 4)),
        ("--- \na: 1\n---\t\nBody", ("a: 1", "Body", 4)),
        ("---\na: 1\n---", ("a: 1", "", 4)),
        ("---\na: |\n  x\n ---\n---\nBody\n---\n", ("a: |\n  x\n ---", "Body\n---\n", 6)),
        ("Body\n---\na: 1\n---\n", (None, "Body\n---\na: 1\n---\n", 1)),
        ("----\na: 1\n----\n", (None, "----\na: 1\n----\n", 1)),
        ("---\na: 1\n", (None, "---\na: 1\n", 1)),
        ("", (None, "", 1)),
    ],
)
def test_the_front_matter_stands_between_two_lines_of_hyphens(text: str, parts: tuple[str | None, str, int]) -> None:
    """Front matter, answer, and the line in which the answer starts; none where the file starts otherwise."""
    assert split(text) == parts


@given(st.text())
def test_no_text_is_lost_in_splitting(text: str) -> None:
    """Whatever is in a file: front matter and body are parts of it, and the body starts in the line that is named."""
    front, body, line = split(text)
    assert text.endswith(body)
    assert text[: len(text) - len(body)].count("\n") == line - 1 or not body
    if front is not None:
        assert front in text


def test_every_key_of_the_front_matter_is_read() -> None:
    """What a writer may say about a question, and the line of each."""
    findings: list[Finding] = []
    text = question(
        "  How do I leave? ",
        "Write to us.",
        "summary: You write to us.",
        "synonyms: [exit, 'close, delete']",
        "related: [account/open-it.md, /fees/cards/]",
        "redirect_from:",
        "  - old/leave",
        "draft: yes",
        "translation: pending",
    )
    read = read_question(text, "faq/en/account/leave.md", "en", "account/leave", findings)
    assert read is not None
    assert not findings
    assert (read.title, read.summary, read.topic, read.owner) == (
        "How do I leave?",
        "You write to us.",
        "account",
        "Customer Service",
    )
    assert read.synonyms == ("exit", "close, delete")
    assert [mention.path for mention in read.related] == ["account/open-it", "fees/cards"]
    assert [(mention.path, mention.place.line) for mention in read.redirect_from] == [("old/leave", 10)]
    assert (read.draft, read.translation_pending) == (True, True)
    assert (read.body, read.body_line) == ("Write to us.\n", 14)
    assert read.place("summary").line == 6


def test_a_key_that_is_left_out_has_the_line_of_the_file() -> None:
    """A finding about what is not there points to the first line."""
    findings: list[Finding] = []
    read = read_question("---\nquestion: How?\n---\nSo.\n", "faq/en/a/b.md", "en", "a/b", findings)
    assert read is not None
    assert (read.summary, read.topic, read.reviewed, read.owner, read.draft) == ("", "", None, "", False)
    assert read.place("summary").line == 1
