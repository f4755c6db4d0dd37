"""What the desk has to say to a customer -> a page of the site: the pages of the form, and what all pages share.

Knows no HTTP. Every text is escaped (contact.page_parts).
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import urlencode

from contact.abuse.masking import secrets_named, without_secrets
from contact.page_parts import callable_paragraph, heading, link, paragraph
from contact.validation import printable
from desk.bundle import Bundle
from desk.data import Data
from desk.form import REQUEST_FORM, form_action, form_html
from desk.form.fields import FREELY_TYPED
from desk.words import Words

# Every page of the desk lies one level below the root: /_desk/received.
ROOT = "../"


class DeskPages(Data, frozen=True, kw_only=True):
    """The pages of the desk in one language. With `callback` the form is that in which a call is asked for."""

    bundle: Bundle
    words: Words
    callback: bool = False

    def unknown(self) -> str:
        """No such case, or a wrong key: nobody can tell which."""
        title = self.words("received.unknown")
        return self.page(title, [heading(title), paragraph(self.words("received.unknown-text")), *self.routes()])

    def unavailable(self, sentence: str) -> str:
        """The case cannot be read for the moment."""
        title = self.words("received.unknown")
        return self.page(title, [heading(title), paragraph(sentence), *self.routes()])

    def refused(self, form: Mapping[str, str], errors: Mapping[str, str]) -> str:
        """The form again, with everything that was typed and what has to be mended."""
        title = self.words("callback.title" if self.callback else "contact.title")
        return self.page(f"{self.words('form.errors')}: {title}", [heading(title), self._form(form, errors)])

    def failed(self, form: Mapping[str, str], sentence: str = "") -> str:
        """The message could not be recorded: says why, names another way, keeps what was typed (row T1)."""
        title = self.words("callback.failed-title" if self.callback else "failed.title")
        why = escape(sentence or self.words("failed.text"))
        notice = f'<div class="fd-error-summary" role="alert"><p>{why}</p>'
        return self.page(title, [heading(title), notice, *self.routes(), "</div>", self._form(form, {})])

    def unread(self, sentence: str) -> str:
        """What was sent is too large, or no form: the browser still has it, and nothing of it was recorded."""
        title = self.words("form.errors")
        parts = [
            heading(title),
            f'<div class="fd-error-summary" role="alert">{paragraph(sentence)}',
            f"{paragraph(self.words('form.go-back'))}</div>",
            link(contact_page(self.bundle, self.words.language), self.words("contact.write")),
            *self.routes(),
        ]
        return self.page(title, parts)

    def routes(self) -> Iterator[str]:
        """The other ways to reach the desk."""
        settings = self.bundle.settings
        if settings.channels.phone:
            shown = settings.channels.phone.shown
            yield callable_paragraph(self.words("failed.phone", phone=shown), settings)
        if settings.channels.email:
            yield paragraph(self.words("failed.email", email=settings.channels.email.address))

    def page(self, title: str, parts: Iterable[str], *, switch: Mapping[str, str] | None = None) -> str:
        """A page. `switch` is the query by which its address shows the same again: there are links to other languages then."""
        slots = {
            "title": escape(f"{title} – {self.bundle.settings.organisation.name}"),
            "head": '<meta name="robots" content="noindex">',
            "languages": "" if switch is None else "".join(self._languages(switch)),
            "main": "\n".join(['<article class="md-typeset">', *filter(None, parts), "</article>"]),
        }
        return self.bundle.shell_in(self.words.language).fill(slots)

    def _languages(self, query: Mapping[str, str]) -> Iterator[str]:
        # Names languages through Babel, which no accepted message needs.
        from desk.wording import language_name  # noqa: PLC0415

        offered = self.bundle.settings.languages.offered
        for language in offered if len(offered) > 1 else ():
            address = escape("?" + urlencode({**query, "language": language}))
            current = ' aria-current="true"' if language == self.words.language else ""
            name = escape(language_name(language))
            yield f'<a href="{address}" hreflang="{language}" lang="{language}"{current}>{name}</a>'

    def _form(self, form: Mapping[str, str], errors: Mapping[str, str]) -> str:
        values = {name: printable(text) for name, text in form.items()}
        # Not even to the same customer: the page may lie open, and what is sent again is read by people.
        masked = {name: without_secrets(values.get(name, ""), self.words) for name in FREELY_TYPED}
        values |= {name: found.text for name, found in masked.items()}
        sorts = tuple(dict.fromkeys(sort for found in masked.values() for sort in found.sorts))
        found = self.words("masked.found", secrets=secrets_named(sorts, self.words)) if sorts else ""
        return paragraph(found) + (self._call_form if self.callback else self._request_form)(values, errors)

    def _call_form(self, values: Mapping[str, str], errors: Mapping[str, str]) -> str:
        # Babel again.
        from desk.form.callback import callback_form_html  # noqa: PLC0415

        return callback_form_html(self.bundle.settings, self.words, root=ROOT, values=values, errors=errors)

    def _request_form(self, values: Mapping[str, str], errors: Mapping[str, str]) -> str:
        from desk.form.options import request_options  # noqa: PLC0415 - Babel again

        settings = self.bundle.settings
        return form_html(
            REQUEST_FORM,
            self.words,
            action=form_action(settings, ROOT, self.words.language),
            options=request_options(settings, self.words),
            values={"language": self.words.language, **values},
            errors=errors,
            disclosure=settings.disclosure(self.words.language),
        )


def site_root(bundle: Bundle, language: str) -> str:
    """The way from a page of the desk to the site's pages in a language: in full, where the site has another address."""
    settings = bundle.settings
    root = settings.organisation.site_url if settings.channels.form.endpoint else ROOT
    return root + settings.languages.root(language)


def contact_page(bundle: Bundle, language: str) -> str:
    """The address of the site's contact page, seen from a page of the desk."""
    return site_root(bundle, language) + "contact/"


def callback_page(bundle: Bundle, language: str) -> str:
    """That of the page on which a call is asked for."""
    return contact_page(bundle, language) + "callback/"
