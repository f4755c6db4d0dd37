"""Lines that took minutes to import: no part of them is compared with all that follow."""

import os

import pytest

from generator.importing.inline import with_code, without_comments, without_emphasis
from tests.importing.conftest import Desk

UNEQUAL = "".join("`" * length + "a" for length in range(1, 1_200))


@pytest.mark.parametrize(
    "markdown",
    [
        "{{" + " " * 200_000 + "x",
        "# " + "_a " * 50_000,
        "# " + "*a " * 50_000,
        "# " + "<!--" * 50_000,
        "# a" + " " * 200_000 + "b",
        "# a\n" * 10_000,
        "# " + UNEQUAL,
        UNEQUAL,
        "\t" * 100_000 + "a",
        "- " * 100_000 + "a",
        ">" * 500_000 + "a",
        "[" * 100_000 + "](x)" * 100_000,
        "[a](" + " " * 200_000 + "b",
        "<script " * 100_000,
        '<div <a "' + '<a" "' * 100_000,
        "<!--" * 50_000,
        "<?" * 50_000,
        "<table>\n" + "<!-- " * 50_000,
        "".join(f"## a{number}\n[a](#b{number})\n" for number in range(5_000)),
    ],
    ids=lambda markdown: markdown[:20],
)
def test_a_long_line_is_read_once(desk: Desk, markdown: str) -> None:
    """Each of them comes in, as one article."""
    desk.write("help/it.md", f"---\ntitle: It\n---\nOne.\n\n{markdown}\n")
    assert desk.imported().articles == 1


def test_broken_front_matter_with_a_long_line(desk: Desk) -> None:
    """Read line by line, and each line once."""
    desk.write("help/it.md", f"---\nlist: [\ntitle: It{' ' * 200_000}works \n---\nOne.\n")
    assert desk.imported().articles == 1


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("_a_ and __b__ and ___c___", "_", "a and b and c"),
        ("a_b_c _d_e_ f_", "_", "a_b_c d_e f_"),
        ("___a_ _b", "_", "__a _b"),
        ("_a\nb_", "_", "_a\nb_"),
        ("*a* b*c* *d", "*", "a b*c* *d"),
    ],
)
def test_emphasis(text: str, mark: str, expected: str) -> None:
    """The marks go where they are a pair."""
    assert without_emphasis(text, mark) == expected


def test_code_and_comments() -> None:
    """As many backticks close as opened; a comment that never ends is none."""
    assert with_code("`a``b` ```c` ``d``", lambda code: f"<{code}>") == "<a``b> ```c` <d>"
    assert without_comments("a<!-- b -->c<!---->d<!-- e") == "acd<!-- e"


def test_pipes_and_devices_are_not_read(desk: Desk) -> None:
    """To read from one may never end."""
    desk.write("help/good.md", "---\ntitle: Good\n---\n![a](pipe.png)")
    for name in ("pipe.md", "pipe.png"):
        os.mkfifo(desk.old / "help" / name)
    assert desk.imported().articles == 1
    assert desk.said("missing-image") == [
        (
            "old/help/pipe.md:1: warning: this is no ordinary file; it was not imported [unreadable]\n"
            "    fix: put an ordinary file there, and import again"
        )
    ]
