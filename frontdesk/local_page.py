"""Pages for the person at this machine: one house for the mail viewer and the preview of acknowledgements.

What a mail holds is shown in a sandboxed frame, without scripts and without anything from elsewhere.
"""

from collections.abc import Mapping
from html import escape
from importlib.resources import files

from contact.http import CONTENT_SECURITY_POLICY, HttpResponse, page
from desk.form.action import DESK_FOLDER

MAIL, ACKNOWLEDGEMENTS = f"/{DESK_FOLDER}mail", f"/{DESK_FOLDER}acknowledgements"
_PAGE_POLICY = {"content-security-policy": CONTENT_SECURITY_POLICY + "; frame-src 'self'"}
_FRAME_POLICY = {
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
}


def local_page(
    title: str, main: str, *, home: str, links: Mapping[str, str], note: str, script: str = "", status: int = 200
) -> HttpResponse:
    """A page with links (address by name) above it; `home` is the folder that has its style sheet."""
    shown = "".join(f'<a href="{address}">{escape(name)}</a>' for name, address in links.items())
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f'<link rel="icon" href="data:,"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="{home}/style.css">{script}</head>'
        f"<body><header><nav>{shown}</nav><p>{escape(note)}</p></header>"
        f"<main><h1>{escape(title)}</h1>{main}</main></body></html>"
    )
    return page(status, html, _PAGE_POLICY)


def framed(html: str) -> HttpResponse:
    """The HTML part of a mail, for an `<iframe sandbox>`."""
    return page(200, html, _FRAME_POLICY)


def style_sheet() -> HttpResponse:
    """The style of these pages."""
    return as_text("text/css", (files("frontdesk") / "local_page.css").read_bytes())


def as_text(media_type: str, body: bytes) -> HttpResponse:
    """Bytes that a browser shows and does not run."""
    headers = {**page(200, "").headers, "content-type": f"{media_type}; charset=utf-8"}
    return HttpResponse(status=200, headers=headers, body=body)
