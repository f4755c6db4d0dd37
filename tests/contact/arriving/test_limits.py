"""Mail made to be too much: it is cut, never refused for its shape, and never slow."""

import base64

import pytest

from contact.arriving.html_text import MOST_TAGS, text_from_html
from contact.arriving.mail import LONGEST_TEXT, MOST_BYTES, MOST_BYTES_OF_SES, MOST_FILES, TooLargeError
from contact.arriving.message import read_mail
from contact.arriving.parts import DEEPEST, MOST_PARTS
from tests.contact.arriving.conftest import mail

MIXED = {"content_type": "multipart/mixed; boundary=x"}


def test_a_message_that_is_too_large_is_not_looked_at() -> None:
    """One byte more than mail services carry."""
    assert read_mail(mail().ljust(MOST_BYTES)).mail.subject == "A question"
    with pytest.raises(TooLargeError):
        read_mail(mail().ljust(MOST_BYTES + 1))


def test_what_amazon_has_taken_is_read() -> None:
    """Its sender hears nothing more of it: forty megabytes are read, with what came along (row T1)."""
    content = base64.encodebytes(bytes(20_000_000)).decode()
    file = f"--x\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n{content}"
    source = mail(f"--x\n\nLook\n{file}--x--\n", **MIXED)
    assert MOST_BYTES < len(source) < 40_000_000 < MOST_BYTES_OF_SES
    read = read_mail(source, MOST_BYTES_OF_SES).mail
    assert (read.text, [len(file.content) for file in read.files]) == ("Look", [20_000_000])


def test_a_long_text_is_cut_with_a_mark() -> None:
    """The case holds the beginning; the vault keeps everything (row N1)."""
    read = read_mail(mail("long " * LONGEST_TEXT)).mail
    assert len(read.text) <= LONGEST_TEXT
    assert read.remarks == ("cut",)
    assert read_mail(mail("x" * LONGEST_TEXT)).mail.remarks == ()


def test_a_bomb_of_nested_parts_is_opened_no_deeper() -> None:
    """A thousand parts inside each other; the rest is left in the message."""
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(1000))
    read = read_mail(b"From: ana@example.net\r\n" + nested.encode() + b"\r\nThe bottom.").mail
    assert "left-out" in read.remarks
    assert read.sender.address == "ana@example.net"


def test_text_at_the_deepest_allowed_place_is_found() -> None:
    """More than any mail program nests."""
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(DEEPEST))
    read = read_mail(b"From: ana@example.net\r\n" + nested.encode() + b"\r\nThe bottom.").mail
    assert (read.text, read.remarks) == ("The bottom.", ())


def test_no_more_parts_are_read_than_the_limit() -> None:
    """A million parts are as quick as two hundred."""
    read = read_mail(mail("--x\r\n\r\nhi\r\n" * 100_000, **MIXED)).mail
    assert read.text.split() == ["hi"] * (MOST_PARTS - 1)
    assert read.remarks == ("left-out",)


def test_no_more_files_are_kept_than_the_limit() -> None:
    """What is left out is in the message itself."""
    file = "--x\r\nContent-Type: image/png\r\n\r\npng\r\n"
    read = read_mail(mail(f"--x\r\n\r\nhi\r\n{file * (MOST_FILES + 1)}", **MIXED)).mail
    assert len(read.files) == MOST_FILES
    assert read.remarks == ("left-out",)


def test_a_huge_attachment_is_whole() -> None:
    """Five megabytes, as they were sent."""
    content = bytes(range(256)) * 20_000
    encoded = base64.encodebytes(content).decode()
    file = f"--x\r\nContent-Type: video/mp4; name=a.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}"
    read = read_mail(mail(f"--x\r\n\r\nhi\r\n{file}--x--", **MIXED)).mail
    assert [(found.name, found.content == content) for found in read.files] == [("a.mp4", True)]


def test_ten_thousand_recipients_are_passed_over() -> None:
    """The head is long, and all of it is read."""
    many = ", ".join(f"somebody{number}@example.org" for number in range(10_000))
    reading = read_mail(mail("hi", to=many, precedence="bulk"))
    assert reading.mail.text == "hi"
    assert reading.top.headers.whole
    assert reading.top.headers.first("precedence") == "bulk"


@pytest.mark.parametrize(
    "header",
    [
        {"content_type": 'text/plain; a="' + ";" * 60_000},
        {"content_type": "multipart/mixed; boundary=" + "b" * 60_000},
        {"subject": "=?utf-8?q?a?= " * 5_000},
        {"subject": "=?x?q?" * 10_000},
        {"references": "<" * 60_000},
        {"references": "<a@b> " * 10_000},
        {"from": "(" * 60_000},
        {"from": '"' * 60_001},
        {"from": "<" * 1_999},
        {"message_id": "<" + "a" * 60_000 + ">"},
        {"authentication_results": "a; " + "(" * 60_000},
    ],
)
def test_headers_that_take_the_standard_library_long(header: dict[str, str]) -> None:
    """Each of these is read at once: what is long is cut before it is taken apart."""
    read = read_mail(mail("hi", **header)).mail
    assert len(read.subject) <= 250
    assert len(read.answers) <= 50


@pytest.mark.parametrize(
    "html",
    ["<", "< ", "<!--", "<!>", "<a ", '<a "', "<a ='>", "<script>", "<title></title", "= ", "<p>", "&#9", "&amp;"],
)
def test_html_that_begins_ever_again(html: str) -> None:
    """Thirty thousand beginnings without an end."""
    read_mail(mail(html * 30_000, content_type="text/html"))


def test_signs_that_begin_no_tag_are_text() -> None:
    """Half a million of them are read in one step, and cut like any long text."""
    read = read_mail(mail("<" * 400_000, content_type="text/html")).mail
    assert read.text == "<" * LONGEST_TEXT
    assert read.remarks == ("cut",)


def test_no_more_tags_are_read_than_the_limit() -> None:
    """What stands behind them is left out, with a sign; a mail of people never has so many."""
    html = "<b>" * (MOST_TAGS - 2) + "seen" + "<b>" * 2
    assert text_from_html(html) == "seen\n\n[...]"
    assert text_from_html("<b>" * (MOST_TAGS - 1) + "seen") == "seen"


def test_many_texts_share_what_is_looked_at() -> None:
    """Two hundred parts are no way round the limit of one: two million bytes of text are read of a message in all."""
    part = b"--x\nContent-Type: text/html\n\n" + b"<i>" * 300_000 + b"\n"
    source = b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 20 + b"--x\n\nlast\n--x--\n"
    read = read_mail(source).mail
    assert (read.text.replace("\n", ""), read.remarks) == ("[...]" * 3, ("cut",))
