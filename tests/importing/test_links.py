"""Links among the articles: to files, to numbers of the old site, and to what is not there."""

from collections.abc import Callable

import pytest

from tests.importing.conftest import Desk

OLD = "https://help.example.org/hc/en-us"
VERIFY = "---\ntitle: Verify a model\nid: 360016822039\n---\n## Before you begin {#before}\n\n## What to do\n"


def linked(desk: Desk, markdown: str, style: str = "zendesk") -> str:
    """The answer of `orders/pay.md`, which lies beside `About us/Verify a model.md`, after an import."""
    desk.write("About us/Verify a model.md", VERIFY)
    desk.write("orders/pay.md", f"---\ntitle: Pay\nid: 360000000001\n---\n{markdown}")
    desk.imported(style=style)
    return desk.body("orders/pay").removesuffix("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[a]({OLD}/articles/360016822039-Verify)", "[a](../about-us/verify-a-model.md)"),
        (f"[a]({OLD}/articles/360016822039)", "[a](../about-us/verify-a-model.md)"),
        (
            f'[a]({OLD}/articles/360016822039-Verify-a-model#before "title")',
            '[a](../about-us/verify-a-model.md#before "title")',
        ),
        (f"[a](<{OLD}/articles/360016822039-V>)", "[a](../about-us/verify-a-model.md)"),
        (f"[a][1]\n\n[1]: {OLD}/articles/360016822039-V", "[a][1]\n\n[1]: ../about-us/verify-a-model.md"),
        (f'<a href="{OLD}/articles/360016822039-V">a</a>', '<a href="../about-us/verify-a-model.md">a</a>'),
        (
            f"<p>\n<a href='{OLD}/articles/360016822039'>a</a>\n</p>",
            "<p>\n<a href='../about-us/verify-a-model.md'>a</a>\n</p>",
        ),
        (f"See <{OLD}/articles/360016822039-V>.", "See [Verify a model](../about-us/verify-a-model.md)."),
        (f"See {OLD}/articles/360016822039-V.", "See [Verify a model](../about-us/verify-a-model.md)."),
        (
            f"[![a](https://example.org/i.png)]({OLD}/articles/360016822039)",
            "[![a](https://example.org/i.png)](../about-us/verify-a-model.md)",
        ),
        (
            f"`[a]({OLD}/articles/360016822039)` [a]({OLD}/articles/360000000001)",
            f"`[a]({OLD}/articles/360016822039)` [a](pay.md)",
        ),
        (f"| a |\n|---|\n| [a]({OLD}/articles/360016822039) |", "| a |\n|---|\n| [a](../about-us/verify-a-model.md) |"),
        (
            f"[a]({OLD}/articles/360016822039) [s]({OLD}/sections/12-About-us)",
            "[a](../about-us/verify-a-model.md) [s](../about-us/)",
        ),
    ],
)
def test_numbers_of_the_old_site(desk: Desk, before: str, after: str) -> None:
    """A link that names an imported article by its number leads to its new file, in every way of writing a link."""
    assert linked(desk, before) == after


def test_the_host_is_found_out(desk: Desk) -> None:
    """The old site is the host of most links whose numbers are those of articles here; other hosts keep their numbers."""
    ours, theirs = f"[a]({OLD}/articles/360016822039)", "[b](https://other.example/articles/360016822039)"
    assert linked(desk, f"{ours} {ours} {theirs}") == f"{'[a](../about-us/verify-a-model.md) ' * 2}{theirs}"
    assert desk.results[-1].old_host == "help.example.org"


