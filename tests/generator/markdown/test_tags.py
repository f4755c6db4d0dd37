"""Desk tags say what the settings say, wherever they stand, and never touch code."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.generator.markdown.rendering import answer, html, said
from tests.project import parsed

PHONE = '<a class="fd-phone" href="tel:+12125550142">+1 212-555-0142</a>'


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Call {{ phone }}.", f"<p>Call {PHONE}.</p>"),
        ("{{phone}}{{ phone }}", f"<p>{PHONE}{PHONE}</p>"),
        ("{{\tphone  }}", f"<p>{PHONE}</p>"),
        ("**{{ phone }}**", f"<p><strong>{PHONE}</strong></p>"),
        ("{{{ phone }}}", f"<p>{{{PHONE}}}</p>"),
        ("[Call {{ phone }}](close-it.md)", '<p><a href="../../account/close-it/">Call +1 212-555-0142</a></p>'),
        (
            '[x](close-it.md "a > {{ phone }}")',
            '<p><a href="../../account/close-it/" title="a &gt; +1 212-555-0142">x</a></p>',
        ),
        ("![At {{ phone }}](map.png)", '<p><img src="../../account/map.png" alt="At +1 212-555-0142"></p>'),
        ("`{{ phone }}`", "<p><code>{{ phone }}</code></p>"),
        ("    {{ x | y }} & <b>", "<pre><code>{{ x | y }} &amp; &lt;b&gt;\n</code></pre>"),
        (
            "```jinja2\n{{ nothing }} {% if a %}\n```",
            '<pre><code class="language-jinja2">{{ nothing }} {% if a %}\n</code></pre>',
        ),
        ('`<b id="{{ phone }}">`', '<p><code>&lt;b id="{{ phone }}"&gt;</code></p>'),
        ('Say id="{{ organisation }}".', '<p>Say id="Sample Desk".</p>'),
        ("<pre>{{ phone }}</pre>", "<pre>{{ phone }}</pre>"),
        (r"\{{ phone }}", "<p>{{ phone }}</p>"),
        ("{{ fact risky }}", "<p>&lt;i&gt;&quot;5 &amp; 6&quot;&lt;/i&gt;</p>"),
        ('<b title="{{ fact risky }}">x</b>', '<p><b title="&lt;i&gt;&quot;5 &amp; 6&quot;&lt;/i&gt;">x</b></p>'),
        ("{ { phone } } {x} {{", "<p>{ { phone } } {x} {{</p>"),
        ("## At {{ organisation }}", '<h2 id="at--organisation-">At Sample Desk</h2>'),
    ],
)
def test_a_tag_is_filled_as_its_place_allows(markdown: str, expected: str) -> None:
    """As a link in prose, as text inside links and attributes, not at all in code or behind a backslash."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    ("tag", "english", "spanish"),
    [
        (
            "{{ hours phone }}",
            "Monday to Friday, 9:00\xa0AM to 5:00\xa0PM (New York time)",
            "de lunes a viernes, de 9:00\xa0a.\xa0m. a 5:00\xa0p.\xa0m. (hora de Nueva York)",
        ),
        (
            "{{ hours office }}",
            "Monday to Friday, 9:00\xa0AM to 5:00\xa0PM (New York time)",
            "de lunes a viernes, de 9:00\xa0a.\xa0m. a 5:00\xa0p.\xa0m. (hora de Nueva York)",
        ),
        ("{{ response_time form }}", "1 business day", "1 día hábil"),
        ("{{ response_time email complaint }}", "2 business days", "2 días hábiles"),
        ("{{ response_time topic account }}", "1 business day", "1 día hábil"),
        ("{{ fact card_fee }}", "10 USD", "10 USD"),
        (
            "{{ email }}",
            '<a href="mailto:support@sample.example">support@sample.example</a>',
            '<a href="mailto:support@sample.example">support@sample.example</a>',
        ),
        (
            "{{ contact_form }}",
            '<a href="../../contact/">contact form</a>',
            '<a href="../../contact/">formulario de contacto</a>',
        ),
        (
            "{{ hours_page }}",
            '<a href="../../hours/">opening hours</a>',
            '<a href="../../hours/">horario de atención</a>',
        ),
    ],
)
def test_a_tag_speaks_the_language_of_its_page(tag: str, english: str, spanish: str) -> None:
    """The same tag in both languages, from the same settings (row W3)."""
    assert html(tag) == f"<p>{english}</p>"
    assert html(tag, language="es") == f"<p>{spanish}</p>"


def test_the_material_dialect_fills_tags_too() -> None:
    """In prose; and code is shown as written, also where a highlighter would cut it into pieces."""
    shown = html('Call {{ phone }}.\n\n```json title="a"\n{"a": {{ x }}}\n```\n', dialect="material")
    assert shown == (
        f'<p>Call {PHONE}.</p>\n<div class="highlight"><span class="filename">a</span>'
        '<pre><code class="language-json">{"a": {{ x }}}</code></pre></div>'
    )


def test_an_unknown_tag_is_named_with_its_line_and_the_nearest_one() -> None:
    """A misspelt tag is an error, once, however often it stands."""
    rendered = answer("One.\n\nCall {{ phnoe }} or {{ phnoe }}.")
    assert said(rendered) == (
        "faq/en/account/open-it.md:9: 'phnoe' is not a desk tag [unknown-tag]\n"
        "    fix: write '{{ phone }}'; to show the braces themselves, write \\{{ phnoe }}\n"
        "faq/en/account/open-it.md:9: 'phnoe' is not a desk tag [unknown-tag]\n"
        "    fix: write '{{ phone }}'; to show the braces themselves, write \\{{ phnoe }}"
    )


BRACES = st.text(st.sampled_from("{}%|# \\`~\"'<>&[]()!-*\n abphone_fdtag01x.:/=^"), max_size=120)


@given(BRACES)
@example("{{ phone }}" * 30)
@example("fdtag0x{{ phone }}fdtag1x")
@example("`{{ phone")
@example('<a title="{{ phone }}>"')
@example("[{{ phone }}]: x\n[{{ phone }}]")
def test_no_text_with_braces_breaks_an_answer(markdown: str) -> None:
    """Whatever a writer types there is an answer or a finding, and no placeholder is left over."""
    for dialect in ("github", "material"):
        rendered = answer(markdown, dialect=dialect)
        assert not re.search(r"fdtag\d+x[0-9a-f]{12}", rendered.html)


@given(st.text(max_size=80).filter(lambda code: "```" not in code))
@example("{{ phone }}")
@example("{{ a }} <b> & \"x\" '{{ b }}'")
def test_code_is_shown_as_written(code: str) -> None:
    """Between fences nothing is filled, lost or added."""
    assume("\r" not in code and "\0" not in code and not re.search("[\ud800-\udfff]", code))
    shown = parsed(html(f"Code:\n\n```\n{code}\n```\n"))
    assert shown.select_one("pre > code") is not None
    assert shown.get_text() == f"Code:\n{code}\n"
