"""A case, what was typed and the sentences of its acknowledgement -> the confirmation: a page, and a text to keep.

After GOV.UK's pattern: the reference, what happens next and by when, how to reach a person, a copy of what was sent.
The copy is shown to whoever has the key to the case, and never mailed (row E7).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlencode

from contact.abuse.masking import secrets_named
from contact.case import Case
from contact.page_parts import (
    bullets,
    callable_paragraph,
    code_line,
    link,
    on_paper,
    panel,
    paragraph,
    print_button,
    rows,
    section,
    sentence,
    typed,
)
from contact.pages import DeskPages
from contact.public_status import public_status
from contact.status_code import status_code
from contact.status_page import STATUS_PAGE, meaning, status_texts
from desk.calendar.local_time import last_minute_of
from desk.data import Data
from desk.form.action import status_url
from desk.wording import interval

COPY_PAGE = "copy"
# In the order of the form.
SHOWN_FIELDS = ("message", "name", "email", "phone")


class Confirmed(Data, frozen=True, kw_only=True):
    """A case as its sender may see it. `typed` is None where it cannot be read now, and empty once it has been erased.

    `sentences` are those of the acknowledgement, so that page and mail cannot disagree.
    """

    case: Case
    typed: Mapping[str, str] | None
    sentences: Mapping[str, str]


class Confirmation(Data, frozen=True, kw_only=True):
    """The confirmation of one case, in the language of `pages`."""

    pages: DeskPages
    shown: Confirmed

    def page(self) -> str:
        """The page. Its address, with the key in it, shows the same again in each language."""
        case = self.shown.case
        parts = [
            panel(self.title, self.pages.words("received.reference"), case.reference),
            *map(paragraph, self._kept()),
            rows(self._facts()),
            self._next(),
            self._safe(),
            self._status(),
            self._copy(),
        ]
        return self.pages.page(self.title, parts, switch={"case": case.reference, "key": case.key})

    def copy(self) -> str:
        """The same as plain text, to be kept in a file."""
        words, settings, case = self.pages.words, self.pages.bundle.settings, self.shown.case
        facts = {words("received.reference"): case.reference, **self._facts(), words("form.code.label"): self.code}
        address = status_url(settings, case.reference, words.language)
        parts = [
            f"{settings.organisation.name}\n{self.title}",
            "\n".join(f"{name}: {text}" for name, text in facts.items()),
            *self._kept(),
            *self._sentences(),
            *self._safety(),
            f"{words('received.status')}: {address}",
            words("received.unreadable") if self.shown.typed is None else "",
            *(f"{label}:\n{text}" for label, text in self._texts().items()),
        ]
        return "\n\n".join(filter(None, parts)) + "\n"

    @property
    def title(self) -> str:
        """What was received."""
        received, words = self.shown.case.received, self.pages.words
        if received.channel == "callback":
            return words("callback.received")
        return words("received.title-complaint" if received.kind == "complaint" else "received.title")

    @property
    def code(self) -> str:
        """What the customer types to see the status."""
        return status_code(self.shown.case)

    def _kept(self) -> Iterator[str]:
        words, case = self.pages.words, self.shown.case
        yield words("received.keep")
        if case.erased:
            yield words("received.erased")
        elif case.received.masked:
            yield words("received.masked", secrets=secrets_named(case.received.masked, words))

    def _facts(self) -> dict[str, str]:
        words, case = self.pages.words, self.shown.case
        facts = status_texts(case, self.pages.bundle.settings, words)
        if case.erased:
            return facts
        topic, kind = sentence(self.shown.sentences["topic"]), words(f"received.kind.{case.received.kind}")
        return {**facts, **self._window(), words("received.topic"): topic, words("received.kind"): kind}

    def _window(self) -> dict[str, str]:
        """When a customer wants to be called, on their own clock."""
        texts = self.shown.typed or {}
        if not texts.get("window"):
            return {}
        earliest, latest = (datetime.fromisoformat(text) for text in texts["window"].split("/"))
        words = self.pages.words
        return {
            words("callback.window"): interval(earliest, last_minute_of(latest, texts["zone"]), texts["zone"], words)
        }

    def _sentences(self) -> Iterator[str]:
        """What happens next, and how to reach a person."""
        words, case, sentences = self.pages.words, self.shown.case, self.shown.sentences
        status = public_status(case)
        yield sentences["process"] if status.estimate else meaning(status, words)
        if case.received.channel == "callback" and status.estimate:
            # Said to everybody: nobody learns by it whether another call to the number waits.
            yield words("callback.once")
        if status.estimate:
            yield sentences["how_sure"]
            yield sentences["legal_clock"]
        if not case.erased:
            yield words(f"received.mail.{case.acknowledgement}")
        yield sentences["human_route"]
        yield sentences["notice"]

    def _next(self) -> str:
        settings = self.pages.bundle.settings
        return section(
            self.pages.words("received.next"),
            *(callable_paragraph(text, settings) for text in self._sentences()),
        )

    def _safety(self) -> Iterator[str]:
        """How a customer who waits for a call knows that it is us, and what nobody who calls asks for (row C5)."""
        words, callback = self.pages.words, self.pages.bundle.settings.channels.callback
        if self.shown.case.received.channel != "callback" or callback is None:
            return
        yield words("callback.safe-text")
        yield words("callback.never")
        yield from (f"- {never}" for never in callback.never_asked.get(words.language, ()))

    def _safe(self) -> str:
        said = [paragraph(text) for text in self._safety() if not text.startswith("- ")]
        listed = bullets([text.removeprefix("- ") for text in self._safety() if text.startswith("- ")])
        return section(self.pages.words("callback.safe"), *said, listed) if said else ""

    def _status(self) -> str:
        words, case = self.pages.words, self.shown.case
        address = f"{STATUS_PAGE}?{urlencode({'case': case.reference, 'language': words.language})}"
        return section(
            words("received.status"),
            paragraph(words("received.status-text")),
            code_line(self.code),
            link(address, words("contact.status")),
            on_paper(status_url(self.pages.bundle.settings, case.reference, words.language)),
        )

    def _copy(self) -> str:
        words, case = self.pages.words, self.shown.case
        query = {"case": case.reference, "key": case.key, "language": words.language}
        save = link(f"{COPY_PAGE}?{urlencode(query)}", words("received.save"), button=True)
        about = words("received.unreadable" if self.shown.typed is None else "received.copy-text")
        return section(
            words("received.copy"),
            paragraph("" if case.erased else about),
            typed(self._texts()) if self.shown.typed else "",
            f'<div class="fd-actions">{print_button(words("received.print"))}{save}</div>',
        )

    def _texts(self) -> dict[str, str]:
        """What was typed, by the labels of the form."""
        texts = self.shown.typed or {}
        return {self.pages.words(f"form.{name}.label"): texts[name] for name in SHOWN_FIELDS if texts.get(name)}
