"""What became of a request -> an HTTP answer: a page for a browser, JSON for the page's script."""

import math
import posixpath
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from contact.case import Case
from contact.http import HttpRequest, HttpResponse, json_answer, page, page_policy, see_other, text_file
from contact.pages import DeskPages, callback_page, contact_page
from contact.store import Recorded
from desk.bundle import Bundle
from desk.data import Data
from desk.form import REQUEST_FORM
from desk.form.action import DESK_FOLDER
from desk.words import Words

if TYPE_CHECKING:
    from contact.confirmation import Confirmation

RECEIVED_PATH = f"/{DESK_FOLDER}received"
COPY_PATH = f"/{DESK_FOLDER}copy"
LONGEST_MESSAGE = next(field.longest for field in REQUEST_FORM if field.name == "message")


class Answers(Data, frozen=True, kw_only=True):
    """The answers to one request, in one language. With `callback` it came from the form in which a call is asked for."""

    request: HttpRequest
    bundle: Bundle
    words: Words
    callback: bool = False

    @classmethod
    def to(
        cls, request: HttpRequest, bundle: Bundle, form: Mapping[str, str] | None = None, *, callback: bool = False
    ) -> "Answers":
        """The answers in the language of the page that the form stands on; else in the one that was asked for."""
        language = request.query.get("language") or (form or {}).get("language", "")
        return cls(request=request, bundle=bundle, words=bundle.words_in(language), callback=callback)

    @property
    def pages(self) -> DeskPages:
        """The pages in the same language."""
        return DeskPages(bundle=self.bundle, words=self.words, callback=self.callback)

    def recorded(self, recorded: Recorded) -> HttpResponse:
        """On to the confirmation, whose address can be reloaded and kept."""
        query = {"case": recorded.reference, "key": recorded.key, "language": self.words.language}
        # Relative to the address that the form was sent to: the desk may live below a path that a proxy takes away.
        location = f"{posixpath.basename(RECEIVED_PATH)}?{urlencode(query)}"
        if not self.request.wants_json:
            return see_other(location)
        # Names days and months through Babel, which a browser without our script does not wait for.
        from desk.wording import instant  # noqa: PLC0415

        given = recorded.received.estimate
        zone = self.bundle.settings.time_zone(given.calendar)
        shown = {"due": given.due, "text": instant(given.shown(zone), zone, self.words)}
        answer = {"reference": recorded.reference, "location": location, "estimate": shown}
        return json_answer(201, answer, {"location": location})

    def received(self, case: Case, typed: Mapping[str, str] | None, now: datetime) -> HttpResponse:
        """The confirmation page."""
        return self._page(200, self._confirmation(case, typed, now).page())

    def copy(self, case: Case, typed: Mapping[str, str] | None, now: datetime) -> HttpResponse:
        """The confirmation as a file."""
        return text_file(f"{case.reference}.txt", self._confirmation(case, typed, now).copy())

    def unknown(self) -> HttpResponse:
        """The same for a case that is not there and for a wrong key."""
        return self._page(404, self.pages.unknown())

    def unavailable(self, sentence: str = "received.unavailable") -> HttpResponse:
        """The case cannot be read now. It is there: a confirmation is only shown for what was recorded."""
        return self._page(503, self.pages.unavailable(self.words(sentence)))

    def too_many(self, sentence: str, wait: timedelta) -> HttpResponse:
        """This was asked for too often."""
        headers = {"retry-after": str(int(wait.total_seconds()))}
        return self._page(429, self.pages.unavailable(self.words(sentence)), headers)

    def refused(self, form: Mapping[str, str], errors: Mapping[str, str]) -> HttpResponse:
        """What has to be mended first."""
        if self.request.wants_json:
            return json_answer(422, {"errors": errors})
        return self._page(422, self.pages.refused(form, errors))

    def failed(self, form: Mapping[str, str]) -> HttpResponse:
        """Nothing was recorded, through no fault of the customer."""
        if self.request.wants_json:
            phone = self.bundle.settings.channels.phone
            return json_answer(503, {"error": self.words("failed.text"), "phone": phone.shown if phone else None})
        return self._page(503, self.pages.failed(form))

    def too_often(self, form: Mapping[str, str], wait: timedelta) -> HttpResponse:
        """Too many messages came from this address; nothing was recorded, and nothing that was typed is lost."""
        headers = {"retry-after": str(math.ceil(wait.total_seconds()))}
        sentence = self.words("form.too-often", minutes=math.ceil(wait / timedelta(minutes=1)))
        if self.request.wants_json:
            phone = self.bundle.settings.channels.phone
            return json_answer(429, {"error": sentence, "phone": phone.shown if phone else None}, headers)
        return self._page(429, self.pages.failed(form, sentence), headers)

    def unproven(self, task: Mapping[str, object]) -> HttpResponse:
        """The page's script has to solve a task first, and then sends the same form again; nothing was recorded."""
        return json_answer(403, {"error": self.words("form.unproven"), "challenge": task})

    def too_large(self) -> HttpResponse:
        """More than a form can hold: refused without being read."""
        return self._unread(413, self.words("form.too-large", limit=LONGEST_MESSAGE))

    def unreadable(self, status: int) -> HttpResponse:
        """No form of ours."""
        return self._unread(status, self.words("form.unreadable"))

    def wrong_method(self, allowed: str) -> HttpResponse:
        """A method that has no meaning here."""
        return json_answer(405, {"error": f"use {allowed}"}, {"allow": allowed})

    def to_contact_page(self) -> HttpResponse:
        """Where the form is: for who reloads or bookmarks the address that it is sent to."""
        page_of_form = callback_page if self.callback else contact_page
        return see_other(page_of_form(self.bundle, self.words.language))

    def _unread(self, status: int, sentence: str) -> HttpResponse:
        if self.request.wants_json:
            return json_answer(status, {"error": sentence})
        return self._page(status, self.pages.unread(sentence))

    def _page(self, status: int, html: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
        return page(status, html, {**page_policy(self.bundle.settings), **(headers or {})})

    def _confirmation(self, case: Case, typed: Mapping[str, str] | None, now: datetime) -> "Confirmation":
        # Babel again, and Jinja.
        from contact.acknowledge import about  # noqa: PLC0415
        from contact.confirmation import Confirmation, Confirmed  # noqa: PLC0415
        from desk.acknowledgement import ack_fields  # noqa: PLC0415

        shown = about(case.reference, case.received_at, case.received)
        sentences = ack_fields(self.bundle.settings, self.words, shown, now)
        return Confirmation(pages=self.pages, shown=Confirmed(case=case, typed=typed, sentences=sentences))
