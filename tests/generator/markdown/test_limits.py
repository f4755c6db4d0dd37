"""What would keep a renderer busy for minutes is refused at once; what is only long is rendered, in a time that grows with it."""

import pytest

from generator.markdown.limits import MOST_HEADINGS
from generator.markdown.links import MOST_NAMED
from generator.markdown.nesting import too_deep
from tests.generator.markdown.rendering import answer, html, said

TOO_DEEP = (
    "more than 100 quotes, lists or HTML elements stand inside one another [too-deep]\n"
    "    fix: let them follow one another, and close what is opened: <div> ... </div>"
)
FILE = "faq/en/account/open-it.md"


@pytest.mark.parametrize("dialect", ["github", "material"])
@pytest.mark.parametrize(
    "markdown",
    [
        ">" * 50_000,
        "> " * 50_000,
        "- " * 50_000 + "a",
        "> - " * 50_000 + "a",
        "1. " * 50_000 + "a",
        "".join(f"{'    ' * depth}- a\n" for depth in range(150)),
    ],
)
def test_markdown_nested_too_deep(markdown: str, dialect: str) -> None:
    """Told before it is rendered, with the line where it goes too far."""
    rendered = answer(f"One.\n\n{markdown}", dialect=dialect)
    line = 110 if markdown.startswith("- a\n") else 9
    assert said(rendered) == f"{FILE}:{line}: {TOO_DEEP}"
    assert rendered.html == ""


@pytest.mark.parametrize(
    "tag",
    [
        "<div>",
        "<b>",
        "<details>\n\n",
        "<table><tr><td>",
        '<div title="</div>">',
        "<div title='</div>'>",
        "<div><!-- </div> -->",
        "<div><style></div></style>",
        "<div><textarea></div></textarea>",
        "<div></span>",
        "<span><div></span>",
        "<div/>",
        "<div><table><tr><td></div>",
        "<p><b id=1></p>",
        "<form><div></form>",
        "<div></p></br></th>",
        "<svg><title></svg>",
    ],
)
def test_html_nested_too_deep(tag: str) -> None:
    """Whatever seems to close an element."""
    assert too_deep(tag * 2_000) is not None
    assert said(answer(f"One.\n\n<div>\n{tag * 2_000}")).endswith(TOO_DEEP)


@pytest.mark.parametrize(
    "fragment",
    [
        "<div><b>a</b><br><img src=x></div>",
        "<p>a",
        "<ul><li>a<li>b</ul>",
        "<dl><dt>a<dd>b</dl>",
        "<table><tr><td>a<td>b<tr><th>c</table>",
        "<b><i>a</b></i>",
        "<details><summary>a</summary><p>b</details>",
        "<!-- <div> -->",
        "<script><div></script>",
        '<img alt="<div>">',
        "a < b",
        "<h2>a</h2><hr><a name=x>b",
        "<table><tr><td><div></table></div>",
    ],
)
def test_html_that_is_only_long(fragment: str) -> None:
    """Elements that follow one another, also where a browser closes them."""
    assert too_deep(fragment * 500) is None


def test_a_row_of_dashes_is_no_list() -> None:
    """`- - -` is a line across the page, however long."""
    assert html(f"One.\n\n{'- ' * 500}") == "<p>One.</p>\n<hr>"


def test_a_line_deep_in_raw_html_is_named() -> None:
    """As near as the tags of the Markdown tell."""
    assert said(answer("One.\n\n" + "<div>\n" * 200)) == f"{FILE}:109: {TOO_DEEP}"


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("# a\n" * 50_000, 1_007),
        ("a\n=\n" * 50_000, 2_008),
        ("- # a\n" * 50_000, 1_007),
    ],
)
def test_too_many_headings(markdown: str, line: int) -> None:
    """Each of them would be compared with all before it."""
    assert said(answer(markdown)) == (
        f"{FILE}:{line}: the answer has more than 1,000 headings [too-long]\n    fix: split it into several questions"
    )


