"""`POST /_desk/helpful` -> a count of how often an answer was called helpful or not, by page, language and day.

No cookie, no account: only the count is kept, and for an hour how many came from one address, which is not named.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from contact.abuse.limits import Counts
from contact.form_body import UnreadableFormError, WrongMediaTypeError, read_form
from contact.http import HttpRequest, HttpResponse, json_answer, see_other
from contact.log import Log
from contact.pages import site_root
from contact.store import StoreError, Vote
from contact.validation import is_page
from desk.bundle import Bundle
from desk.form.action import HELPFUL

HELPFUL_PATH = f"/{HELPFUL}"
ANSWERS = {"yes": True, "no": False}

_log = logging.getLogger(__name__)


class HelpfulDesk:
    """Counts. Whatever goes wrong, the visitor gets back to the page."""

    def __init__(self, bundle: Callable[[], Bundle], log: Log, clock: Callable[[], datetime]) -> None:
        self.bundle, self.log, self.clock = bundle, log, clock

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a vote; None for any other request."""
        if request.path != HELPFUL_PATH:
            return None
        if request.method != "POST":
            return json_answer(405, {"error": "use POST"}, {"allow": "POST"})
        vote = self._vote(request)
        if vote is None:
            return json_answer(400, {"error": "name page, language and answer (yes or no)"})
        # Whoever makes up pages gets the same answer: so does the visitor of a page that is no longer there.
        is_known = self.bundle().has_answer(vote.language, vote.page)
        counted = is_known and self._counted(vote, request.client)
        if request.wants_json:
            return json_answer(503 if is_known and not counted else 200, {"counted": counted})
        return see_other(self._back(vote))

    def _counted(self, vote: Vote, client: str) -> bool:
        now = self.clock()
        try:
            return Counts(log=self.log).vote(client, now) and self.log.store.vote(vote, now.date())
        except StoreError:
            _log.exception("a vote could not be counted")
            return False

    def _vote(self, request: HttpRequest) -> Vote | None:
        try:
            form = read_form(request)
        except (UnreadableFormError, WrongMediaTypeError):
            return None
        page, language, answer = (form.get(name, "") for name in ("page", "language", "answer"))
        known = language in self.bundle().settings.languages.offered and answer in ANSWERS
        if not known or not is_page(page):
            return None
        return Vote(page=page, language=language, helpful=ANSWERS[answer])

    def _back(self, vote: Vote) -> str:
        """To the page, at the sentence of thanks. Relative, so that it holds below any path; `page` has no dots."""
        root = site_root(self.bundle(), vote.language)
        return f"{root}{vote.page}/#{'thanks' if vote.helpful else 'sorry'}"
