"""One request of a call -> what the caller hears next, and what is recorded: one function for each place of a call.

Whatever makes something bears the call's own name, so that the same request, told again, makes nothing twice. Knows no HTTP
and no signature.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from contact.accept import Desk
from contact.calls import CallChannel, CallOutcome, CallRecord
from contact.telephony.asked import Asked
from contact.telephony.call import Call
from contact.telephony.flow import AGREE, Flow, Waiting
from contact.telephony.instead import asked_for_call, may_be_called
from contact.telephony.records import SOURCE, current_hold, record_id
from contact.telephony.script import HangUp, Hold, Record, Script
from contact.telephony.spoken import Speaker, speaker
from contact.telephony.voicemail import Voicemail, record_voicemail
from desk.data import Data, replace

A_DAY = timedelta(days=1)
_ANSWERED = {"bridged", "bridging-in-process", "redirected-from-bridged"}


class Round(Data, frozen=True, kw_only=True):
    """One request: what it tells, how far its call has come, and what can be said now."""

    call: Call
    told: Asked
    flow: Flow
    desk: Desk
    lately: Callable[[], Sequence[CallRecord]]

    @property
    def speaker(self) -> Speaker:
        """Who speaks with this caller."""
        return speaker(self.flow.bundle, self.flow.telephony, self.call.language)

    @property
    def queue(self) -> str:
        """That of the topic; empty before one is known."""
        return self.flow.settings.queue_of(self.call.topic)

    def keep(
        self,
        outcome: CallOutcome,
        *,
        waited: int | None = None,
        talked: int | None = None,
        channel: CallChannel = "phone",
    ) -> None:
        """Keep the record of the call, unless it has one. Raises StoreError."""
        record = CallRecord(
            id=record_id(SOURCE, self.told.call_id),
            began_at=self.call.began_at,
            queue=self.queue,
            channel=channel,
            waited=waited,
            talked=talked,
            outcome=outcome,
            source=SOURCE,
        )
        self.desk.log.store.keep_calls([record])


Act = Callable[[Round], Script]


def noted(found: Round, script: Script) -> Script:
    """A script that leads into a line or to a recording, with a note of that: how it ends is told where those do."""
    if any(isinstance(step, Hold | Record) for step in script):
        found.desk.log.store.tally([_further(found)], found.flow.now, found.flow.now + A_DAY)
    return script


def _begin(found: Round) -> Script:
    return found.flow.begin(found.call)


def _language(found: Round) -> Script:
    return found.flow.language(found.call, found.told.key)


def _welcome(found: Round) -> Script:
    return found.flow.welcome(found.call)


def _topic(found: Round) -> Script:
    return found.flow.topic(found.call, found.told.key)


def _line(found: Round) -> Script:
    return found.flow.line(found.call)


def _waiting(found: Round) -> Script:
    waiting = Waiting(
        position=found.told.number("QueuePosition"),
        hold=current_hold(found.lately(), found.queue),
        may_call_back=may_be_called(found.told, found.flow.settings),
    )
    return found.flow.waiting(found.call, waiting)


def _instead(found: Round) -> Script:
    may_call_back = may_be_called(found.told, found.flow.settings)
    return found.flow.instead(found.call, found.told.key, may_call_back=may_call_back)


def _agreed(found: Round) -> Script:
    if found.told.key != AGREE or not may_be_called(found.told, found.flow.settings):
        return found.flow.goes_on(found.call)
    recorded = asked_for_call(found.call, found.told, found.desk)
    found.keep("callback", waited=_waited(found), channel="callback")
    words = found.speaker.by_when("callback-done", recorded.received.estimate)
    return found.flow.will_be_called(found.call, recorded.reference, words)


def _left(found: Round) -> Script:
    """The wait is over, one way or another."""
    result, waited = found.told.fields.get("QueueResult", ""), found.told.number("QueueTime")
    if result in _ANSWERED:
        found.keep("answered", waited=waited, talked=_talked(found, waited))
        return [HangUp()]
    if result in {"hangup", "redirected"}:
        # Whoever sent the caller elsewhere knows what came of it; we do not.
        found.keep("abandoned" if result == "hangup" else "", waited=waited)
        return [HangUp()]
    # They chose to leave a message; or the line has closed, is full or is out of order: a message can be left all the same.
    call = replace(found.call, waited=waited)
    return found.flow.voicemail(call) if found.flow.is_open(call) else found.flow.closed(call)


def _voicemail(found: Round) -> Script:
    left = _left_message(found, heard=found.told.fields.get("Digits", "") != "hangup")
    if left is None or left.seconds == 0:
        return found.flow.end(found.call, "voicemail-empty")
    recorded = record_voicemail(left, found.desk)
    _keep_voicemail(found)
    words = (
        found.speaker.by_when("voicemail-done", recorded.received.estimate)
        if left.caller
        else found.speaker.say("voicemail-unknown")
    )
    return found.flow.thanks(found.call, words, recorded.reference)


def _recording(found: Round) -> Script:
    """The recording lies there now. Usually the case is there by now; where it is not, it is now, without the number."""
    left = _left_message(found, heard=False)
    if left and left.seconds != 0 and found.told.fields.get("RecordingStatus", "completed") == "completed":
        record_voicemail(left, found.desk)
        _keep_voicemail(found)
    return []


def _status(found: Round) -> Script:
    """The call is over. One that came neither to a line nor to a recording has reached nobody: the caller hung up before."""
    (further,) = found.desk.log.store.tallied([_further(found)], found.flow.now)
    if found.told.fields.get("CallStatus") == "completed" and not further:
        length = timedelta(seconds=found.told.number("CallDuration") or 0)
        over = replace(found, call=replace(found.call, began_at=found.flow.now - length))
        over.keep("abandoned")
    return []


def _further(found: Round) -> str:
    """The key of a call that came to a line, or to a recording."""
    return found.desk.log.hasher().of("telephony-further", found.told.call_id)


def _left_message(found: Round, *, heard: bool) -> Voicemail | None:
    told, call = found.told, found.call
    if not told.recording or not told.recording_id:
        return None
    return Voicemail(
        token=hashlib.sha256(f"twilio\n{told.call_id}\n{told.recording_id}".encode()).hexdigest(),
        call_id=told.call_id,
        recording=told.recording,
        seconds=told.number("RecordingDuration"),
        caller=told.caller,
        topic=call.topic,
        language=call.language or found.flow.settings.languages.default,
        heard=heard,
    )


def _keep_voicemail(found: Round) -> None:
    found.keep("voicemail", waited=found.call.waited, channel="voicemail")


def _waited(found: Round) -> int | None:
    """How long they have waited, as our own clock has it: Twilio tells it only when the wait is over."""
    call = found.call
    return int((call.asked_at - call.queued_at).total_seconds()) if call.asked_at and call.queued_at else None


def _talked(found: Round, waited: int | None) -> int | None:
    """From the end of the wait until now, when both have hung up."""
    queued_at = found.call.queued_at
    if waited is None or queued_at is None:
        return None
    return max(0, int((found.flow.now - queued_at).total_seconds()) - waited)


PLACES: Mapping[str, Act] = {
    "call": _begin,
    "language": _language,
    "welcome": _welcome,
    "topic": _topic,
    "line": _line,
    "waiting": _waiting,
    "instead": _instead,
    "agreed": _agreed,
    "left": _left,
    "voicemail": _voicemail,
    "recording": _recording,
    "status": _status,
}
# Their addresses stand in Twilio's console, and so carry nothing of ours.
FIRST = frozenset({"call", "status"})
# Twilio tells these once more if they are not taken.
TOLD_AGAIN: frozenset[Act] = frozenset({_recording})
