"""Raw HTML, placeholders, template braces and attribute lists."""

from collections.abc import Callable

import pytest

from tests.importing.conftest import Desk

Answer = Callable[[str], str]
FILE = "faq/en/help/it.md"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Open <port> or <COM port>.", r"Open \<port> or \<COM port>."),
        ("In `<port>` nothing changes.", "In `<port>` nothing changes."),
        (r"Nor in \<port\>.", r"Nor in \<port\>."),
        ("<p>Open <port></p>", "<p>Open &lt;port></p>"),
        ("Write <title> here.", r"Write \<title> here."),
        ("See <https://example.org/> or <me@example.org>.", "See <https://example.org/> or <me@example.org>."),
        ("Press <kbd>X</kbd><br>twice.", "Press <kbd>X</kbd><br>twice."),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_placeholders(answer: Answer, before: str, after: str) -> None:
    """What looks like a tag and is none would vanish from the page."""
    assert answer(before) == after + "\n"


def test_an_escaped_placeholder_is_named(desk: Desk, answer: Answer) -> None:
    """A person may want it otherwise."""
    answer("Open <port>.")
    assert desk.said() == [
        (
            f"{FILE}:4: warning: <port> is no HTML element and would have vanished; it is shown as written now "
            "[escaped-placeholder]\n    fix: nothing, if readers are meant to see it; else delete it"
        )
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hello {{ name }}!", r"Hello \{{ name }}!"),
        ("Three {{{x}}}", r"Three {\{{x}}}"),
        ("Code `{{ name }}`", "Code `{{ name }}`"),
        ("```\n{{ name }}\n```", "```\n{{ name }}\n```"),
        ("<p>{{ name }}</p>", "<p>&#123;{ name }}</p>"),
    ],
)
def test_braces(answer: Answer, before: str, after: str) -> None:
    """Braces of another template language are no desk tags."""
    assert answer(before) == after + "\n"


def test_escaped_braces_are_named(desk: Desk, answer: Answer) -> None:
    """Perhaps a desk tag is what is wanted."""
    answer("Hello {{ name }}!")
    assert desk.said() == [
        (
            f"{FILE}:4: warning: {{{{ name }}}} would have been read as a desk tag; it is shown as written now [escaped-braces]\n"
            "    fix: if hours, a fee or a number is meant, write a desk tag: {{ phone }}"
        )
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](https://example.org){.link}", "[a](https://example.org)"),
        ('[a](https://example.org){: target="_blank" .x}', "[a](https://example.org)"),
        ("*a*{.x} and `b`{.y}", "*a* and `b`"),
        ("Text\n{: .note}", "Text"),
        ("`{.x}` and {.x} in a sentence", "`{.x}` and {.x} in a sentence"),
        ("Code {a} and [1]{2}", "Code {a} and [1]{2}"),
    ],
)
def test_attribute_lists(answer: Answer, before: str, after: str) -> None:
    """GitHub shows `{.link}` to the reader, so it goes."""
    assert answer(before) == after + "\n"


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        (
            '<iframe src="https://example.org"></iframe>',
            (
                "<iframe> is not shown on the site, only the text inside, if there is any [dropped-html]\n"
                "    fix: say it in Markdown, or link to it"
            ),
        ),
        (
            "<script>alert(1)</script>",
            "<script> is not shown on the site, nor what is inside [dropped-html]\n    fix: say it in Markdown, or link to it",
        ),
        (
            '<b onclick="x()">a</b>',
            (
                "onclick= in <b> does nothing on the site [dropped-html]\n"
                "    fix: take it out, and see that the text makes sense without it"
            ),
        ),
        (
            '<a href="javascript:x()">a</a>',
            "the address of this <a> is a script, and does nothing on the site [dropped-html]\n    fix: link to a page instead",
        ),
        (
            '<p style="color: red; display:none">a</p>',
            (
                "this <p> was hidden by its style; on the site its text is shown [hidden-text]\n"
                "    fix: delete it from <p ...> to </p>, or let it be read"
            ),
        ),
        (
            '<input type="text">',
            (
                "<input> is not shown on the site, only the text inside, if there is any [dropped-html]\n"
                "    fix: say it in Markdown, or link to it"
            ),
        ),
    ],
)
def test_html_that_will_not_be_shown(desk: Desk, answer: Answer, markdown: str, said: str) -> None:
    """It stays in the file, and a person is told in which line."""
    assert answer(f"Text\n\n{markdown}") == f"Text\n\n{markdown}\n"
    assert desk.said() == [f"{FILE}:6: warning: {said}"]


@pytest.mark.parametrize(
    "markdown", ['<input type="checkbox"> a', "<details><summary>a</summary>b</details>", "<table><tr><td>a"]
)
def test_html_that_is_shown(desk: Desk, answer: Answer, markdown: str) -> None:
    """What the site shows is nobody's concern."""
    answer(markdown)
    assert desk.said() == []
