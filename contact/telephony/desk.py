"""`/_desk/telephony/twilio/...`: what Twilio tells of a call -> what the caller hears next, and what is recorded.

Every request is signed; what is not from Twilio gets 403 and no word more. Knows no case's events and no TwiML.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from contact.accept import Desk
from contact.http import HttpRequest, HttpResponse, twiml_answer
from contact.log import Log
from contact.store import StoreError
from contact.telephony.acts import A_DAY, FIRST, PLACES, TOLD_AGAIN, Act, Round, noted
from contact.telephony.asked import Asked, is_current
from contact.telephony.call import MOST_STEPS, TWILIO, Call, asked_address, call_in
from contact.telephony.flow import Flow
from contact.telephony.library import twiml
from contact.telephony.records import Lately
from contact.telephony.script import HangUp
from contact.telephony.signed import RefusedError, asked
from desk.bundle import Bundle
from desk.telephony import Telephony

# Twilio tries a first request again five times at most; beyond that somebody else plays it back.
MOST_BEGINNINGS = 6
_PREFIX = f"/{TWILIO}"

_log = logging.getLogger(__name__)


class TwilioDesk:
    """Answers Twilio for whoever knows the token of its account."""

    def __init__(
        self,
        bundle: Callable[[], Bundle],
        log: Log,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        *,
        token: str,
    ) -> None:
        self.desk = Desk(bundle=bundle, log=log, clock=clock, wake=wake)
        self.token = token
        self.lately = Lately(log.store, clock)

    def handle(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to Twilio; None for any other request, and where the settings have nothing for it."""
        if not request.path.startswith(_PREFIX):
            return None
        bundle = self.desk.bundle()
        telephony = bundle.settings.telephony
        place = request.path.removeprefix(_PREFIX)
        act = PLACES.get(place)
        if act is None or telephony is None or telephony.provider != "twilio":
            return None
        if request.method != "POST":
            return HttpResponse(status=405, headers={"allow": "POST"})
        try:
            found = self._round(request, place, bundle, telephony)
        except RefusedError as refused:
            _log.warning("a request to %s was refused: %s", place, refused)
            return HttpResponse(status=403)
        except StoreError:
            _log.exception("a call could not be counted")
            return HttpResponse(status=503)
        return self._answered(act, found)

    def _round(self, request: HttpRequest, place: str, bundle: Bundle, telephony: Telephony) -> Round:
        """What is asked. Raises RefusedError, and StoreError."""
        now, settings = self.desk.clock(), bundle.settings
        address = asked_address(settings, place, request.query)
        told = asked(request, address, account=telephony.account, token=self.token, now=now)
        call = call_in(request.query, settings) if request.query else None
        if place in FIRST and not request.query:
            self._count(told, place, now)
            call = Call(began_at=now)
        if call is None or not is_current(call.began_at, now):
            raise RefusedError("it is not of a call that goes on")
        flow = Flow(bundle=bundle, telephony=telephony, now=now)
        return Round(call=call, told=told, flow=flow, desk=self.desk, lately=self.lately.calls)

    def _count(self, told: Asked, place: str, now: datetime) -> None:
        """A first request carries no time of ours: it is counted, and played back too often it is refused."""
        key = self.desk.log.hasher().of(f"telephony-{place}", told.call_id)
        (count,) = self.desk.log.store.tally([key], now, now + A_DAY)
        if count > MOST_BEGINNINGS:
            raise RefusedError("it was told too often")

    def _answered(self, act: Act, found: Round) -> HttpResponse:
        if found.call.step > MOST_STEPS:
            return twiml_answer(twiml([HangUp()]))
        try:
            return twiml_answer(twiml(noted(found, act(found))))
        except StoreError:
            _log.exception("something of a call could not be recorded")
            if act in TOLD_AGAIN:
                return HttpResponse(status=503)
            return twiml_answer(twiml(found.flow.end(found.call, "failed")))