def test_headings_up_to_the_limit_are_numbered() -> None:
    """So many are nobody's mistake yet."""
    assert f'id="a-{MOST_HEADINGS - 1}"' in answer("## a\n" * MOST_HEADINGS).html


def test_too_many_addresses() -> None:
    """Each becomes a link, one after the other from the start."""
    assert said(answer("a@example.org " * 50_000)) == (
        f"{FILE}:7: the answer has more than 5,000 e-mail addresses [too-long]\n    fix: split it into several questions"
    )


@pytest.mark.parametrize("dialect", ["github", "material"])
def test_too_many_footnotes(dialect: str) -> None:
    """Each is sought among all of them."""
    assert said(answer("One.[^1]\n" * 50_000 + "\n[^1]: Two.", dialect=dialect)) == (
        f"{FILE}:7: the answer has more than 1,000 footnotes [too-long]\n    fix: split it into several questions"
    )


@pytest.mark.parametrize(
    ("markdown", "what"),
    [
        ("word " * 50_000, "100,000 characters"),
        ("[" * 200, "100 brackets that nothing closes"),
        ("One.\n\n" + "*[A]: b\n" * 300, "200 abbreviations"),
    ],
)
def test_the_slow_dialect_takes_less(markdown: str, what: str) -> None:
    """What Python-Markdown needs minutes for; the other dialect takes it."""
    assert said(answer(markdown, dialect="material")) == (
        f"{FILE}:7: the answer has more than {what} [too-long]\n    fix: split it into several questions"
    )
    assert not answer(markdown).findings


@pytest.mark.parametrize("depth", [100, 101])
def test_a_hundred_elements_may_stand_inside_one_another(depth: int) -> None:
    """Where each is closed in its place, and where one is not."""
    html = "<div>" * depth + "a" + "</div>" * depth + "<b>x</b>" * 200
    expected = None if depth == 100 else html.index("a") - len("<div>")
    assert too_deep(html) == too_deep(f"{html}<p>") == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "{{" + " " * 200_000 + "x",
        "{{ " * 50_000,
        '<h1 id="">' * 50_000,
        '<h1 id="x">\n\n' * 50_000,
        '<h1 id=""><a href="#" aria-label="' * 20_000,
        "<div>\n" + "<img " * 100_000,
        "".join(f'![a "{number}"](map.png)\n' for number in range(30_000)),
        '<b title="' + "<a " * 200_000 + '">x</b>',
        '<b title="' + "<input " * 100_000 + '">x</b> <input type="checkbox">',
    ],
    ids=lambda markdown: markdown[:20],
)
def test_a_long_line_is_read_once(markdown: str) -> None:
    """These took minutes: each of their parts was compared with all that follow."""
    assert not [finding for finding in answer(markdown).findings if finding.rule not in {"empty-answer", "too-deep"}]


def test_many_tags_know_their_lines() -> None:
    """Lines are counted on, not from the start."""
    rendered = answer("{{ phone }}\n" * 50_000 + "{{ nothing }}\n" * 3)
    assert rendered.html.count("fd-phone") == 50_000
    assert [finding.place.line for finding in rendered.findings] == [50_007, 50_008, 50_009]


def test_many_missing_pictures_and_links_are_named_once_and_not_all() -> None:
    """The same one once; of very many, as many as somebody would read."""
    same = answer('One. <img src="gone.png">' * 35_000)
    assert [finding.rule for finding in same.findings] == ["missing-picture"]
    many = answer("".join(f"[a](gone-{number}.md) " for number in range(20_000)))
    assert [finding.rule for finding in many.findings] == ["broken-link"] * MOST_NAMED


def test_an_input_does_not_hide_behind_a_value() -> None:
    """A value that looks like a type is none: what is left would be a text field."""
    assert "<input" not in answer('<input id=" type=" name="card">').html
