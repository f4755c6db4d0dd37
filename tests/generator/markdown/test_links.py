"""Links are written to files, so that they work in a pull request too, and lead to pages."""

import pytest

from tests.generator.markdown.rendering import answer, html, said


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("close-it.md", "../../account/close-it/"),
        ("./close-it.md", "../../account/close-it/"),
        ("close-it.md#last-step", "../../account/close-it/#last-step"),
        ("../fees/cards.md", "../../fees/cards/"),
        ("../fees/cards/lost.md", "../../fees/cards/lost/"),
        ("../fees/cards/../cards.md", "../../fees/cards/"),
        ("%63lose-it.md", "../../account/close-it/"),
        ("../fees/", "../../fees/"),
        ("../fees", "../../fees/"),
        ("#here", "#here"),
        ("../shared/form.pdf#page=2", "../../shared/form.pdf#page=2"),
        ("https://other.example/a.md?b=c&amp;d=e#f", "https://other.example/a.md?b=c&amp;d=e#f"),
        ("//other.example/a.md", "//other.example/a.md"),
        ("mailto:a@sample.example?subject=x", "mailto:a@sample.example?subject=x"),
        ("tel:+12125550142", "tel:+12125550142"),
        ("sms:+12125550142", "sms:+12125550142"),
    ],
)
def test_a_link_leads_to_the_page_of_its_file(written: str, address: str) -> None:
    """Relative links become addresses on the site; those to elsewhere stay as they are."""
    assert html(f"[x]({written})") == f'<p><a href="{address}">x</a></p>'


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("![a](map.png)", "../../account/map.png"),
        ("![a](<front side.png>)", "../../account/front%20side.png"),
        ("![a](front%20side.png)", "../../account/front%20side.png"),
        ("![a](https://other.example/map.png)", "https://other.example/map.png"),
    ],
)
def test_a_picture_lies_where_its_file_lies(written: str, source: str) -> None:
    """A picture has the same place on the site as beside the answer, with its name escaped."""
    assert html(written) == f'<p><img src="{source}" alt="a"></p>'


def test_only_what_is_shown_is_published() -> None:
    """The files of an answer are those that it shows or links to."""
    assert answer("![a](map.png) [b](../shared/form.pdf)").files == {"account/map.png", "shared/form.pdf"}


def test_a_page_deep_in_categories_links_as_well() -> None:
    """`root` counts the folders of the page."""
    assert answer("[x](../../account.md)", path="fees/cards/lost").html == '<p><a href="../../../account/">x</a></p>\n'


NOWHERE = "leads nowhere [broken-link]\n    fix: "
NOT_THERE = "is not there; its text is shown instead [missing-picture]\n    fix: "


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[x](clsoe-it.md)", f"the link clsoe-it.md {NOWHERE}link to close-it.md"),
        ("[x](../fee/lost.md)", f"the link ../fee/lost.md {NOWHERE}link to ../fees/cards/lost.md"),
        ("[x](nothing-like-it.md)", f"the link nothing-like-it.md {NOWHERE}correct the link, or take it out"),
        ("[x](../../../etc/passwd)", f"the link ../../../etc/passwd {NOWHERE}correct the link, or take it out"),
        ("[x](..%2F..%2Fetc%2Fpass)", f"the link ..%2F..%2Fetc%2Fpass {NOWHERE}correct the link, or take it out"),
        (
            "[x](/account/)",
            ("the link /account/ starts at the root of the server [broken-link]\n    fix: link to ../account/"),
        ),
        (
            "[x](notes.docx)",
            (
                "the link notes.docx leads to a file of a kind that is not published [broken-link]\n"
                "    fix: use one of: .png, .jpg, .jpeg, .gif, .webp, .avif, .svg, .pdf, .txt, .csv, .mp4, .zip"
            ),
        ),
        ("![x](mapp.png)", f"warning: the picture mapp.png {NOT_THERE}use map.png"),
        ("![x](sky.png)", f"warning: the picture sky.png {NOT_THERE}put the file there, or take the picture out"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_with_its_line(written: str, message: str) -> None:
    """A link is an error, a picture a warning; the nearest name is offered, and no path leaves the language's folder."""
    assert said(answer(f"First.\n\nThen {written}.")) == f"faq/en/account/open-it.md:9: {message}"


def test_the_line_is_that_of_the_link_itself() -> None:
    """An address that is the end of an earlier one, or that has a space, is still found in its own line."""
    rendered = answer("[a](../fees/cards/lost.md)\n\n[b](lost.md)\n\n[c](<no such.md>)", path="account/open-it")
    assert [finding.place.line for finding in rendered.findings] == [9, 11]


@pytest.mark.parametrize(
    "address", ["http://[", "http://[::1", "//[x", "https://a:b:c/", "?q=1", "%", "%00", "a\\b", "[", "{"]
)
def test_an_odd_address_breaks_nothing(address: str) -> None:
    """What is no address gives a link, or a finding, and never an exception."""
    for dialect in ("github", "material"):
        answer(f'[x](<{address}>) <a href="{address}">y</a> <img src="{address}">', dialect=dialect)
