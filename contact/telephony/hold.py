"""`GET /_desk/hold`: how long callers waited lately, by topic, for pages and apps (row P4).

What was not measured in the last hour is `null`, and never zero. Names nobody.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from contact.http import HttpRequest, HttpResponse, json_answer
from contact.store import Store, StoreError
from contact.telephony.records import FRESH_FOR, LATELY, Lately, current_hold, hold_of
from desk.bundle import Bundle
from desk.calendar import is_open
from desk.form.action import HOLD

HOLD_PATH = f"/{HOLD}"
VERSION = 1
_MINUTE = timedelta(minutes=1)

_log = logging.getLogger(__name__)


class HoldDesk:
    """Tells the wait of right now."""

    def __init__(self, bundle: Callable[[], Bundle], store: Store, clock: Callable[[], datetime]) -> None:
        self.bundle, self.clock = bundle, clock
        self.lately = Lately(store, clock)

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to who asks for the wait; None for any other request, and where nobody answers a telephone."""
        if request.path != HOLD_PATH or not self.bundle().settings.channels.phone:
            return None
        if request.method != "GET":
            return json_answer(405, {"error": "use GET"}, {"allow": "GET"})
        try:
            found = self._found()
        except StoreError:
            _log.exception("the wait could not be read")
            return json_answer(503, {"error": "the wait is not known"})
        return json_answer(200, found, {"cache-control": f"public, max-age={FRESH_FOR.seconds}"})

    def _found(self) -> Mapping[str, object]:
        calls, settings = self.lately.calls(), self.bundle().settings
        return {
            "version": VERSION,
            "measured_minutes": LATELY // _MINUTE,
            "open": is_open(settings.calendar("phone"), self.clock()),
            "all": hold_of(calls),
            "topics": {topic.id: current_hold(calls, topic.queue) for topic in settings.topics},
        }
