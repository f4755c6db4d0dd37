"""The address of a confirmation, with the key to its case -> the confirmation as a page, or as a file to keep."""

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from time import monotonic

from contact.answers import COPY_PATH, RECEIVED_PATH, Answers
from contact.case import Case
from contact.encryption import UndecipherableError
from contact.even_time import evened
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.reference import NOBODYS, normalise
from contact.store import StoreError
from desk.bundle import Bundle

_log = logging.getLogger(__name__)


class ConfirmationDesk:
    """Shows a case to whoever has its key."""

    def __init__(self, bundle: Callable[[], Bundle], log: Log, clock: Callable[[], datetime]) -> None:
        self.bundle, self.log, self.clock = bundle, log, clock

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request for a confirmation; None for any other."""
        if request.path not in {RECEIVED_PATH, COPY_PATH}:
            return None
        answers = Answers.to(request, self.bundle())
        if request.method != "GET":
            return answers.wrong_method("GET")
        began = monotonic()
        try:
            case = self._case(request)
        except StoreError:
            _log.exception("a case could not be read")
            return answers.unavailable()
        if case is None:
            return evened(answers.unknown(), began, monotonic())
        show = answers.received if request.path == RECEIVED_PATH else answers.copy
        return show(case, self._typed(case), self.clock())

    def _case(self, request: HttpRequest) -> Case | None:
        """The case, if the key is right. The same is done for a wrong key and for a case that is not there."""
        reference = normalise(request.query.get("case", ""))
        case = self.log.store.find(reference or NOBODYS)
        key = case.key if case else secrets.token_urlsafe()
        typed = request.query.get("key", "")
        right = secrets.compare_digest(key.encode(), typed.encode(errors="replace"))
        return case if right else None

    def _typed(self, case: Case) -> Mapping[str, str] | None:
        """What was typed; nothing of it once it has been erased, and None where it cannot be read now."""
        try:
            texts = self.log.texts(case)
        except (StoreError, UndecipherableError):
            _log.exception("what was sent with %s cannot be read", case.reference)
            return None
        return texts.fields if texts else {}
