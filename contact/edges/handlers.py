"""What the desk answers over HTTP: its handlers, in the order in which they are asked, and the answer of the first that has one.

Knows no web server and no lambda; both ask here.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from contact.abuse.challenge_desk import ChallengeDesk
from contact.cross_origin import CrossOrigin
from contact.deployment import BackendError, configured_twilio_token
from contact.feedback_desk import FeedbackDesk
from contact.guesses import Guesses
from contact.helpful import HelpfulDesk
from contact.http import SECURITY_HEADERS, HttpRequest, HttpResponse
from contact.log import Log
from contact.request_desk import RequestDesk
from contact.searches import SearchesDesk
from contact.status_desk import StatusDesk
from contact.telephony.hold import HoldDesk
from desk.bundle import Bundle

Handler = Callable[[HttpRequest], HttpResponse | None]

_log = logging.getLogger(__name__)


def desk_handlers(
    bundle: Callable[[], Bundle], log: Log, clock: Callable[[], datetime], wake: Callable[[], None]
) -> list[Handler]:
    """All that stands below /_desk/ for customers. `wake` is called after each request that was recorded."""
    guesses = Guesses(log=log, clock=clock)
    handlers: list[Handler] = [
        RequestDesk(bundle, log, clock, wake).handle,
        HelpfulDesk(bundle, log, clock).handle,
        SearchesDesk(bundle, log, clock).handle,
        StatusDesk(bundle=bundle, store=log.store, tries=guesses, clock=clock).handle,
        FeedbackDesk(bundle=bundle, log=log, tries=Guesses(log=log, clock=clock, what="feedback"), clock=clock).handle,
        ChallengeDesk(log=log, clock=clock).handle,
        HoldDesk(bundle, log.store, clock).handle,
    ]
    if token := _twilio_token():
        # Phone numbers and a library that only telephones need.
        from contact.telephony.desk import TwilioDesk  # noqa: PLC0415

        handlers.append(TwilioDesk(bundle, log, clock, wake, token=token).handle)
    return [CrossOrigin(bundle=bundle, inner=handler).handle for handler in handlers]


def _twilio_token() -> str:
    """The token of Twilio. What is wrong with it must keep nobody from writing to the desk: commands say it when they start."""
    try:
        return configured_twilio_token()
    except BackendError:
        _log.exception("Twilio is not answered")
        return ""


def first_answer(
    handlers: Iterable[Handler], otherwise: Callable[[HttpRequest], HttpResponse], request: HttpRequest
) -> HttpResponse:
    """The answer of the first handler that has one, else what `otherwise` says; a sentence where one of them breaks."""
    try:
        for handler in handlers:
            answer = handler(request)
            if answer is not None:
                return answer
        return otherwise(request)
    except Exception:  # noqa: BLE001 - the customer gets an answer, and we the traceback
        # A path may hold line breaks: quoted, it cannot write lines of its own.
        _log.exception("%s %r could not be answered", request.method, request.path)
        headers = {**SECURITY_HEADERS, "content-type": "text/plain; charset=utf-8"}
        return HttpResponse(status=500, headers=headers, body=b"Something went wrong on our side.")
