"""The local mailbox: what the demonstration sends can be read in a browser, and does no harm there."""

import stat
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
    answer = MailViewer(mailbox).handle(HttpRequest(method="GET", path=path, headers={"host": "localhost:8000"}))
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
    "source",
    [
        b"",
        b"\xff\xfe",
        b"Subject: =?nonsense?q?x?=\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff",
        b"To: =?utf-8?q?a=40=5B?=@example.com\r\n\r\n",
        b"Message-ID: [\r\nReply-To: :::\r\nTo: a@[\r\n\r\n",
        b"To: " + b"(" * 3000 + b"\r\n\r\n",
        b"Subject: =?utf-7?q?+2AA-?=\r\nContent-Type: text/html; charset=utf-7\r\n\r\n+2AA-",
    ],
)
def test_odd_mail_is_shown_all_the_same(tmp_path: Path, source: bytes) -> None:
    """A mail that is hardly one breaks neither the list, in which the others stay, nor its own pages; its source is there."""
    mailbox = Mailbox(tmp_path)
    mailbox.keep(mail("a good one").as_bytes())
    mailbox.keep(source)
    listed = get(mailbox, "/_desk/mail")
    assert listed.status == 200
    assert "a good one" in listed.body.decode()
    for odd in (mail_id for mail_id in mailbox.ids() if mailbox.read(mail_id) == source):
        assert f'href="/_desk/mail/{odd}' in listed.body.decode()
        opened = get(mailbox, f"/_desk/mail/{odd}")
        assert opened.status == 200
        assert f'href="/_desk/mail/{odd}/source"' in opened.body.decode()
        assert get(mailbox, f"/_desk/mail/{odd}/html").status in {200, 404}
        assert get(mailbox, f"/_desk/mail/{odd}/source").body == source


def test_file_with_an_impossible_date_is_listed_by_its_source(tmp_path: Path) -> None:
    """Not even a file that somebody put there by hand breaks the list."""
    mailbox = Mailbox(tmp_path)
    (tmp_path / "20269921T200000000000-aaaaa8.eml").write_bytes(b"x: y\r\n\r\n")
    listed = get(mailbox, "/_desk/mail").body.decode()
    assert (
        '<li><a href="/_desk/mail/20269921T200000000000-aaaaa8/source">'
        "<strong>A mail that cannot be read</strong></a></li>"
    ) in listed


def test_only_its_own_account_reads_the_mailbox(tmp_path: Path) -> None:
    """The mail of customers is readable by the account that runs the desk, and by no other, also in an older folder."""
    folder = tmp_path / "mailbox"
    folder.mkdir(mode=0o755)
    Mailbox(folder).keep(b"x: y\r\n\r\n")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "evil.example"},
        {"host": "help.your-company.com:8000"},
        {"host": "localhost.evil.example"},
        {"host": "127.0.0.1.evil.example"},
        {"host": "localhost", "x-forwarded-for": "203.0.113.9"},
        {"host": "localhost", "x-forwarded-host": "help.your-company.com"},
        {"host": "localhost", "forwarded": "for=203.0.113.9"},
    ],
)
def test_mail_is_shown_to_this_machine_only(tmp_path: Path, headers: dict[str, str]) -> None:
    """Another name for this machine, or a request that was passed on, gets what there is at any unknown address."""
    for path in ("", "/", "/style.css", "/20261121T150000000000-abcdef/source"):
        request = HttpRequest(method="GET", path=f"/_desk/mail{path}", headers=headers)
        assert MailViewer(Mailbox(tmp_path)).handle(request) is None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_names_of_this_machine(tmp_path: Path, host: str) -> None:
    """Each of the names by which a browser here reaches the desk shows the mail, at any port."""
    shown = MailViewer(Mailbox(tmp_path)).handle(HttpRequest(method="GET", path="/_desk/mail", headers={"host": host}))
    assert shown is not None
    assert shown.status == 200


@pytest.mark.parametrize("mail_id", ["nothing", "..", "%2e%2e", "20261121T150000000000-abcdef"])
def test_what_is_not_there_is_not_found(tmp_path: Path, mail_id: str) -> None:
    """No id leads out of the mailbox."""
    assert get(Mailbox(tmp_path), f"/_desk/mail/{mail_id}").status == 404


def test_empty_mailbox_says_what_to_do(tmp_path: Path) -> None:
    """Before the first mail the page says how to get one; other addresses are left to others."""
    assert "No mail yet." in get(Mailbox(tmp_path), "/_desk/mail/").body.decode()
    assert get(Mailbox(tmp_path), "/_desk/mail/style.css").headers["content-type"] == "text/css; charset=utf-8"
    assert MailViewer(Mailbox(tmp_path)).handle(HttpRequest(method="GET", path="/_desk/mailing")) is None
