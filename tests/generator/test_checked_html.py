"""The built pages as a visitor meets them: whole messages, and what is shared by many pages is judged for each (row W2)."""

from collections.abc import Mapping

import pytest

from generator.checked_html import Read, Source, check_pages, joined, read_page


def _said(pages: Mapping[str, str | Read], *files: str) -> list[str]:
    read = {path: page if isinstance(page, Read) else read_page(page) for path, page in pages.items()}
    return [str(finding).partition("\n")[0] for finding in check_pages(read, Source, files)]


def test_a_page_is_read_as_browsers_read_it() -> None:
    """Links, anchors old and new, and pictures without a text."""
    html = '<h2 ID=a>x</h2><a name=b>y</a><a name=c id=d href="../e/">z<img src=f.png><img src=g.png alt=h></a><a href>i</a>'
    assert read_page(html) == Read(("../e/",), ("a", "b", "d"), ("f.png",))


def test_an_id_of_a_page_and_of_what_is_poured_into_it() -> None:
    """Stands twice, although each part by itself is right."""
    parts = [read_page("<p id=a>"), read_page("<p id=b>"), read_page("<p id=a>")]
    assert _said({"x/index.html": joined(parts)}) == [
        "x/index.html:1: warning: the id 'a' stands twice on the page [repeated-id]"
    ]


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("../y/", ""),
        ("../y/#here", ""),
        ("../y/#top", ""),
        ("#own", ""),
        ("#%6Fwn", ""),
        ("../../a.png", ""),
        ("https://a.example/", ""),
        ("mailto:a@b.example", ""),
        ("/anything", ""),
        ("../z/", "leads nowhere"),
        ("../y/#there", "leads to no heading '#there'"),
        ("#there", "leads to no heading '#there'"),
        ("../../../a.png", "leaves the site"),
        ("http://[a", "is no valid address"),
    ],
)
def test_a_link_leads_somewhere(link: str, problem: str) -> None:
    """Pages, files, anchors; other sites are not asked."""
    said = _said({"f/x/index.html": f'<p id=own><a href="{link}">a</a>', "f/y/index.html": "<p id=here>"}, "a.png")
    assert [line.partition(" ")[2].removesuffix(" [broken-link]") for line in said] == (
        [f"the link {_written(link)} {problem}"] if problem else []
    )


def _written(link: str) -> str:
    """From the file, which lies one folder higher than its page."""
    return {"../z/": "z/", "../y/#there": "y/#there", "../../../a.png": "../../a.png"}.get(link, link)


def test_a_link_that_is_right_on_one_page_is_judged_anew_on_another() -> None:
    """Pages of one folder share what is right; from another folder, or from the root, the same words lead elsewhere."""
    link = '<a href="../y/">a</a>'
    pages = {"f/x/index.html": link, "f/y/index.html": link, "g/x/index.html": link, "h/index.html": link}
    assert _said({**pages, "index.html": link}) == [
        "g/x/index.html:1: the link y/ leads nowhere [broken-link]",
        "h/index.html:1: the link y/ leads nowhere [broken-link]",
        "index.html:1: the link ../y/ leaves the site [broken-link]",
    ]
