"""Acknowledgement templates: owners write fields and conditions, and nothing that runs (rows E4, E7)."""

import re
from pathlib import Path

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.finding import FindingsError
from desk.mail_fields import mail_fields
from desk.plain_template import plainly_shown
from desk.templates import Components, Problem, fields_shown, fill, problems, safe

FIELDS = {"reference": "7KQ-4M2P-9XW", "notice": "We are slow.", "site_url": "https://help.sample.example/"}


class Drawer:
    """A desk.kept.Kept in memory."""

    def __init__(self, values: dict[bytes, bytes]) -> None:
        self.get, self.put = values.get, values.__setitem__


NOT_ALLOWED = "is not allowed here; use one of upper, lower, capitalize, title, trim, escape, e"
ONLY_FIELDS = "only {{ field }}, {% if field %} and filters are allowed here"


def test_a_template_is_filled_with_its_fields() -> None:
    """Conditions leave no empty lines behind; the last line end stays."""
    source = "Reference: {{ reference }}\n{% if notice %}\n{{ notice|upper }}\n{% endif %}\nBye\n"
    assert list(problems(source, FIELDS)) == []
    assert fill(source, FIELDS, html=False) == "Reference: 7KQ-4M2P-9XW\nWE ARE SLOW.\nBye\n"
    assert fill(source, FIELDS | {"notice": ""}, html=False) == "Reference: 7KQ-4M2P-9XW\nBye\n"


def test_html_is_escaped_and_text_is_not() -> None:
    """A notice with a sign that HTML reserves is right in both parts."""
    fields = {"notice": "<b>Q&A</b>"}
    assert fill("{{ notice }}", fields, html=True) == "&lt;b&gt;Q&amp;A&lt;/b&gt;"
    assert fill("{{ notice }}", fields, html=False) == "<b>Q&A</b>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ reference }}\n{{ refrence }}", Problem(2, "'refrence' is not a field of this template", "refrence")),
        ("{% if order %}x{% endif %}", Problem(1, "'order' is not a field of this template", "order")),
        ("{{ self }}", Problem(1, "'self' is not a field of this template", "self")),
        ("\n\n{{ reference.__class__ }}", Problem(3, ONLY_FIELDS)),
        ("{{ reference['__class__'] }}", Problem(1, ONLY_FIELDS)),
        ("{{ reference.upper() }}", Problem(1, ONLY_FIELDS)),
        ("{% for letter in reference %}{{ letter }}{% endfor %}", Problem(1, ONLY_FIELDS)),
        ("{% macro m() %}{% endmacro %}", Problem(1, ONLY_FIELDS)),
        ("{% include 'other.txt' %}", Problem(1, ONLY_FIELDS)),
        ("{% import 'other.txt' as reference %}", Problem(1, ONLY_FIELDS)),
        ("{% from 'other.txt' import reference %}", Problem(1, ONLY_FIELDS)),
        ("{% extends 'other.txt' %}", Problem(1, ONLY_FIELDS)),
        ("{{ reference * 1000000000 }}", Problem(1, ONLY_FIELDS)),
        ("x\n{{ reference", Problem(2, "unexpected end of template, expected 'end of print statement'.")),
        ("{% if reference %}x", None),
        ("{% do reference %}", Problem(1, "Encountered unknown tag 'do'.")),
        ("x\n{{ reference|shout }}", Problem(2, f"the filter 'shout' {NOT_ALLOWED}")),
        ("{{ reference|attr('__class__') }}", Problem(1, f"the filter 'attr' {NOT_ALLOWED}")),
        ("{{ reference|center(300000000) }}", Problem(1, f"the filter 'center' {NOT_ALLOWED}")),
        ("{{ '%300000000d'|format(1) }}", Problem(1, f"the filter 'format' {NOT_ALLOWED}")),
        ("{{ reference ~ reference }}", Problem(1, ONLY_FIELDS)),
        ("{% filter upper %}x{% endfilter %}", Problem(1, ONLY_FIELDS)),
        ("{{ " + "(" * 3000 + "reference" + ")" * 3000 + " }}", Problem(1, "this is nested too deeply")),
        ("x" * 200_001, Problem(1, "this is longer than 200,000 characters")),
        ("{{ reference|batch }}", None),
        ("{% if notice is odd %}x{% endif %}", None),
        ("{% set word = notice %}", Problem(1, ONLY_FIELDS)),
    ],
)
def test_what_would_fail_for_a_customer_is_a_problem_for_its_author(source: str, expected: Problem | None) -> None:
    """Each is found before anything is sent, with its line; where Jinja's own words vary, one problem is enough."""
    found = list(problems(source, FIELDS))
    if expected is None:
        assert len(found) == 1
    else:
        assert found == [expected]


def test_all_problems_of_a_template_are_told() -> None:
    """Two in two lines, and one of another kind."""
    source = "{{ a }}\n{{ b }}\n{{ reference.upper() }}\n"
    assert [(problem.line, problem.name) for problem in problems(source, FIELDS)] == [(1, "a"), (2, "b"), (3, None)]


