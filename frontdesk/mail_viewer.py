"""The mail in the local mailbox -> pages below /_desk/mail, for whoever tries the desk out on their own machine.

Everything in a mail is shown escaped; its HTML part only inside a sandboxed frame, without scripts and without images.
A mail that cannot be read as one is shown by its source.
"""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape

from contact.http import HttpRequest, HttpResponse
from contact.validation import printable
from frontdesk.local_page import ACKNOWLEDGEMENTS, MAIL, as_text, framed, local_page, style_sheet
from frontdesk.mailbox import Mailbox, arrived_at
from frontdesk.this_machine import is_from_this_machine

# Shown in this order where a mail has them: all that an acknowledgement is judged by.
_HEADERS = (
    "From",
    "To",
    "Reply-To",
    "Date",
    "Content-Language",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Message-ID",
    "Return-Path",
)


class MailViewer:
    """Shows a mailbox."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request for the viewer; None for any other."""
        path = request.path.rstrip("/")
        if request.method != "GET" or (path != MAIL and not path.startswith(f"{MAIL}/")):
            return None
        if not is_from_this_machine(request):
            return None
        mail_id, _, part = path.removeprefix(MAIL).lstrip("/").partition("/")
        if not mail_id:
            return self._list()
        if mail_id == "style.css":
            return style_sheet()
        source = self.mailbox.read(mail_id)
        return _not_found() if source is None else _mail_answer(mail_id, part, source)

    def _list(self) -> HttpResponse:
        rows = [_row(mail_id, self.mailbox.read(mail_id) or b"") for mail_id in self.mailbox.ids()]
        empty = (
            '<p class="empty">No mail yet. Send the <a href="/contact/">contact form</a>, '
            "and the acknowledgement arrives here.</p>"
        )
        refresh = f'<p><a class="button" href="{MAIL}">Look again</a></p>'
        return _document("Mail", f"{refresh}<ol>{''.join(rows)}</ol>" if rows else refresh + empty)


def _mail_answer(mail_id: str, part: str, source: bytes) -> HttpResponse:
    if part == "source":
        return as_text("text/plain", source)
    # The parser of the standard library fails in many ways on what is hardly a mail.
    try:
        return _parsed_answer(mail_id, part, _parsed(source))
    except Exception:  # noqa: BLE001
        return _document("A mail that cannot be read", f"<p>{_source_link(mail_id)}</p>")


def _parsed_answer(mail_id: str, part: str, message: EmailMessage) -> HttpResponse:
    match part:
        case "":
            title = printable(message.get("Subject", "(no subject)"))
            return _document(title, _mail(mail_id, message))
        case "html" if html := _part(message, "html"):
            return framed(html)
        case _:
            return _not_found()


def _row(mail_id: str, source: bytes) -> str:
    # As above: one such mail must not hide the others.
    try:
        return _parsed_row(mail_id, _parsed(source))
    except Exception:  # noqa: BLE001
        return f'<li><a href="{MAIL}/{mail_id}/source"><strong>A mail that cannot be read</strong></a></li>'


def _parsed_row(mail_id: str, message: EmailMessage) -> str:
    to, subject, language = (_shown(message.get(name, "")) for name in ("To", "Subject", "Content-Language"))
    return (
        f'<li><a href="{MAIL}/{mail_id}">{_time(mail_id)}<span class="to">{to}</span>'
        f'<strong lang="{language}">{subject}</strong></a></li>'
    )


def _mail(mail_id: str, message: EmailMessage) -> str:
    there = [(name, message[name]) for name in _HEADERS if name in message]
    headers = "".join(f"<dt>{name}</dt><dd>{_shown(str(value))}</dd>" for name, value in there)
    language = _shown(message.get("Content-Language", ""))
    text, html = _part(message, "plain"), _part(message, "html")
    address = f"{MAIL}/{mail_id}"
    frame = f'<iframe sandbox src="{address}/html" title="The HTML part of this mail"></iframe>'
    return (
        f"<p>{_time(mail_id)} {_source_link(mail_id)}</p>"
        f'<dl>{headers}</dl><div class="parts">'
        + (f'<section><h2>Text</h2><pre lang="{language}" dir="auto">{_shown(text)}</pre></section>' if text else "")
        + (f"<section><h2>HTML</h2>{frame}</section>" if html else "")
        + "</div>"
    )


def _document(title: str, main: str, *, status: int = 200) -> HttpResponse:
    here = {} if title == "Mail" else {"Mail": MAIL}
    links = {**here, "Acknowledgements": ACKNOWLEDGEMENTS, "Site": "/"}
    note = "Mail on this machine; nothing here was delivered to anybody."
    return local_page(title, main, home=MAIL, links=links, note=note, status=status)


def _parsed(source: bytes) -> EmailMessage:
    return message_from_bytes(source, policy=default)


def _part(message: EmailMessage, subtype: str) -> str:
    """The text of a part as text; empty where the mail has none, or one that cannot be read."""
    body = message.get_body((subtype,))
    try:
        return str(body.get_content()) if body else ""
    except (LookupError, ValueError):
        return ""


def _source_link(mail_id: str) -> str:
    return f'<a class="button" href="{MAIL}/{mail_id}/source">Source</a>'


def _shown(text: str) -> str:
    return escape(printable(text))


def _time(mail_id: str) -> str:
    arrived = arrived_at(mail_id)
    return f'<time datetime="{arrived.isoformat()}">{arrived.astimezone():%Y-%m-%d %H:%M:%S %Z}</time>'


def _not_found() -> HttpResponse:
    return _document("No such mail", "<p>It is not in the mailbox, which keeps the newest ones only.</p>", status=404)
