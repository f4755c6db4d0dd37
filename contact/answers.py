"""What became of a request -> an HTTP answer: a page for a browser, JSON for the page's script."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from contact.case import Case
from contact.http import HttpRequest, HttpResponse, json_answer, page, see_other
from contact.pages import DeskPages, contact_page
from contact.store import Recorded
from desk.bundle import Bundle
from desk.form import REQUEST_FORM
from desk.form.action import DESK_FOLDER
from desk.words import Words

RECEIVED_PATH = f"/{DESK_FOLDER}received"
LONGEST_MESSAGE = next(field.longest for field in REQUEST_FORM if field.name == "message")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers to one request, in one language."""

    request: HttpRequest
    bundle: Bundle
    words: Words

    @property
    def pages(self) -> DeskPages:
        """The pages in the same language."""
        return DeskPages(bundle=self.bundle, words=self.words)

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
        zone = self.bundle.settings.calendars[given.calendar].time_zone
        shown = {"due": given.due, "text": instant(given.due, zone, self.words)}
        answer = {"reference": recorded.reference, "location": location, "estimate": shown}
        return json_answer(201, answer, {"location": location})

    def received(self, case: Case, now: datetime) -> HttpResponse:
        """The confirmation page."""
        # Babel again, and Jinja.
        from contact.acknowledge import about  # noqa: PLC0415
        from desk.acknowledgement import ack_fields  # noqa: PLC0415

        shown = about(case.reference, case.received_at, case.received)
        sentences = ack_fields(self.bundle.settings, self.words, shown, now)
        by_email = case.received.acknowledged_by == "email"
        return page(200, self.pages.received(case.reference, case.received.kind, sentences, by_email=by_email))

    def unknown(self) -> HttpResponse:
        """The same for a case that is not there and for a wrong key."""
        return page(404, self.pages.unknown())

    def unavailable(self) -> HttpResponse:
        """The case cannot be read now. It is there: a confirmation is only shown for what was recorded."""
        return page(503, self.pages.unavailable())

    def refused(self, form: Mapping[str, str], errors: Mapping[str, str]) -> HttpResponse:
        """What has to be mended first."""
        if self.request.wants_json:
            return json_answer(422, {"errors": errors})
        return page(422, self.pages.refused(form, errors))

    def failed(self, form: Mapping[str, str]) -> HttpResponse:
        """Nothing was recorded, through no fault of the customer."""
        if self.request.wants_json:
            phone = self.bundle.settings.channels.phone
            return json_answer(503, {"error": self.words("failed.text"), "phone": phone.shown if phone else None})
        return page(503, self.pages.failed(form))

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
        return see_other(contact_page(self.bundle, self.words.language))

    def _unread(self, status: int, sentence: str) -> HttpResponse:
        if self.request.wants_json:
            return json_answer(status, {"error": sentence})
        return page(status, self.pages.unread(sentence))
