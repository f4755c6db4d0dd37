"""`POST /_desk/searches` -> a count of what was looked for, and which answer was opened, by language and day.

Only where the owner has turned it on. No cookie, no account, no time of day: words that name nobody, and for the rest of
the day a mark that thousands of addresses share, so that nobody is counted twice.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from contact.abuse.limits import Counts
from contact.abuse.protection import is_foreign
from contact.abuse.search_words import LONGEST_TYPED, search_words
from contact.form_body import UnreadableFormError, WrongMediaTypeError, read_form
from contact.http import HttpRequest, HttpResponse, json_answer
from contact.log import Log
from contact.store import Search, StoreError
from contact.validation import is_page
from desk.bundle import Bundle
from desk.form.action import SEARCHES
from desk.policy import site_origin

SEARCHES_PATH = f"/{SEARCHES}"
MOST_DIGITS = 6
# How a browser says that its user wants no counting (https://w3c.github.io/gpc/, and the older Do Not Track).
_OBJECTIONS = ("sec-gpc", "dnt")

_log = logging.getLogger(__name__)


class SearchesDesk:
    """Counts searches."""

    def __init__(self, bundle: Callable[[], Bundle], log: Log, clock: Callable[[], datetime]) -> None:
        self.bundle, self.log, self.clock = bundle, log, clock

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to who tells of a search; None for any other request."""
        if request.path != SEARCHES_PATH:
            return None
        if not self.bundle().settings.search.counting:
            return json_answer(404, {"error": "searches are not counted here"})
        if request.method != "POST":
            return json_answer(405, {"error": "use POST"}, {"allow": "POST"})
        search = self._search(request)
        if search is None:
            return json_answer(
                400, {"error": "name language, query, found (a number), and clicked where a result was opened"}
            )
        if not self._is_wanted(search, request):
            return json_answer(200, {"counted": False})
        return self._answer(search, request.client)

    def _answer(self, search: Search, client: str) -> HttpResponse:
        now = self.clock()
        try:
            came = Counts(log=self.log).search(_told(search), client, now)
            if came == "again":
                return json_answer(200, {"counted": False})
            counted = came == "first" and self.log.store.searched(search, now.date())
        except StoreError:
            _log.exception("a search could not be counted")
            counted = False
        return json_answer(200 if counted else 503, {"counted": counted})

    def _is_wanted(self, search: Search, request: HttpRequest) -> bool:
        """Whether it is one of a visitor of the site who does not object, and tells anybody anything."""
        bundle = self.bundle()
        objects = any(request.headers.get(name) == "1" for name in _OBJECTIONS)
        foreign = is_foreign(request, site_origin(bundle.settings))
        known = not search.clicked or bundle.has_answer(search.language, search.clicked)
        return bool(search.words) and known and not objects and not foreign

    def _search(self, request: HttpRequest) -> Search | None:
        try:
            form = read_form(request)
        except (UnreadableFormError, WrongMediaTypeError):
            return None
        language, query, found, clicked = (form.get(name, "") for name in ("language", "query", "found", "clicked"))
        offered = language in self.bundle().settings.languages.offered
        counted = found.isascii() and found.isdigit() and len(found) <= MOST_DIGITS
        if not offered or not counted or not query.strip() or len(query) > LONGEST_TYPED:
            return None
        if clicked and not is_page(clicked):
            return None
        # Whoever opened a result had one.
        any_found = bool(clicked) or int(found) > 0
        return Search(language=language, words=search_words(query), found=any_found, clicked=clicked)


def _told(search: Search) -> str:
    return "\n".join((search.language, search.clicked, str(search.found), search.words))
