"""What needs no allow-list is what the allow-list would give, to the last byte (row W3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markdown.allow_list import allowed
from generator.markdown.drawn import clean_already
from generator.markdown.github import GithubDialect
from tests.generator.markdown.test_allow_list import VECTORS

GITHUB = GithubDialect()

PLAIN = [
    "One *two* **three** `<b>` ~~four~~\nfive  \nsix",
    '## "A" & <https://a.example/b?c=1&d=2>\n\n---\n\n1. one\n\n   two\n2. [three](../a.md#b "c \\" d")\n\n7) x',
    '![a "b" < c & d](e.png "f") \u00a0 www.example.com a@b.example',
    '| a | b |\n| :-: | - |\n| c | *d* |\n\n```py\nif a < b: "c"\n```\n\n> [!NOTE]\n> e',
    "a[^1] b[^1] [^c]\n\n[^1]: One.\n[^c]: Two.",
    'Press <kbd>Ctrl</kbd><br>x<sup>2</sup> <!-- not shown --> <a id="here"></a><img src="a.png" alt="b">',
]
HARD = [
    "[a https://b.example c](d)",
    "<b>a\n\nb</b>",
    "<i>a <b>c</i> d</b>",
    '<a id="a" id="b" href="c">d</a>',
    "<kbd>a &copy; b",
    "a &#13; b",
    "<b>\n\n- a\n\n</b>",
    "- [x] done",
    "[a](https://1.2.3.999/) [b](https://c.example:99999/) [d](http://xn--a/)",
    '<a href="a?b=1&c=2">d</a>',
]
_PIECES = st.sampled_from(
    [*PLAIN, *HARD, *VECTORS, "\n\n", "\n", " ", "- ", "> ", "`", "*", "**", "[", "](a.md)", "<", ">", '"', "&", "é"]
)


def _clean(markdown: str, drawn: str) -> str | None:
    pieces = clean_already(drawn, with_html="<" in markdown)
    return None if pieces is None else "".join(pieces)


@pytest.mark.parametrize("markdown", PLAIN)
def test_what_most_answers_hold_needs_no_allow_list(markdown: str) -> None:
    """Else all of this would be for nothing."""
    drawn = GITHUB.html(markdown)
    assert GITHUB.draws_blocks(markdown)
    assert _clean(markdown, drawn) == allowed(drawn)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=8).map("".join))
def test_nothing_passes_otherwise_than_through_the_allow_list(markdown: str) -> None:
    """Whatever is written: the same, or left to the allow-list."""
    drawn = GITHUB.html(markdown)
    if GITHUB.draws_blocks(markdown):
        assert _clean(markdown, drawn) in {None, allowed(drawn)}


@pytest.mark.parametrize("markdown", [*HARD, *VECTORS])
def test_each_trick_is_left_to_the_allow_list_or_comes_out_the_same(markdown: str) -> None:
    """Each by itself."""
    drawn = GITHUB.html(markdown)
    if GITHUB.draws_blocks(markdown):
        assert _clean(markdown, drawn) in {None, allowed(drawn)}


def test_the_other_dialect_is_always_left_to_the_allow_list() -> None:
    """Its attribute lists may write any attribute, without any HTML."""
    from generator.markdown.material import MaterialDialect  # noqa: PLC0415 - slow to import

    assert not MaterialDialect().draws_blocks("a")


def test_no_entity_is_made_of_two_texts() -> None:
    """Else a lone & would pass."""
    assert clean_already("<p>&am<em>p;</em></p>") is None
    assert clean_already("<p>&amp;<em>p;</em></p>") is not None
