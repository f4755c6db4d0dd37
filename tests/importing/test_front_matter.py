"""What an article's front matter becomes."""

import pytest

from generator.content.front_matter import read_question
from tests.importing.conftest import Desk


def front(desk: Desk, text: str, name: str = "how-to-pay.md") -> str:
    """The front matter of the new question."""
    desk.write(f"help/{name}", text)
    desk.imported()
    return desk.read(f"faq/en/help/{name}").split("---\n")[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: Pay\n---\nText", 'question: "Pay"\n'),
        ("---\ntitle: 'A: \"b\" # c'\n---\nText", 'question: "A: \\"b\\" # c"\n'),
        ("---\ntitle: Pay\ndraft: yes\n---\nText", 'question: "Pay"\ndraft: true\n'),
        ("---\ntitle: Pay\npublished: false\n---\nText", 'question: "Pay"\ndraft: true\n'),
        ("---\ntitle: Pay\ndraft: false\n---\nText", 'question: "Pay"\n'),
        (
            "---\ntitle: Pay\ntags: [card, cash]\nkeywords: cash, coins\n---\nText",
            'question: "Pay"\nsynonyms: ["card", "cash", "coins"]\n',
        ),
        ("---\ntitle: Pay\ndescription: Pay by card.\n---\nText", 'question: "Pay"\nsummary: "Pay by card."\n'),
        ("---\nid: 3\n---\n# Pay *now*\n\nText", 'question: "Pay now"\n'),
        ("## Pay now\n\nText", 'question: "Pay now"\n'),
        ("Text\n\n# Pay now\n\nText", 'question: "Pay now"\n'),
        ("Text", 'question: "How to pay"\n'),
        ("---\nA rule, no front matter.", 'question: "How to pay"\n'),
    ],
)
def test_what_is_kept(desk: Desk, text: str, expected: str) -> None:
    """The title, else the first heading, else the name of the file; drafts stay drafts."""
    assert front(desk, text) == expected


def test_what_is_dropped_is_listed(desk: Desk) -> None:
    """Keys that have no place here are counted."""
    front(desk, "---\ntitle: Pay\nid: 3\nauthor: Ann\nposition: 3\n---\nText")
    assert desk.results[-1].dropped_keys == {"id": 1, "author": 1, "position": 1}


@pytest.mark.parametrize(
    "title", ["no", "~", "'", '"', "a: b", "- x", "#x", "\\", "{{ x }}", "é 日本 😀", "[x", "&a *b"]
)
def test_every_title_survives(desk: Desk, title: str) -> None:
    """Whatever a title is, the build reads the same."""
    quoted = title.replace("'", "''")
    front(desk, f"---\ntitle: '{quoted}'\n---\nText")
    question = read_question(desk.read("faq/en/help/how-to-pay.md"), "x.md", "en", "help/x", [])
    assert question is not None
    assert question.title == title


def test_no_front_matter_is_named(desk: Desk) -> None:
    """A heading is seldom a question."""
    front(desk, "Text")
    assert desk.said() == [
        (
            "faq/en/help/how-to-pay.md:2: warning: the article had no front matter; its first heading or its name became "
            "the question [no-front-matter]\n    fix: ask the question in the words of a customer"
        )
    ]


def test_broken_front_matter_is_read_as_far_as_it_goes(desk: Desk) -> None:
    """A colon too many is no reason to publish a draft, or to lose a title."""
    kept = front(desk, "---\nid: 3\ntitle: How to: pay\ndraft: true\n---\nText")
    assert kept == 'question: "How to: pay"\ndraft: true\n'
    assert desk.said() == [
        (
            "faq/en/help/how-to-pay.md:2: warning: line 3 of help/how-to-pay.md: this is not valid YAML: mapping values are not "
            "allowed in this context; this front matter was read as far as it goes [broken-front-matter]\n"
            "    fix: compare this front matter with the original"
        )
    ]


def test_front_matter_that_is_never_closed(desk: Desk) -> None:
    """It ends with the last line that looks like it."""
    assert front(desk, "---\ntitle: Pay\nid: 3\n\nText") == 'question: "Pay"\n'
    assert desk.body("help/how-to-pay") == "Text\n"
    assert desk.said() == [
        (
            "faq/en/help/how-to-pay.md:2: warning: the front matter was never closed; it was taken to end at line 3 "
            "[broken-front-matter]\n    fix: read the first lines of the answer, and take out what is no answer"
        )
    ]


def test_control_characters_are_taken_out(desk: Desk) -> None:
    """YAML refuses them, and nobody sees them."""
    assert front(desk, "---\ntitle: It\u0092s\n---\nTe\u0007xt") == 'question: "Its"\n'
    assert desk.body("help/how-to-pay") == "Text\n"
    assert desk.said() == [
        (
            "faq/en/help/how-to-pay.md:2: warning: the invisible control character U+0092 was taken out [control-character]\n"
            "    fix: if a character is missing here, it is probably ’"
        ),
        (
            "faq/en/help/how-to-pay.md:4: warning: the invisible control character U+0007 was taken out [control-character]\n"
            "    fix: nothing, if the text reads well"
        ),
    ]
