"""HTTP requests below /_desk/ -> answers: receives the form, and shows the confirmation.

The one entry for every edge. Knows neither how requests arrive (contact.edges) nor where cases are kept.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from contact.accept import Desk, accept
from contact.answers import RECEIVED_PATH, Answers
from contact.form_body import UnreadableFormError, WrongMediaTypeError, read_form
from contact.http import LARGEST_FORM, HttpRequest, HttpResponse
from contact.log import Log
from contact.reference import normalise
from contact.store import StoreError
from contact.validation import RefusedError, checked
from desk.bundle import Bundle
from desk.form.action import REQUESTS

REQUESTS_PATH = f"/{REQUESTS}"

_log = logging.getLogger(__name__)


class RequestDesk:
    """Receives requests. `wake` is called after each one that was recorded, and must not block."""

    def __init__(
        self,
        bundle: Callable[[], Bundle],
        log: Log,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self.desk = Desk(bundle=bundle, log=log, clock=clock, wake=wake)

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request for the desk; None for any other."""
        match request.path, request.method:
            case path, "POST" if path == REQUESTS_PATH:
                return self._receive(request)
            case path, "GET" if path == REQUESTS_PATH:
                return self._answers(request).to_contact_page()
            case path, "GET" if path == RECEIVED_PATH:
                return self._show(request)
            case path, _ if path == REQUESTS_PATH:
                return self._answers(request).wrong_method("POST")
            case path, _ if path == RECEIVED_PATH:
                return self._answers(request).wrong_method("GET")
        return None

    def _receive(self, request: HttpRequest) -> HttpResponse:
        if request.oversized or len(request.body) > LARGEST_FORM:
            return self._answers(request).too_large()
        try:
            form = read_form(request)
        except WrongMediaTypeError:
            return self._answers(request).unreadable(415)
        except UnreadableFormError:
            return self._answers(request).unreadable(400)
        return self._record(form, self._answers(request, form))

    def _record(self, form: Mapping[str, str], answers: Answers) -> HttpResponse:
        try:
            return answers.recorded(accept(checked(form, answers.bundle.settings, answers.words), self.desk))
        except RefusedError as refused:
            return answers.refused(form, refused.errors)
        except StoreError:
            _log.exception("a request could not be recorded")
            return answers.failed(form)

    def _show(self, request: HttpRequest) -> HttpResponse:
        answers = self._answers(request)
        reference = normalise(request.query.get("case", ""))
        try:
            case = self.desk.log.store.find(reference) if reference else None
        except StoreError:
            _log.exception("a case could not be read")
            return answers.unavailable()
        # Compared in either event, and in constant time: the answer's delay tells nobody which references exist.
        key = case.key if case else secrets.token_urlsafe()
        right = secrets.compare_digest(key.encode(), request.query.get("key", "").encode())
        return answers.received(case, self.desk.clock()) if case and right else answers.unknown()

    def _answers(self, request: HttpRequest, form: Mapping[str, str] | None = None) -> Answers:
        """The answers in the language of the page that the form stands on; else in the one that was asked for."""
        bundle = self.desk.bundle()
        language = request.query.get("language") or (form or {}).get("language", "")
        return Answers(request=request, bundle=bundle, words=bundle.words_in(language))
