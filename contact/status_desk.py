"""`/_desk/status`: a reference and its status code -> how things stand with the case.

A wrong code, an unknown reference and no reference at all are answered alike: with the same words, after the same work,
at a moment that does not depend on it (row R3).
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from time import monotonic
from typing import Protocol

from contact.answers import Answers
from contact.case import Case
from contact.even_time import evened
from contact.form_body import UnreadableFormError, WrongMediaTypeError, read_form
from contact.guesses import COUNTED_FOR
from contact.http import HttpRequest, HttpResponse, page, page_policy
from contact.reference import NOBODYS, normalise, symbols_of
from contact.status_code import code_from, same_code
from contact.store import Store, StoreError
from contact.validation import printable
from desk.bundle import Bundle
from desk.data import Data
from desk.form.action import STATUS
from desk.form.status import STATUS_FORM

STATUS_PATH = f"/{STATUS}"
LONGEST = {field.name: field.longest for field in STATUS_FORM}

_log = logging.getLogger(__name__)


class TriesLeft(Protocol):
    """Says who has tried too often (contact.guesses). Every method may raise StoreError."""

    def counted(self, reference: str, client: str) -> bool:
        """Count a try; False where it must not be looked at."""
        ...

    def right(self, reference: str, client: str) -> None:
        """Take back a try: its code was right."""
        ...


class StatusDesk(Data, frozen=True, kw_only=True):
    """Shows the status of a case to whoever has its code."""

    bundle: Callable[[], Bundle]
    store: Store
    tries: TriesLeft
    clock: Callable[[], datetime]

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request for a status; None for any other."""
        if request.path != STATUS_PATH:
            return None
        if request.method == "GET":
            return self._form(Answers.to(request, self.bundle()), 200, request.query.get("case", ""), {})
        if request.method != "POST":
            return Answers.to(request, self.bundle()).wrong_method("GET, POST")
        began = monotonic()
        return evened(self._look_up(request), began, monotonic())

    def _look_up(self, request: HttpRequest) -> HttpResponse:
        try:
            form = read_form(request)
        except (UnreadableFormError, WrongMediaTypeError):
            form = {}
        answers = Answers.to(request, self.bundle(), form)
        typed = {name: form.get(name, "").strip()[:longest] for name, longest in LONGEST.items()}
        missing = {name: answers.words(f"form.{name}.missing") for name, text in typed.items() if not text}
        if missing:
            return self._form(answers, 422, typed["case"], missing)
        try:
            case = self._opened(typed["case"], typed["code"], request.client)
        except StoreError:
            _log.exception("a status could not be looked up")
            return answers.unavailable("status.unavailable")
        except TooManyTriesError:
            return answers.too_many("status.too-many", COUNTED_FOR)
        if case is None:
            return self._form(answers, 422, typed["case"], {"case": answers.words("status.not-found")})
        return self._shown(answers, case)

    def _opened(self, case: str, code: str, client: str) -> Case | None:
        """The case, if the code is right. Each step is taken whether or not the one before found something."""
        tried = normalise(case) or symbols_of(case)
        if not self.tries.counted(tried, client):
            raise TooManyTriesError
        found = self.store.find(normalise(case) or NOBODYS)
        key = found.key if found else secrets.token_urlsafe()
        if same_code(code_from(key), code) and found:
            self.tries.right(tried, client)
            return found
        return None

    def _form(self, answers: Answers, status: int, case: str, errors: Mapping[str, str]) -> HttpResponse:
        # Imports Babel, which no accepted message needs.
        from contact.status_page import status_form_page  # noqa: PLC0415

        typed = printable(case)[: LONGEST["case"]]
        return page(status, status_form_page(answers.pages, typed, errors), page_policy(answers.bundle.settings))

    def _shown(self, answers: Answers, case: Case) -> HttpResponse:
        # Babel again, and Jinja.
        from contact.status_page import status_page  # noqa: PLC0415

        html = status_page(answers.pages, case, self.clock())
        return page(200, html, page_policy(answers.bundle.settings))


class TooManyTriesError(Exception):
    """This sender has had too many wrong codes."""