@pytest.mark.parametrize("html", [False, True])
def test_a_template_that_was_not_checked_still_cannot_get_out(*, html: bool) -> None:
    """The sandbox holds by itself: no attribute that leads to Python's insides."""
    source = "{{ reference.__class__.__mro__ }}"
    with pytest.raises(jinja2.exceptions.SecurityError):
        fill(source, FIELDS, html=html)


def test_an_unknown_field_is_an_error_and_never_empty() -> None:
    """An acknowledgement without its reference is not sent."""
    with pytest.raises(jinja2.UndefinedError, match=r"^'refrence' is undefined$"):
        fill("{{ refrence }}", FIELDS, html=False)


def test_a_value_is_never_read_as_a_template() -> None:
    """Braces in a notice are braces."""
    assert fill("{{ notice }}", {"notice": "{{ reference }}"}, html=False) == "{{ reference }}"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ reference }} site_url {{ notice|upper|trim }}", {"reference", "notice"}),
        ("{% if notice %}{{ reference }}{% endif %}", set()),
        ("{% if notice %}{{ reference }}{{ notice }}{% else %}{{ reference }}{% endif %}", {"reference"}),
        ("{% if notice %}{{ reference }}{% elif site_url %}x{% else %}{{ reference }}{% endif %}", set()),
        ("{{ reference and '' }}{{ 'reference' }}{# {{ notice }} #}", set()),
    ],
)
def test_fields_shown_are_those_that_every_customer_sees(source: str, shown: set[str]) -> None:
    """What stands below a condition is not shown to everybody, unless it is shown either way (row E4)."""
    assert fields_shown(source) == shown


_TAGS = (
    "{{ reference }} {{notice}} {{ stranger }} {% if notice %} {%if topic%} {% else %} {% endif %} {{ notice|upper }}"
)
_ODD = "{% elif topic %} {# x #} {% raw %} {%- if notice -%} { }} %} {{ text"
_PIECES = st.sampled_from([*re.split(r"(?<=}) ", _TAGS), *re.split(r"(?<=}) | (?=t)", _ODD), "\n", " "])


@example("{{{ reference }}")
@example("{{ reference }}}")
@given(st.lists(_PIECES, max_size=12).map("".join))
def test_what_is_read_without_jinja_is_what_jinja_reads(source: str) -> None:
    """A template that the short way answers for has no problem, and shows the same fields (row E4)."""
    fields = dict.fromkeys(("reference", "notice", "topic"), "")
    shown = plainly_shown(source, fields)
    if shown is not None:
        assert list(problems(source, fields)) == []
        assert shown == fields_shown(source)


def test_the_products_own_templates_are_read_without_jinja() -> None:
    """So that a first build does not wait for it (row W1)."""
    files = sorted(Path(__file__).parents[2].joinpath("ack_templates").rglob("*.*"))
    shown = [
        plainly_shown(file.read_text(encoding="utf-8"), mail_fields(file.name.partition(".")[0]).fields)
        for file in files
    ]
    assert len(shown) > 60
    assert None not in shown


def test_the_first_folder_that_has_a_component_wins(tmp_path: Path) -> None:
    """A project changes one component of the theme and keeps the others."""
    own, product = tmp_path / "own", tmp_path / "product"
    for folder, names in ((own, ["a"]), (product, ["a", "b"])):
        folder.mkdir()
        for name in names:
            (folder / f"{name}.html").write_text(f"{folder.name}: {{{{ text }}}}", encoding="utf-8")
    components = Components([own, product])
    assert components.render("a.html", text="<x>") == "own: &lt;x&gt;"
    assert components.render("b.html", text=safe("<br>")) == "product: <br>"


def test_a_component_is_compiled_once(tmp_path: Path) -> None:
    """For all builds of a project, and anew when it says something else (row W1)."""
    kept: dict[bytes, bytes] = {}
    (tmp_path / "a.html").write_text("{{ text }}", encoding="utf-8")
    for text, files in (("{{ text }}", 1), ("{{ text }}", 1), ("{{ text }}!", 2)):
        (tmp_path / "a.html").write_text(text, encoding="utf-8")
        shown = Components([tmp_path], kept=Drawer(kept)).render("a.html", text="<b>")
        assert shown == text.replace("{{ text }}", "&lt;b&gt;")
        assert len(kept) == files
    unescaped = Components([tmp_path], escaping=False, kept=Drawer(kept)).render("a.html", text="<b>")
    assert (unescaped, len(kept)) == ("<b>!", 3)


def test_a_component_that_lacks_a_value_is_an_error(tmp_path: Path) -> None:
    """A page never shows a gap."""
    (tmp_path / "a.html").write_text("{{ text }}", encoding="utf-8")
    with pytest.raises(FindingsError) as raised:
        Components([tmp_path]).render("a.html")
    assert str(raised.value) == (
        "theme/components/a.html:1: this template cannot be filled: 'text' is undefined [bad-theme]\n"
        "    fix: mend it there; the product's own file beside it shows which values there are"
    )
