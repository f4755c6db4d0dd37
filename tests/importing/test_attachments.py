"""Images and downloads come along, or are named."""

import pytest

from tests.importing.conftest import Desk

FILE = "faq/en/help/it.md"


def test_images_lie_beside_their_article(desk: Desk) -> None:
    """Each under a clean name, the folder around it too; two articles share one copy."""
    desk.write("Help/img/Order overview.PNG", b"png")
    desk.write("Help/It.md", "![a](img/Order%20overview.PNG)")
    desk.write("Help/Other.md", '<img src="./img/Order overview.PNG" alt="a">')
    assert desk.imported().made["files copied"] == 1
    assert desk.body("help/it") == "![a](img/order-overview.png)\n"
    assert desk.body("help/other") == '<img src="img/order-overview.png" alt="a">\n'
    assert desk.read("faq/en/help/img/order-overview.png") == "png"


def test_images_from_elsewhere_in_the_folder(desk: Desk) -> None:
    """An image above its article, or named from the top, comes into the category."""
    desk.write("images/a.png", b"1")
    desk.write("Help/It.md", "![a](../images/a.png) ![b](/images/a.png)")
    desk.imported()
    assert desk.body("help/it") == "![a](images/a.png) ![b](images/a.png)\n"
    assert desk.read("faq/en/help/images/a.png") == "1"


def test_two_images_of_one_name(desk: Desk) -> None:
    """The second gets a number."""
    desk.write("help/a b.png", b"1")
    desk.write("help/a_b.png", b"2")
    desk.write("help/it.md", "![x](<a b.png>) ![y](a_b.png)")
    desk.imported()
    assert desk.body("help/it") == "![x](a-b.png) ![y](a-b-2.png)\n"
    assert desk.read("faq/en/help/a-b-2.png") == "2"


def test_downloads_come_along(desk: Desk) -> None:
    """A file that an article links to, of a kind that the site publishes."""
    desk.write("help/Form.pdf", b"pdf")
    desk.write("help/it.md", "[form](Form.pdf)")
    desk.imported()
    assert desk.body("help/it") == "[form](form.pdf)\n"
    assert desk.said("no-front-matter") == []


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        (
            "![a](img/a.png)",
            (
                "the image img/a.png is not among the imported files [missing-image]\n"
                "    fix: put it at faq/en/help/img/a.png, or take it out here"
            ),
        ),
        (
            "![a](../../secret.png)",
            "the image ../../secret.png is not among the imported files [missing-image]\n    fix: take it out here",
        ),
        (
            "[a](a.pdf)",
            (
                "the file a.pdf is not among the imported files [missing-file]\n"
                "    fix: put it at faq/en/help/a.pdf, or take it out here"
            ),
        ),
        (
            "![](https://cdn.example.org/a.png)",
            "this image has no text for people who cannot see it [no-alt-text]\n    fix: ![what it shows](...)",
        ),
        (
            "![a](data:image/png;base64,AAAA)",
            (
                "an image written into the page itself (data:) is not shown [dropped-html]\n"
                "    fix: save the image as a file beside this one, and show that"
            ),
        ),
    ],
)
def test_what_is_missing_is_named(desk: Desk, markdown: str, said: str) -> None:
    """In the line where it is missing; the text stays as it is."""
    desk.write("../secret.png", b"secret")
    desk.write("help/it.md", f"---\ntitle: It\n---\nText\n\n{markdown}")
    desk.imported()
    assert desk.body("help/it") == f"Text\n\n{markdown}\n"
    assert desk.said("image-elsewhere") == [f"{FILE}:6: warning: {said}"]


def test_images_elsewhere_are_counted_by_host(desk: Desk) -> None:
    """One finding a host, at its first image."""
    one, other = "![a](https://one.example/a.png)", "![b](https://other.example/b.png)"
    desk.write("help/it.md", f"---\ntitle: It\n---\n{other}\n\n{one} {one}")
    desk.imported()
    fix = "\n    fix: before that site is switched off: copy them here, and show the copies"
    assert desk.said() == [
        f"{FILE}:4: warning: 1 image is still shown from other.example [image-elsewhere]{fix}",
        f"{FILE}:6: warning: 2 images are still shown from one.example [image-elsewhere]{fix}",
    ]


def test_a_decorative_image_says_so(desk: Desk) -> None:
    """alt="" is a statement; no alt at all is an omission."""
    desk.write("help/a.png", b"1")
    desk.write("help/it.md", '---\ntitle: It\n---\n<img src="a.png" alt=""> <img src="a.png">')
    desk.imported()
    assert desk.said() == [
        (
            f"{FILE}:4: warning: this image has no text for people who cannot see it [no-alt-text]\n"
            '    fix: <img src="..." alt="what it shows">'
        )
    ]
