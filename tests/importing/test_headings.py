"""Titles, levels and anchors: an answer starts at level 2, below the question that is its title."""

import re
from collections.abc import Callable

import pytest

from generator.importing.anchors import numbered_anchors
from generator.importing.headings import headings
from generator.importing.prose import Prose
from generator.markdown.github import GithubDialect
from tests.importing.conftest import Desk

Answer = Callable[[str], str]


@pytest.mark.parametrize(
    "markdown",
    [
        "## Plain words\n## Plain words\n## Plain words-1",
        "## `code` & *emphasis*, __strong__ a_b_c ~~gone~~",
        "## Straße, ¿qué? 日本 😀 x",
        '## <a id="x"></a>With an anchor <br>and [a link](to.md "title") ![alt](i.png)',
        r"## Can't open \<port\>: \*no\* `<such>` &amp; more",
        "Underlined\n===\n\nTwice\nunderlined\n---",
        "## Closed ##\n##\n### Level 3",
        "> ## Quoted\n\n- ## In a list\n\n```\n## code\n```",
        "## A comment <!-- not shown -->",
    ],
)
def test_anchors_are_those_of_the_build(markdown: str) -> None:
    """The anchors that the import checks links against are those that the build makes."""
    found = headings(Prose(markdown))
    built = re.findall(r'<h[1-6] id="([^"]*)"', GithubDialect().html(markdown))
    assert numbered_anchors(found) == built


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# It\n\nText", "Text\n"),
        ("It\n==\n\nText", "Text\n"),
        ("# Other\n\n## Part", "## Other\n\n### Part\n"),
        ("Other\n=====\n\nPart\n----", "## Other\n\n### Part\n"),
        ("### Part\n\n#### Smaller", "## Part\n\n### Smaller\n"),
        ("<h1>Other</h1>\n\n## Part", "<h2>Other</h2>\n\n### Part\n"),
        ("## Part\n\n```\n# comment\n```", "## Part\n\n```\n# comment\n```\n"),
    ],
)
def test_levels(answer: Answer, before: str, after: str) -> None:
    """A heading that repeats the title goes; the others start at level 2 and keep their distance."""
    assert answer(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Return it {#return}", '## <a id="return"></a>Return it\n'),
        ("## Return it{#return-it}", "## Return it\n"),
        ("## Return it {: #return .wide}", '## <a id="return"></a>Return it\n'),
        ("## Return it {.wide}", "## Return it\n"),
        ("Return it {#return}\n---", '## <a id="return"></a>Return it\n'),
        ("## Write {braces}", "## Write {braces}\n"),
        ('<a id="usa"></a>\n\n## USA', "## USA\n"),
        ('<a id="us"></a>\n\n## USA', '<a id="us"></a>\n\n## USA\n'),
    ],
)
def test_ids(answer: Answer, before: str, after: str) -> None:
    """An id of its own becomes an anchor that every dialect understands, unless the heading has that id anyway."""
    assert answer(before) == after


def test_an_id_used_twice_is_named(desk: Desk, answer: Answer) -> None:
    """A link would lead to the first place only."""
    answer('## About\n\nText\n\n## More {#about}\n\n<b id="x">1</b> <b id="x">2</b>')
    assert desk.said() == [
        (
            "faq/en/help/it.md:8: warning: the id 'about' is used twice in this answer; links lead to the first one "
            "[repeated-id]\n    fix: take it out here, or rename it: about-2"
        ),
        (
            "faq/en/help/it.md:10: warning: the id 'x' is used twice in this answer; links lead to the first one [repeated-id]\n"
            "    fix: take it out here, or rename it: x-2"
        ),
    ]


def test_a_heading_that_would_be_too_deep(desk: Desk, answer: Answer) -> None:
    """There is no level 7."""
    assert answer("# Other\n\n###### Deep") == "## Other\n\n###### Deep\n"
    assert desk.said() == [
        "faq/en/help/it.md:6: warning: this heading would be level 7; it is 6 [deep-heading]\n    fix: shorten the outline"
    ]
