"""What else an answer is: plain text for search and search engines, a summary, alerts, headings."""

import pytest

from generator.markdown.answer import LONGEST_SUMMARY
from generator.markdown.elements import plain_text
from tests.generator.markdown.rendering import answer, html, said


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One Two"),
        ("<p>un<b>believ</b>able</p>", "unbelievable"),
        ("<ul><li>a</li>\n<li>b</li></ul>", "a b"),
        ("a &lt;b&gt; &amp;amp; &nbsp; c", "a <b> &amp; c"),
        ('<img alt="x > y"><p title="a > b">c</p>', "c"),
        ("<p>a<br>b</p><pre><code>c\n  d</code></pre>", "a b c d"),
        ("", ""),
    ],
)
def test_plain_text_is_what_a_reader_hears(source: str, text: str) -> None:
    """No markup, single spaces; markup inside a word does not split it."""
    assert plain_text(source) == text


def test_a_summary_is_the_authors_or_the_beginning() -> None:
    """What the author wrote, else the first words, cut between two words."""
    assert answer("Long answer.", "summary: Short.").summary == "Short."
    assert answer("**Short** answer.").summary == "Short answer."
    cut = answer("words, " * 60).summary
    assert len(cut) <= LONGEST_SUMMARY
    assert cut.endswith("words…")


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["Note", "Tip", "Important", "Warning", "Caution"]),
        ("es", ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"]),
    ],
)
def test_an_alert_is_titled_in_the_language_of_its_page(language: str, titles: list[str]) -> None:
    """GitHub's own English word becomes ours; Material draws them as admonitions (row W3)."""
    kinds = {"NOTE": "note", "TIP": "tip", "IMPORTANT": "info", "WARNING": "warning", "CAUTION": "danger"}
    for (kind, drawn), title in zip(kinds.items(), titles, strict=True):
        assert html(f"> [!{kind}]\n> Text.", language=language) == (
            f'<div class="admonition {drawn}"><p class="admonition-title">{title}</p>\n<p>Text.</p>\n</div>'
        )


def test_an_alert_keeps_the_title_that_its_author_gave() -> None:
    """Also in Spanish."""
    shown = html("> [!WARNING] No comparta su clave\n> Con nadie.", language="es")
    assert '<p class="admonition-title">No comparta su clave</p>' in shown


def test_headings_bear_githubs_anchors() -> None:
    """The anchors that a pull request's preview has; a repeated one is counted."""
    shown = html("## What, to do?\n\n## What, to do?\n\n### ¿Qué `es`?")
    assert shown == (
        '<h2 id="what-to-do">What, to do?</h2>\n<h2 id="what-to-do-1">What, to do?</h2>\n'
        '<h3 id="qué-es">¿Qué <code>es</code>?</h3>'
    )


def test_a_top_heading_is_a_warning_except_in_code() -> None:
    """The question is the one heading of the first level."""
    rendered = answer("~~~\n# comment\n~~~\n\n# Heading\n")
    assert said(rendered) == (
        "faq/en/account/open-it.md:11: warning: a heading with one # competes with the question, "
        "which is the title of the page [top-heading]\n    fix: start it with ##"
    )


@pytest.mark.parametrize("markdown", ["", "\n\n", "<!-- soon -->", "<script>x()</script>", "[a]: https://a.example"])
def test_an_answer_without_words_is_empty(markdown: str) -> None:
    """Nothing to read is an error."""
    assert said(answer(markdown)).endswith(
        "the answer is empty [empty-answer]\n    fix: write the answer below the second ---"
    )


def test_a_picture_is_an_answer() -> None:
    """One that a screen reader can read by its text."""
    assert not answer("![Where the button is](map.png)").findings
