"""The local mailbox: what the demonstration sends can be read in a browser, and does no harm there."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from contact.http import HttpRequest, HttpResponse
from frontdesk import mailbox as mailbox_module
from frontdesk.mail_viewer import MailViewer
from frontdesk.mailbox import Mailbox
from tests.contact.conftest import PostOffice


def mail(subject: str = "Hello", html: str = "<p>Hello</p>") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@example.net", "ana@example.net", subject
    message.set_content("Hello in text")
    message.add_alternative(html, subtype="html")
    return message


def get(mailbox: Mailbox, path: str) -> HttpResponse:
    answer = MailViewer(mailbox).handle(HttpRequest(method="GET", path=path))
    assert answer is not None
    return answer


def test_mail_that_was_sent_is_listed_and_shown(post_office: PostOffice) -> None:
    """A mail handed to the server stands in the list, newest first, and opens with its headers and its text."""
    for subject in ("first", "second"):
        post_office.mailer.send(mail(subject))
    newest, _ = post_office.mailbox.ids()
    listed = get(post_office.mailbox, "/_desk/mail").body.decode()
    assert listed.index("second") < listed.index("first")
    opened = get(post_office.mailbox, f"/_desk/mail/{newest}").body.decode()
    assert "<h1>second</h1>" in opened
    assert "<dt>To</dt><dd>ana@example.net</dd>" in opened
    assert "Hello in text" in opened
    assert f'<iframe sandbox src="/_desk/mail/{newest}/html"' in opened


def test_html_of_a_mail_is_locked_in(tmp_path: Path) -> None:
    """The HTML part has a page of its own on which no script runs and nothing is loaded; the list escapes everything."""
    mailbox = Mailbox(tmp_path)
    attack = "<script>alert(1)</script>"
    mailbox.keep(mail(subject=attack, html=attack).as_bytes())
    (mail_id,) = mailbox.ids()
    part = get(mailbox, f"/_desk/mail/{mail_id}/html")
    assert part.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert part.body.decode().strip() == attack
    for path in ("", f"/{mail_id}"):
        page = get(mailbox, f"/_desk/mail{path}")
        assert attack not in page.body.decode()
        assert "frame-src 'self'" in page.headers["content-security-policy"]


def test_source_is_plain_text(tmp_path: Path) -> None:
    """The raw mail is shown as text, whatever it holds."""
    mailbox = Mailbox(tmp_path)
    mailbox.keep(mail().as_bytes())
    source = get(mailbox, f"/_desk/mail/{mailbox.ids()[0]}/source")
    assert source.headers["content-type"] == "text/plain; charset=utf-8"
    assert source.body.startswith(b"From: desk@example.net\n")


def test_only_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mailbox does not grow without end."""
    monkeypatch.setattr(mailbox_module, "MOST_KEPT", 3)
    mailbox = Mailbox(tmp_path)
    for number in range(5):
        mailbox.keep(b"Subject: %d\r\n\r\n" % number)
    kept = [mailbox.read(mail_id) for mail_id in mailbox.ids()]
    assert kept == [b"Subject: 4\r\n\r\n", b"Subject: 3\r\n\r\n", b"Subject: 2\r\n\r\n"]


@pytest.mark.parametrize(
    "source", [b"", b"\xff\xfe", b"Subject: =?nonsense?q?x?=\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff"]
)
def test_odd_mail_is_shown_all_the_same(tmp_path: Path, source: bytes) -> None:
    """A mail that is hardly one breaks neither the list nor its own page."""
    mailbox = Mailbox(tmp_path)
    mailbox.keep(source)
    assert get(mailbox, "/_desk/mail").status == 200
    assert get(mailbox, f"/_desk/mail/{mailbox.ids()[0]}").status == 200


@pytest.mark.parametrize("mail_id", ["nothing", "..", "%2e%2e", "20261121T150000000000-abcdef"])
def test_what_is_not_there_is_not_found(tmp_path: Path, mail_id: str) -> None:
    """No id leads out of the mailbox."""
    assert get(Mailbox(tmp_path), f"/_desk/mail/{mail_id}").status == 404


def test_empty_mailbox_says_what_to_do(tmp_path: Path) -> None:
    """Before the first mail the page says how to get one; other addresses are left to others."""
    assert "No mail yet." in get(Mailbox(tmp_path), "/_desk/mail/").body.decode()
    assert get(Mailbox(tmp_path), "/_desk/mail/style.css").headers["content-type"] == "text/css; charset=utf-8"
    assert MailViewer(Mailbox(tmp_path)).handle(HttpRequest(method="GET", path="/_desk/mailing")) is None
