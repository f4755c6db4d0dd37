"""A question's file is split into front matter and answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.fields import Fields
from desk.finding import Finding
from desk.place import Place
from desk.yaml_lines import Table, read_table
from generator.content.front_matter import question_of, read_question, split
from generator.content.model import Body, Question
from generator.content.plain_front import NotPlainError, PlainFields
from tests.project import question

_KEYS = (
    "summary",
    "topic",
    "reviewed",
    "owner",
    "synonyms",
    "related",
    "redirect_from",
    "draft",
    "translation",
    "other",
)
_WRITTEN = (
    *(
        "How do I?",
        "¿Qué?",
        '"A: b"',
        "'c'",
        "'it''s'",
        '"a\\nb"',
        '""',
        "[a, b c]",
        "[a/b.md, c]",
        "[]",
        "[a,]",
        "[null]",
        "[a  b]",
    ),
    *(
        "yes",
        "off",
        "pending",
        "done",
        "2026-11-21",
        "20261121",
        "2026-13-01",
        "null",
        "~",
        "x: y",
        "x:y",
        "x #y",
        "x#y",
        "a:",
    ),
    *(
        "- a",
        "[a: b]",
        "[a, [b]]",
        "&x y",
        "*x",
        "! x",
        "|",
        ">",
        "a\tb",
        "(a) b",
        "²",
        "a\u00a0b",
        "a\u2028b",
        "\ufeffa",
        "{a: b}",
    ),
    *(
        "? a",
        "@x",
        "%x",
        "`x",
        "a]",
        "[a]b",
        "[a] ",
        "  set in",
        "after  ",
        '"not closed',
        "it's",
        "[it's]",
        "[-a]",
        "...",
        "--- a",
    ),
    *('"a \\"b\\" c"', '"a\\\\"', '"a\\"', '"a\\" b', '"a \\\\" b"', '"\\""', '"\\t\\""', "'a\\\"'"),
    *("<<", "=", "0x1F", ".5", "日本", "🙂 x", "[a%]", "x " * 1500),
)
_BEFORE = (": ", ": ", ": ", ":  ", ":", " : ", ":\n- ", ":\n  - ", ":\n  - x\n  - ", ":\n  - x\n - ", ":\n\n- ")


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


def lines() -> st.SearchStrategy[str]:
    """Lines of front matter, each as plain as most are, or not at all."""
    signs = st.text("ab :#-\"'[]{},&*!|>%@`?\\\té~=0.", max_size=6)
    line = st.tuples(st.sampled_from(_KEYS), st.sampled_from(_BEFORE), st.sampled_from(_WRITTEN) | signs).map("".join)
    return st.sampled_from(("# why", "", "  ", "question: Twice?")) | line | line | line


@given(st.lists(lines(), max_size=5))
def test_plain_front_matter_says_what_yaml_says(more: list[str]) -> None:
    """Whatever is read without YAML is what YAML reads in it, line by line, and there is no finding about it."""
    front, where = "\n".join(("question: How?", *more)), ("faq/en/a/b.md", "en", "a/b", b"")
    try:
        plain = question_of(PlainFields(front, where[0], 2), Body.of(""), 9, where)
    except NotPlainError:
        return
    findings: list[Finding] = []
    table = read_table(front, where[0], findings, first_line=2)
    assert table is not None
    fields = Fields(Table(table.entries, Place(where[0]), table.places), "", findings)
    assert (plain, findings) == (question_of(fields, Body.of(""), 9, where), [])


@pytest.mark.parametrize(
    "more", ["summary: So.", "related: [a/b, c/d]", "synonyms:\n  - a b\n  - c", "# why\ndraft: yes"]
)
def test_most_front_matter_is_plain(more: str) -> None:
    """What nearly every file has is read without YAML, which takes ten times as long."""
    front = f'question: "How: so?"\ntopic: other\nreviewed: 2026-11-01\nowner: Customer Service\n{more}'
    assert isinstance(question_of(PlainFields(front, "f", 2), Body.of(""), 9, ("f", "en", "a/b", b"")), Question)


def test_a_body_is_read_when_it_is_asked_for() -> None:
    """One that nobody can read is not taken for an empty one."""
    texts = iter(["Write to us."])
    body = Body.kept(lambda: next(texts))
    assert body.text == "Write to us."
    with pytest.raises(LookupError, match="nobody said where this body is read"):
        _ = Body().text
