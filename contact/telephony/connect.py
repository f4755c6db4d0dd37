"""What a flow of Amazon Connect asks about a call -> attributes for the flow, and cases of what it tells.

A flow asks by the parameter `ask`: `hours` (the default), `voicemail` or `callback`. It gets texts only, as flows can read
no more. Knows no lambda; who may ask is the lambda's own policy, and the instance is checked all the same.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from contact.accept import Desk
from contact.telephony.asked import Asked, caller_of, is_current
from contact.telephony.call import Call, instant_from, seconds_of
from contact.telephony.instead import asked_for_call, may_be_called
from contact.telephony.records import Lately, current_hold
from contact.telephony.script import Say
from contact.telephony.spoken import Speaker, speaker
from contact.telephony.voicemail import Voicemail, record_voicemail
from desk.bundle import Bundle
from desk.calendar import Calendar, is_open
from desk.data import Data
from desk.telephony import Telephony

LONGEST = 2000
YES, NO = "true", "false"

_CONTACT = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_RECORDING = re.compile(r"(?:s3|https)://[!-~]{1,1000}")

Attributes = dict[str, str]


class ConnectError(Exception):
    """What was asked is nothing that this desk answers; the message is for whoever builds the flow."""


class Contact(Data, frozen=True, kw_only=True):
    """A call as Connect tells of it. `caller` is a number in E.164, empty where it was withheld."""

    id: str
    caller: str
    parameters: Mapping[str, str]
    language: str
    topic: str


class ConnectDesk(Data, frozen=True, kw_only=True):
    """Answers the flows of one instance."""

    desk: Desk

    def answer(self, event: Mapping[str, Any]) -> Attributes:
        """What a flow gets. Raises ConnectError, and StoreError where something could not be recorded."""
        bundle = self.desk.bundle()
        telephony = bundle.settings.telephony
        if telephony is None or telephony.provider != "connect":
            raise ConnectError("the settings have no 'telephony' with the provider 'connect'")
        contact = contact_of(event, bundle, telephony)
        ask = contact.parameters.get("ask", "hours")
        act = _ASKED.get(ask)
        if act is None:
            raise ConnectError(f"'{ask}' is nothing to ask for: use one of {', '.join(_ASKED)}")
        return act(_Round(contact=contact, bundle=bundle, telephony=telephony, desk=self.desk))


class _Round(Data, frozen=True, kw_only=True):
    contact: Contact
    bundle: Bundle
    telephony: Telephony
    desk: Desk

    @property
    def speaker(self) -> Speaker:
        return speaker(self.bundle, self.telephony, self.contact.language)

    @property
    def told(self) -> Asked:
        return Asked(call_id=self.contact.id, caller=self.contact.caller, fields={})

    @property
    def calendar(self) -> Calendar:
        """The hours of the topic's queue while the telephone is answered, else those of the telephone."""
        settings, phone = self.bundle.settings, self.bundle.settings.calendar("phone")
        topic = settings.topic(self.contact.topic)
        queue = settings.queues.get(topic.queue) if topic else None
        own = settings.calendars.get(queue.hours) if queue else None
        return own if own and is_open(phone, self.desk.clock()) else phone


def contact_of(event: Mapping[str, Any], bundle: Bundle, telephony: Telephony) -> Contact:
    """The call of an event of Connect. Raises ConnectError."""
    details = event.get("Details")
    data = details.get("ContactData") if isinstance(details, Mapping) else None
    if not isinstance(details, Mapping) or not isinstance(data, Mapping):
        raise ConnectError("this is no event of a flow of Amazon Connect: it has no Details.ContactData")
    if data.get("InstanceARN") != telephony.account:
        raise ConnectError("it comes from another instance than 'telephony.account' names")
    contact_id = data.get("ContactId")
    if not isinstance(contact_id, str) or not _CONTACT.fullmatch(contact_id):
        raise ConnectError("it names no contact")
    endpoint = data.get("CustomerEndpoint")
    address = endpoint.get("Address") if isinstance(endpoint, Mapping) else None
    given = details.get("Parameters") or {}
    parameters = {str(name): text[:LONGEST] for name, text in given.items() if isinstance(text, str)}
    settings = bundle.settings
    wanted = parameters.get("language") or str(data.get("LanguageCode") or "").partition("-")[0]
    topic = parameters.get("topic", "")
    return Contact(
        id=contact_id,
        caller=caller_of(address) if isinstance(address, str) else "",
        parameters=parameters,
        language=wanted if wanted in settings.languages.offered else settings.languages.default,
        topic=topic if settings.topic(topic) else settings.email_topic,
    )


