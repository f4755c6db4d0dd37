"""HTTP requests below /_desk/ -> answers: receives the two forms, and hands on who asks for a confirmation.

The one entry for every edge. Knows neither how requests arrive (contact.edges) nor where cases are kept.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from time import monotonic

from contact.abuse.masking import without_secrets, without_typed_secrets
from contact.abuse.protection import Protection
from contact.accept import Desk, accept
from contact.answers import Answers
from contact.callback import CallWish, ask_for_call
from contact.confirmation_desk import ConfirmationDesk
from contact.even_time import evened
from contact.form_body import UnreadableFormError, WrongMediaTypeError, read_form
from contact.http import LARGEST_FORM, HttpRequest, HttpResponse
from contact.log import Log
from contact.store import StoreError
from contact.validation import RefusedError, Request, checked
from contact.validation.callback import checked_wish
from desk.bundle import Bundle
from desk.channels import Callback
from desk.data import replace
from desk.form.action import CALLBACKS, REQUESTS
from desk.policy import site_origin

REQUESTS_PATH = f"/{REQUESTS}"
CALLBACKS_PATH = f"/{CALLBACKS}"

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
        if request.path == REQUESTS_PATH or (request.path == CALLBACKS_PATH and self._callback()):
            match request.method:
                case "POST":
                    return self._receive(request)
                case "GET":
                    return self._answers(request).to_contact_page()
                case _:
                    return self._answers(request).wrong_method("POST")
        return self.confirmations.handle(request)

    def _callback(self) -> Callback | None:
        return self.desk.bundle().settings.channels.callback

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
        settings = answers.bundle.settings
        try:
            wanted = self._wanted(form, answers)
            judged = self.protection.judge(answers.request, form, settings.limits, site_origin(settings))
            if judged.verdict == "too-often":
                return answers.too_often(form, judged.wait)
            if judged.task:
                return answers.unproven(judged.task)
            suspected = wanted.suspected or judged.verdict == "suspected"
            return self._recorded(replace(wanted, suspected=suspected), answers)
        except RefusedError as refused:
            return answers.refused(form, refused.errors)
        except StoreError:
            _log.exception("a request could not be recorded")
            return answers.failed(form)

    def _wanted(self, form: Mapping[str, str], answers: Answers) -> Request | CallWish:
        settings, words, callback = answers.bundle.settings, answers.words, self._callback()
        if not answers.callback or callback is None:
            return without_typed_secrets(checked(form, settings, words), words)
        wish = checked_wish(form, callback, settings, words, self.desk.clock())
        name = without_secrets(wish.name, words)
        return replace(wish, name=name.text, masked=name.sorts)

    def _recorded(self, wanted: Request | CallWish, answers: Answers) -> HttpResponse:
        if isinstance(wanted, Request):
            return answers.recorded(accept(wanted, self.desk))
        began = monotonic()
        answer = answers.recorded(ask_for_call(wanted, self.desk))
        # To find out that a call to the number waits already takes a moment longer: nobody can tell by it.
        return evened(answer, began, monotonic())

    def _answers(self, request: HttpRequest, form: Mapping[str, str] | None = None) -> Answers:
        return Answers.to(request, self.desk.bundle(), form, callback=request.path == CALLBACKS_PATH)
