"""`/_desk/feedback`: a reference, a code and one of five answers -> an event of a closed case, once for ever (row K1).

To open the address counts nothing: mail scanners do so too. A wrong code, an unknown reference and a case about which nobody
was asked are answered alike, after the same work, at a moment that does not depend on it.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from time import monotonic

from contact.abuse.masking import without_secrets
from contact.answers import Answers
from contact.case import Case
from contact.even_time import evened
from contact.events import Feedback
from contact.feedback_link import FEEDBACK_TEXT, feedback_code_from, has_answered, is_asked, is_closed, may_answer
from contact.feedback_page import Became, answered_page, feedback_form_page
from contact.form_body import UnreadableFormError, WrongMediaTypeError, read_form
from contact.guesses import COUNTED_FOR, Guesses
from contact.http import HttpRequest, HttpResponse, page, page_policy
from contact.log import ErasedError, Log
from contact.personal import Personal, personal
from contact.reference import NOBODYS, normalise, symbols_of
from contact.status_code import same_code
from contact.store import StoreError
from contact.validation import printable
from contact.validation.text import problem, tidied
from desk.bundle import Bundle
from desk.data import Data
from desk.form.action import FEEDBACK
from desk.form.feedback import CODE, FEEDBACK_FORM, SCORES
from desk.words import Words

FEEDBACK_PATH = f"/{FEEDBACK}"
# A customer with such an answer is shown the way to a person, and staff find it in a list.
LOW = 2

_log = logging.getLogger(__name__)


class FeedbackDesk(Data, frozen=True, kw_only=True):
    """Takes the one answer of a customer who has the code of their case."""

    bundle: Callable[[], Bundle]
    log: Log
    tries: Guesses
    clock: Callable[[], datetime]

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request about feedback; None for any other."""
        if request.path != FEEDBACK_PATH:
            return None
        if request.method in {"GET", "HEAD"}:
            named = printable(request.query.get("case", ""))
            return self._form(Answers.to(request, self.bundle()), 200, {"case": named[: _longest("case")]}, {})
        if request.method != "POST":
            return Answers.to(request, self.bundle()).wrong_method("GET, POST")
        began = monotonic()
        return evened(self._taken(request), began, monotonic())

    def _taken(self, request: HttpRequest) -> HttpResponse:
        if request.oversized:
            return Answers.to(request, self.bundle()).too_large()
        try:
            form = read_form(request)
        except (UnreadableFormError, WrongMediaTypeError):
            form = {}
        answers = Answers.to(request, self.bundle(), form)
        texts = {field.name: tidied(field, form.get(field.name, "")) for field in FEEDBACK_FORM}
        errors = _errors(texts, answers.words)
        if errors:
            return self._form(answers, 422, texts, errors)
        try:
            became = self._became(texts, request.client, answers.words)
        except StoreError:
            _log.exception("an answer for feedback could not be kept")
            return answers.unavailable("feedback.unavailable")
        except TooManyTriesError:
            return answers.too_many("feedback.too-many", COUNTED_FOR)
        if became is None:
            return self._form(answers, 422, texts, {"case": answers.words("feedback.not-found")})
        return page(200, answered_page(answers.pages, became), page_policy(answers.bundle.settings))

    def _became(self, texts: Mapping[str, str], client: str, words: Words) -> Became | None:
        """What became of the answer. Each step is taken whether or not the one before found something."""
        tried = normalise(texts["case"]) or symbols_of(texts["case"])
        if not self.tries.counted(tried, client):
            raise TooManyTriesError
        found = self.log.store.find(normalise(texts["case"]) or NOBODYS)
        key = found.key if found else secrets.token_urlsafe()
        if not (same_code(feedback_code_from(key), texts[CODE]) and found and is_asked(found)):
            return None
        self.tries.right(tried, client)
        return self._kept(found, texts, words)

    def _kept(self, case: Case, texts: Mapping[str, str], words: Words) -> Became:
        if refused := _refused(case):
            return refused
        score = int(texts["score"])
        comment = _comment(texts["comment"], words)
        body = Feedback(
            score=score,
            text=FEEDBACK_TEXT if comment else "",
            personal_digest=comment.digest if comment else "",
        )
        kept = {FEEDBACK_TEXT: comment} if comment else {}
        try:
            # Of two that come at once, the first counts.
            if self.log.add(case, self.clock(), body, texts=kept, unless=lambda changed: not may_answer(changed)):
                return "low" if score <= LOW else "kept"
        except ErasedError:
            return "erased"
        return _refused(self.log.store.find(case.reference) or case) or "known"

    def _form(
        self, answers: Answers, status: int, values: Mapping[str, str], errors: Mapping[str, str]
    ) -> HttpResponse:
        shown = {name: printable(text)[: _longest(name)] for name, text in values.items()}
        html = feedback_form_page(answers.pages, shown, errors)
        return page(status, html, page_policy(answers.bundle.settings))


class TooManyTriesError(Exception):
    """This sender has had too many wrong codes."""


def _refused(case: Case) -> Became | None:
    """Why no answer counts now, to somebody who has the code."""
    if case.erased:
        return "erased"
    if has_answered(case):
        return "known"
    return None if is_closed(case) else "open"


def _comment(typed: str, words: Words) -> Personal | None:
    return personal({"comment": without_secrets(typed, words).text}) if typed else None


def _errors(texts: Mapping[str, str], words: Words) -> dict[str, str]:
    errors: dict[str, str] = {}
    for field in FEEDBACK_FORM:
        text = texts[field.name]
        if field.required and not text:
            errors[field.name] = words(f"form.{field.name}.missing")
        elif field.name == "score" and text not in SCORES:
            errors[field.name] = words("form.score.missing")
        elif found := problem(field, text, words):
            errors[field.name] = found
    return errors


def _longest(name: str) -> int:
    return next(field.longest for field in FEEDBACK_FORM if field.name == name)