def _hours(found: _Round) -> Attributes:
    """Whether somebody is there, the queue, and everything that the flow may have to say."""
    now, settings, words = found.desk.clock(), found.bundle.settings, found.speaker
    queue = settings.queue_of(found.contact.topic)
    hold = current_hold(Lately(found.desk.log.store, found.desk.clock).calls(), queue)
    phone, callback = settings.channels.phone, settings.channels.callback
    consent = callback.consent.text[words.words.language] if callback else ""
    return {
        "open": YES if is_open(found.calendar, now) else NO,
        "began": str(seconds_of(now)),
        "language": found.contact.language,
        "topic": found.contact.topic,
        "queue": found.telephony.provider_queue(queue),
        "greeting": words.greeting().text,
        "disclosures": _said(words.disclosures()),
        "notices": _said(words.notices(now)),
        "closed": _said(words.closed(found.calendar, now)),
        "waiting": words.own("waiting").text,
        "hold": words.hold(hold).text,
        "hold_seconds": "not measured" if hold is None else str(hold),
        "voicemail": words.own("voicemail").text if phone and phone.voicemail else "",
        "may_call_back": YES if may_be_called(found.told, settings) else NO,
        "consent": f"{words.say('consent').text} {consent} {words.say('agree').text}",
    }


def _voicemail(found: _Round) -> Attributes:
    """A message was left: where it lies, and how long it is, stand in the parameters."""
    contact = found.contact
    recording = contact.parameters.get("recording", "")
    if not _RECORDING.fullmatch(recording):
        raise ConnectError("'recording' is the address of a recording: s3://... or https://...")
    written = contact.parameters.get("seconds", "")
    seconds = int(written) if written.isascii() and written.isdigit() and len(written) <= len("99999") else None
    if seconds == 0:
        return {"recorded": NO, "words": found.speaker.say("voicemail-empty").text}
    left = Voicemail(
        token=hashlib.sha256(f"connect\n{contact.id}\n{recording}".encode()).hexdigest(),
        call_id=contact.id,
        recording=recording,
        seconds=seconds,
        caller=contact.caller,
        topic=contact.topic,
        language=contact.language,
        heard=True,
    )
    recorded = record_voicemail(left, found.desk)
    words = (
        found.speaker.by_when("voicemail-done", recorded.received.estimate)
        if contact.caller
        else found.speaker.say("voicemail-unknown")
    )
    return _recorded(found, recorded.reference, words.text)


def _callback(found: _Round) -> Attributes:
    """A call back was asked for: `agreed` is the key that was pressed after the words of consent."""
    if found.contact.parameters.get("agreed") != "1":
        raise ConnectError("'agreed' is 1 where the caller pressed 1 after the words of consent: nothing was recorded")
    if not may_be_called(found.told, found.bundle.settings):
        return {"recorded": NO, "words": ""}
    began_at = _began(found)
    call = Call(began_at=began_at, language=found.contact.language, topic=found.contact.topic, asked_at=began_at)
    recorded = asked_for_call(call, found.told, found.desk)
    words = found.speaker.by_when("callback-done", recorded.received.estimate)
    return _recorded(found, recorded.reference, words.text)


def _began(found: _Round) -> datetime:
    """When the call began, which the flow was told and hands back: so that it is one case, however often it asks."""
    now = found.desk.clock()
    given = instant_from(found.contact.parameters.get("began", ""))
    return given if given and is_current(given, now) else now


def _recorded(found: _Round, reference: str, words: str) -> Attributes:
    spoken = found.speaker.reference(reference).text
    return {"recorded": YES, "reference": reference, "words": f"{words} {spoken}"}


def _said(sentences: Iterable[Say]) -> str:
    return " ".join(say.text for say in sentences)


_ASKED: Mapping[str, Callable[[_Round], Attributes]] = {
    "hours": _hours,
    "voicemail": _voicemail,
    "callback": _callback,
}
