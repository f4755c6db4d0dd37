"""The templates of mail to customers on disk -> pages below /_desk/acknowledgements, for whoever writes them.

Each is filled with a made-up case every time it is looked at, and shown as text, on a phone and on a wide screen; one that
cannot be filled shows what is wrong with it.
"""

from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote

from contact.http import HttpRequest, HttpResponse
from contact.mail_words import MailWords
from desk.bundle import Bundle
from desk.finding import FindingsError
from desk.mail_fields import MAIL_KINDS, is_letter
from desk.settings.model import MailKind
from desk.wording import direction, language_name
from frontdesk.backend import BackendError
from frontdesk.letter_sample import is_ever_sent, sample
from frontdesk.local_page import ACKNOWLEDGEMENTS, MAIL, framed, local_page, style_sheet
from frontdesk.this_machine import is_from_this_machine

_NOTE = "Filled with a made-up case, from the templates as they are on disk now. Customers get those of the last good build."
# frontdesk.live serves it, where pages reload by themselves.
_LIVE = '<script src="/_desk/live.js" data-any defer></script>'


class AckPreview:
    """Shows the acknowledgements of a project. `reload` lets its pages reload when a template is saved."""

    def __init__(
        self, project: Path, bundle: Callable[[], Bundle], clock: Callable[[], datetime], *, reload: bool
    ) -> None:
        self.project, self.bundle, self.clock = project, bundle, clock
        self._script = _LIVE if reload else ""

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request for the preview; None for any other."""
        path = request.path.rstrip("/")
        if request.method != "GET" or (path != ACKNOWLEDGEMENTS and not path.startswith(f"{ACKNOWLEDGEMENTS}/")):
            return None
        if not is_from_this_machine(request):
            return None
        try:
            return self._answer(path)
        except BackendError as error:
            return self._page("Nothing to show yet", f"<p>{escape(str(error))}</p>", 503)

    def _answer(self, path: str) -> HttpResponse:
        match path.removeprefix(ACKNOWLEDGEMENTS).strip("/").split("/"):
            case [""]:
                return self._list()
            case ["style.css"]:
                return style_sheet()
            case [language, kind, *part] if self._offers(language) and kind in MAIL_KINDS and part in ([], ["html"]):
                return self._one(language, next(one for one in MAIL_KINDS if one == kind), whole=not part)
        return self._page("No such acknowledgement", "<p>It is not one of the kinds, or not in this language.</p>", 404)

    def _offers(self, language: str) -> bool:
        return language in self.bundle().settings.languages.offered

    def _list(self) -> HttpResponse:
        items = "".join(self._item(kind, when) for kind, when in MAIL_KINDS.items())
        return self._page("Acknowledgements", f'<ul class="kinds">{items}</ul>')

    def _item(self, kind: MailKind, when: str) -> str:
        settings = self.bundle().settings
        links = " ".join(
            f'<a class="button" href="{_address(language, kind)}" lang="{escape(language)}">{escape(language_name(language))}</a>'
            for language in settings.languages.offered
        )
        never = "" if is_ever_sent(settings, kind, self.clock()) else " <em>Not with the settings as they are.</em>"
        return f"<li><h2>{kind}</h2><p>{_for(kind)} {escape(when)}.{never}</p><p>{links}</p></li>"

    def _one(self, language: str, kind: MailKind, *, whole: bool) -> HttpResponse:
        title = f"{kind}, {language_name(language)}"
        try:
            words = sample(self.project, self.bundle(), language, kind, self.clock())
        except FindingsError as error:
            return self._page(title, f'<pre class="problems" role="alert">{escape(str(error))}</pre>')
        return self._page(title, _parts(words, _address(language, kind))) if whole else framed(words.html)

    def _page(self, title: str, main: str, status: int = 200) -> HttpResponse:
        here = {} if title == "Acknowledgements" else {"Acknowledgements": ACKNOWLEDGEMENTS}
        links = {**here, "Mail": MAIL, "Site": "/"}
        home, script = ACKNOWLEDGEMENTS, self._script
        return local_page(title, main, home=home, links=links, note=_NOTE, script=script, status=status)


def _address(language: str, kind: MailKind) -> str:
    return f"{ACKNOWLEDGEMENTS}/{quote(language)}/{kind}"


def _for(kind: MailKind) -> str:
    """How the sentence begins that says what it is for."""
    return "Brings" if is_letter(kind) else "For"


def _parts(words: MailWords, address: str) -> str:
    written = f'lang="{escape(words.language)}" dir="{direction(words.language)}"'
    frame = f'<iframe sandbox src="{address}/html" title='
    return (
        f"<dl><dt>Subject</dt><dd {written}>{escape(words.subject)}</dd>"
        f"<dt>Template</dt><dd>{words.template_digest[:12]}</dd></dl>"
        f'<div class="parts"><section class="phone"><h2>HTML, 360 wide</h2>{frame}"HTML on a phone"></iframe></section>'
        f"<section><h2>Text</h2><pre {written}>{escape(words.text)}</pre></section></div>"
        f'<section class="wide"><h2>HTML, as wide as there is room</h2>{frame}"HTML on a wide screen"></iframe></section>'
    )
