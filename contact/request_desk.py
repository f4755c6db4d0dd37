"""HTTP requests below /_desk/ -> answers: receives the form, and hands on who asks for a confirmation.

The one entry for every edge. Knows neither how requests arrive (contact.edges) nor where cases are kept.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from contact.abuse.masking import without_typed_secrets
from contact.abuse.protection import Protection
from contact.accept import Desk, accept
from contact.answers import Answers
from contact.confirmation_desk import ConfirmationDesk
from contact.form_body import UnreadableFormError, WrongMediaTypeError, read_form
from contact.http import LARGEST_FORM, HttpRequest, HttpResponse
from contact.log import Log
from contact.store import StoreError
from contact.validation import RefusedError, checked
from desk.bundle import Bundle
from desk.data import replace
from desk.form.action import REQUESTS
from desk.policy import site_origin

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
        self.protection = Protection(log=log, clock=clock)
        self.confirmations = ConfirmationDesk(bundle, log, clock)

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request for the desk; None for any other."""
        match request.path, request.method:
            case path, "POST" if path == REQUESTS_PATH:
                return self._receive(request)
            case path, "GET" if path == REQUESTS_PATH:
                return self._answers(request).to_contact_page()
            case path, _ if path == REQUESTS_PATH:
                return self._answers(request).wrong_method("POST")
        return self.confirmations.handle(request)

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
        settings, words = answers.bundle.settings, answers.words
        try:
            request = without_typed_secrets(checked(form, settings, words), words)
            judged = self.protection.judge(answers.request, form, settings.limits, site_origin(settings))
            if judged.verdict == "too-often":
                return answers.too_often(form, judged.wait)
            if judged.task:
                return answers.unproven(judged.task)
            suspected = request.suspected or judged.verdict == "suspected"
            return answers.recorded(accept(replace(request, suspected=suspected), self.desk))
        except RefusedError as refused:
            return answers.refused(form, refused.errors)
        except StoreError:
            _log.exception("a request could not be recorded")
            return answers.failed(form)

    def _answers(self, request: HttpRequest, form: Mapping[str, str] | None = None) -> Answers:
        return Answers.to(request, self.desk.bundle(), form)