def test_plain_articles_with_two_hosts_keep_their_addresses(desk: Desk) -> None:
    """Without --from zendesk, numbers count only where there is no doubt whose they are."""
    both = f"[a]({OLD}/articles/360016822039) [b](https://other.example/articles/360016822039)"
    assert linked(desk, both, style="plain") == both
    assert desk.results[-1].old_host == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](../About%20us/Verify%20a%20model.md)", "[a](../about-us/verify-a-model.md)"),
        ("[a](<../About us/Verify a model.md>)", "[a](../about-us/verify-a-model.md)"),
        ("[a](../About%20us/Verify%20a%20model#what-to-do)", "[a](../about-us/verify-a-model.md#what-to-do)"),
        ("[a](/About%20us/Verify%20a%20model.html)", "[a](../about-us/verify-a-model.md)"),
        ("[a](pay.md)", "[a](pay.md)"),
    ],
)
def test_files(desk: Desk, before: str, after: str) -> None:
    """A link to a file follows it to its new name."""
    assert linked(desk, before, style="plain") == after
    assert desk.said() == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](#Part-One)", "[a](#part-one)"),
        ("[a](#part_one)", "[a](#part-one)"),
        ("[a](#top)", "[a](#top)"),
        (f"[a]({OLD}/articles/360016822039#What-To-Do)", "[a](../about-us/verify-a-model.md#what-to-do)"),
    ],
)
def test_anchors_that_are_nearly_right(desk: Desk, before: str, after: str) -> None:
    """An anchor that differs in letters' case or hyphens only is put right."""
    assert linked(desk, f"{before}\n\n## Part one").split("\n")[0] == after
    assert desk.said() == []


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        (
            "[a](#nowhere)\n\n## Part one",
            "there is no '#nowhere' in orders/pay.md [missing-anchor]\n    fix: use one of its headings: #part-one",
        ),
        (
            "[a](../About%20us/Verify%20a%20model.md#begin)",
            (
                "there is no '#begin' in about-us/verify-a-model.md [missing-anchor]\n"
                "    fix: use one of its headings: #before-you-begin"
            ),
        ),
        (
            "[a](gone.md)",
            (
                "the link gone.md leads to no file that was imported [missing-file]\n"
                "    fix: correct the link, or take it out: a site with it is not published"
            ),
        ),
        (
            '<a href="pay.md"></a>',
            "this link has no words that one could click or hear [empty-link]\n    fix: <a ...>where it leads</a>",
        ),
    ],
)
def test_links_that_lead_nowhere(desk: Desk, markdown: str, said: str) -> None:
    """They stay as they are, and a person is told in which line of the new file."""
    linked(desk, f"Text\n\n{markdown}")
    assert desk.said() == [f"faq/en/orders/pay.md:6: warning: {said}"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            f"{OLD}/articles/999999999-Gone",
            (
                "leads to an article that is not among the imported ones [missing-article]\n"
                "    fix: link to an answer that is here, or take the link out before the old site is switched off"
            ),
        ),
        (
            f"{OLD}/sections/12-Nowhere",
            (
                "leads to the old site, to a page that is no article [old-site]\n"
                "    fix: link to a category or an answer, or take the link out before the old site is switched off"
            ),
        ),
    ],
)
def test_links_that_still_lead_to_the_old_site(desk: Desk, address: str, said: str) -> None:
    """They work as long as the old site does."""
    known = f"[b]({OLD}/articles/360016822039)"
    assert linked(desk, f"[a]({address}) {known}") == f"[a]({address}) [b](../about-us/verify-a-model.md)"
    assert desk.said() == [f"faq/en/orders/pay.md:4: warning: {address} {said}"]


def test_a_link_to_a_draft(desk: Desk) -> None:
    """A draft is not published, so the old address stays."""
    desk.write("About us/d.md", "---\ntitle: D\nid: 5\ndraft: true\n---\nText")
    link = f"[a]({OLD}/articles/5) [b]({OLD}/articles/360016822039)"
    assert linked(desk, link).startswith(f"[a]({OLD}/articles/5)")
    assert desk.said() == [
        (
            f"faq/en/orders/pay.md:4: warning: {OLD}/articles/5 leads to about-us/d.md, which is a draft and is not published "
            "[link-to-draft]\n    fix: publish the draft, or take the link out"
        )
    ]


def test_a_link_that_marked_a_passage(desk: Desk) -> None:
    """`#:~:text=` names words of the old page."""
    assert linked(desk, f"[a]({OLD}/articles/360016822039#:~:text=Click)") == "[a](../about-us/verify-a-model.md)"
    assert desk.said() == [
        (
            "faq/en/orders/pay.md:4: warning: the link to about-us/verify-a-model.md no longer marks a passage (#:~:text=Click) "
            "[missing-anchor]\n    fix: link to a heading: add its #anchor"
        )
    ]


def test_a_link_to_the_title(desk: Desk) -> None:
    """The heading that repeated the title is gone; the top of the page is where it was."""
    desk.write("orders/a.md", "# Ask us {#ask}\n\nText")
    desk.write("orders/b.md", "# B\n\n[a](a.md#ask) [b](a.md#ask-us)")
    desk.imported()
    assert desk.body("orders/b") == "[a](a.md) [b](a.md)\n"


def test_text_in_code_is_never_changed(answer: Callable[[str], str]) -> None:
    """Whatever the import would do to prose, code stays as it was written."""
    code = "```md\n# It {#x}\n[a](b.md){.c} {{ d }} <e> ![](f.png)\n```\n\n    {{ g }} <h>\n\n`[i](j.md){.k} {{ l }} <m>`\n"
    assert answer(code) == code
