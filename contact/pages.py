"""What the desk has to say to a customer -> HTML for the `main` slot of the site's page shell.

Knows no HTTP. Everything that a person wrote is escaped here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from contact.validation import printable
from desk.bundle import Bundle
from desk.form import REQUEST_FORM, form_action, form_html
from desk.settings.model import Kind
from desk.words import Words

# Every page of the desk lies one level below the root: /_desk/received.
ROOT = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPages:
    """The pages of the desk in one language."""

    bundle: Bundle
    words: Words

    def received(self, reference: str, kind: Kind, sentences: Mapping[str, str], *, by_email: bool) -> str:
        """The confirmation. `sentences` are those of the acknowledgement, so that page and mail cannot disagree."""
        words = self.words
        title = words("received.title-complaint" if kind == "complaint" else "received.title")
        facts = {"at": sentences["received"], "topic": sentences["topic"], "kind": words(f"received.kind.{kind}")}
        parts = [
            f'<div class="fd-panel">{_heading(title)}<p>{escape(words("received.reference"))}<br>',
            f'<strong class="fd-reference">{escape(reference)}</strong></p></div>',
            _paragraph(words("received.keep")),
            _rows({words(f"received.{name}"): _sentence(text) for name, text in facts.items()}),
            f"<h2>{escape(words('received.next'))}</h2>",
            _paragraph(sentences["process"]),
            _paragraph(words("received.mail" if by_email else "received.no-mail")),
            self._callable(sentences["human_route"]),
            _paragraph(sentences["notice"]) if sentences["notice"] else "",
        ]
        return self._page(title, parts)

    def unknown(self) -> str:
        """No such case, or a wrong key: nobody can tell which."""
        title = self.words("received.unknown")
        return self._page(title, [_heading(title), _paragraph(self.words("received.unknown-text")), *self._routes()])

    def unavailable(self) -> str:
        """The case cannot be read for the moment."""
        title = self.words("received.unknown")
        return self._page(title, [_heading(title), _paragraph(self.words("received.unavailable")), *self._routes()])

    def refused(self, form: Mapping[str, str], errors: Mapping[str, str]) -> str:
        """The form again, with everything that was typed and what has to be mended."""
        title = self.words("contact.title")
        return self._page(f"{self.words('form.errors')}: {title}", [_heading(title), self._form(form, errors)])

    def failed(self, form: Mapping[str, str]) -> str:
        """The message could not be recorded: says so, names another way, keeps what was typed (row T1)."""
        title = self.words("failed.title")
        notice = f'<div class="fd-error-summary" role="alert"><p>{escape(self.words("failed.text"))}</p>'
        parts = [_heading(title), notice, *self._routes(), "</div>", self._form(form, {})]
        return self._page(title, parts)

    def unread(self, sentence: str) -> str:
        """What was sent is too large, or no form: the browser still has it, and nothing of it was recorded."""
        title = self.words("form.errors")
        address = contact_page(self.bundle, self.words.language)
        parts = [
            _heading(title),
            f'<div class="fd-error-summary" role="alert">{_paragraph(sentence)}',
            f"{_paragraph(self.words('form.go-back'))}</div>",
            f'<p><a href="{escape(address)}">{escape(self.words("contact.write"))}</a></p>',
            *self._routes(),
        ]
        return self._page(title, parts)

    def _routes(self) -> Iterator[str]:
        channels = self.bundle.settings.channels
        if channels.phone:
            yield self._callable(self.words("failed.phone", phone=channels.phone.shown))
        if channels.email:
            yield _paragraph(self.words("failed.email", email=channels.email.address))

    def _callable(self, text: str) -> str:
        """A paragraph in which the desk's number can be tapped."""
        phone = self.bundle.settings.channels.phone
        if phone is None:
            return _paragraph(text)
        shown = escape(phone.shown)
        link = f'<a class="fd-phone" href="tel:{escape(phone.number)}">{shown}</a>'
        return _paragraph(text).replace(shown, link)

    def _form(self, form: Mapping[str, str], errors: Mapping[str, str]) -> str:
        # Names languages through Babel, which no accepted message needs.
        from desk.form.options import request_options  # noqa: PLC0415

        settings = self.bundle.settings
        values = {name: printable(text) for name, text in form.items()}
        return form_html(
            REQUEST_FORM,
            self.words,
            action=form_action(settings, ROOT, self.words.language),
            options=request_options(settings, self.words),
            values={"language": self.words.language} | values,
            errors=errors,
        )

    def _page(self, title: str, parts: list[str]) -> str:
        slots = {
            "title": escape(f"{title} – {self.bundle.settings.organisation.name}"),
            "head": '<meta name="robots" content="noindex">',
            "main": "\n".join(['<article class="md-typeset">', *parts, "</article>"]),
        }
        return self.bundle.shell_in(self.words.language).fill(slots)


def contact_page(bundle: Bundle, language: str) -> str:
    """The address of the site's contact page, seen from a page of the desk."""
    return ROOT + ("" if language == bundle.settings.languages.default else f"{language}/") + "contact/"


def _heading(text: str) -> str:
    return f"<h1>{escape(text)}</h1>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _rows(texts: Mapping[str, str]) -> str:
    rows = [f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>' for name, text in texts.items()]
    return "\n".join(['<table class="fd-week">', *rows, "</table>"])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
