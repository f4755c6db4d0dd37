"""`GET /_desk/challenge` -> a task for a browser or an app that wants to solve it before it sends anything.

The page's script does not ask: it is handed a task where one is needed.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from contact.abuse.proof import Proofs
from contact.http import HttpRequest, HttpResponse, json_answer
from contact.log import Log
from contact.store import StoreError
from desk.data import Data
from desk.form.action import CHALLENGE

CHALLENGE_PATH = f"/{CHALLENGE}"

_log = logging.getLogger(__name__)


class ChallengeDesk(Data, frozen=True, kw_only=True):
    """Hands out tasks. They are cheap to make, and nothing is kept of them."""

    log: Log
    clock: Callable[[], datetime]

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request for a task; None for any other."""
        if request.path != CHALLENGE_PATH:
            return None
        if request.method != "GET":
            return json_answer(405, {"error": "use GET"}, {"allow": "GET"})
        try:
            return json_answer(200, Proofs(self.log).challenge(self.clock()))
        except StoreError:
            _log.exception("no task could be made")
            return json_answer(503, {"error": "try again later"})
