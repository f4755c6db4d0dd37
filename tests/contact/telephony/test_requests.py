"""Who may speak to the endpoint, what is recorded of a call, and that nothing is recorded twice."""

import sys
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from contact.calls import CallRecord
from contact.deployment import BackendError, configured_twilio_token
from contact.edges.handlers import Handler, desk_handlers
from contact.events import CallbackRequested, body_of
from contact.http import HttpRequest
from contact.log import Log
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import replace
from tests.contact.conftest import Clock, Wake
from tests.contact.telephony.conftest import ACCOUNT, SITE, TOKEN, Line

OPEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CALL = f"{SITE}_desk/telephony/twilio/call"
FIELDS = {"AccountSid": ACCOUNT, "CallSid": "CA" + "0" * 32, "From": "+12125550143"}


def records(store: SqliteStore, clock: Clock) -> list[CallRecord]:
    """All records of calls."""
    return list(store.calls(clock.now - timedelta(days=9), clock.now + timedelta(days=9)))


@pytest.mark.parametrize("signature", ["", "AAAA", "0" * 28, "é", " "])
def test_wrong_signatures(line: Line, signature: str) -> None:
    """What Twilio has not signed gets 403, and no word that would tell why."""
    assert line.ask(CALL, signed=signature, **FIELDS) == (403, "")


def test_requests_that_are_not_for_us(line: Line) -> None:
    """Another account's token, another account, an address or a form that was changed, and a call without a name."""
    assert line.ask(CALL, token="f" * 32, **FIELDS) == (403, "")
    assert line.ask(CALL, **FIELDS | {"AccountSid": "AC" + "f" * 32}) == (403, "")
    assert line.ask(CALL, **FIELDS | {"CallSid": "../../etc"}) == (403, "")
    call = line.call()
    signed = call.address("Gather", "action")
    assert line.ask(signed.replace("step=1", "step=2"), signed=_signature(signed), **FIELDS)[0] == 403
    assert line.ask(signed + "&language=xx", **FIELDS)[0] == 403
    assert line.ask(f"{CALL}?began=x&step=0", **FIELDS)[0] == 403
    assert line.ask(f"{SITE}_desk/telephony/twilio/topic", **FIELDS)[0] == 403


def _signature(address: str) -> str:
    return str(RequestValidator(TOKEN).compute_signature(address, FIELDS))


def test_other_methods_and_places(line: Line, phone_bundle: Bundle, log: Log, clock: Clock, wake: Wake) -> None:
    """Only what Twilio posts is looked at, and only at addresses that there are."""
    handlers = desk_handlers(lambda: phone_bundle, log, clock, wake)
    answers = [handler(HttpRequest(method="GET", path="/_desk/telephony/twilio/call")) for handler in handlers]
    assert [answer.status for answer in answers if answer] == [405]
    assert line.ask(f"{SITE}_desk/telephony/twilio/other", **FIELDS)[0] == 405


def test_without_a_token_there_is_no_endpoint(
    phone_bundle: Bundle, log: Log, clock: Clock, wake: Wake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its token, or without settings, the telephone is nothing that this desk answers."""
    request = HttpRequest(method="POST", path="/_desk/telephony/twilio/call")
    monkeypatch.delenv("FRONTDESK_TWILIO_TOKEN", raising=False)
    assert not any(handler(request) for handler in desk_handlers(lambda: phone_bundle, log, clock, wake))
    monkeypatch.setenv("FRONTDESK_TWILIO_TOKEN", "x")
    without = replace(phone_bundle, settings=replace(phone_bundle.settings, telephony=None))
    assert not any(handler(request) for handler in desk_handlers(lambda: without, log, clock, wake))


def test_requests_that_are_too_large(line: Line) -> None:
    """A form with more fields or bytes than a call has is not looked at."""
    assert line.ask(CALL, **FIELDS, **{f"Field{number}": "" for number in range(200)})[0] == 403
    assert line.ask(CALL, **FIELDS, Long="x" * 70_000)[0] == 403


def test_requests_that_are_played_back(line: Line, clock: Clock, store: SqliteStore) -> None:
    """The same request again gets the same answer and makes nothing twice; after a day it is refused."""
    clock.now = OPEN
    call = line.call()
    call.press("1")
    call.press("1")
    call.wait(QueuePosition="1")
    call.press("1")
    call.press("1")
    first = call.now
    for address, fields in call.asked[1:]:
        line.ask(address, **fields)
    assert line.ask(call.asked[-1][0], **call.asked[-1][1]) == (200, first)
    (case,) = store.newest(10)
    assert [event.kind for event in case.events] == ["received", "callback-requested"]
    assert len(records(store, clock)) == 1
    clock.pass_by(hours=27)
    for address, fields in call.asked[1:]:
        assert line.ask(address, **fields) == (403, "")


def test_first_requests_that_are_played_back(line: Line) -> None:
    """The first request of a call carries no time; Twilio repeats it a few times at most, and nobody more often."""
    answers = [line.ask(CALL, **FIELDS) for _ in range(8)]
    assert [status for status, _ in answers] == [200] * 6 + [403] * 2
    assert len({body for _, body in answers[:6]}) == 1


def test_old_events(line: Line, clock: Clock, store: SqliteStore) -> None:
    """An event that says when it happened is refused when that is long ago, or yet to come."""
    clock.now = OPEN
    status = f"{SITE}_desk/telephony/twilio/status"
    over = FIELDS | {"CallStatus": "completed", "CallDuration": "12"}
    for told in ("Mon, 23 Nov 2026 10:00:00 +0000", "Tue, 24 Nov 2026 16:00:00 +0000", "yesterday"):
        assert line.ask(status, **over, Timestamp=told) == (403, "")
    assert line.ask(status, **over, Timestamp="Tue, 24 Nov 2026 14:59:58 +0000")[0] == 200
    (record,) = records(store, clock)
    assert (record.outcome, record.waited, record.queue) == ("abandoned", None, "")
    assert record.began_at == OPEN - timedelta(seconds=12)


def test_what_is_kept_of_an_answered_call(line: Line, clock: Clock, store: SqliteStore) -> None:
    """Waiting and talking are measured; nothing in the record leads to the caller (rows P4, P7)."""
    clock.now = OPEN
    call = line.call()
    call.press("1")
    call.press("1")
    call.wait(QueuePosition="1")
    clock.pass_by(seconds=160)
    for _ in range(2):
        call.go(call.left, QueueResult="bridged", QueueTime="40")
    over = {"CallStatus": "completed", "CallDuration": "165"}
    line.ask(f"{SITE}_desk/telephony/twilio/status", **FIELDS | over | {"CallSid": call.call_id})
    (record,) = records(store, clock)
    assert replace(record, id="") == CallRecord(
        id="",
        began_at=OPEN,
        queue="access",
        channel="phone",
        waited=40,
        talked=120,
        outcome="answered",
        source="twilio",
    )
    assert call.call_id not in record.id


def test_wait_that_is_not_told(line: Line, clock: Clock, store: SqliteStore) -> None:
    """A wait that Twilio does not tell is not measured; one of no time at all is zero (row P4)."""
    clock.now = OPEN
    for told in ({}, {"QueueTime": "0"}, {"QueueTime": "soon"}):
        call = line.call()
        call.press("1")
        call.press("2")
        call.wait()
        call.go(call.left, QueueResult="hangup", **told)
    assert sorted(str(record.waited) for record in records(store, clock)) == ["0", "None", "None"]
    assert {record.outcome for record in records(store, clock)} == {"abandoned"}


def test_call_back_instead_of_waiting(line: Line, clock: Clock, store: SqliteStore, log: Log) -> None:
    """The words of consent are spoken before the key that gives it, and their version is kept (rows P5, C1, C3, C5)."""
    clock.now = OPEN
    call = line.call()
    call.press("2")
    call.press("1")
    call.wait(QueuePosition="4")
    clock.pass_by(seconds=90)
    call.press("1")
    assert call.said[1] == "Al oprimir 1 acepta que le llamemos a este número por este asunto."
    assert not store.newest(1)
    call.press("1")
    (case,) = store.newest(10)
    wanted = body_of(case.events[1])
    assert isinstance(wanted, CallbackRequested)
    assert (case.received.channel, case.received.language, case.received.topic) == ("callback", "es", "locked-out")
    assert (wanted.queue, wanted.country, wanted.consent, wanted.goal) == ("access", "US", "2026-11", "30 minutes")
    assert (wanted.earliest, wanted.goal_due) == (
        OPEN + timedelta(seconds=90),
        OPEN + timedelta(seconds=90, minutes=30),
    )
    texts = log.texts(case)
    assert texts
    assert (texts.fields["number"], case.received.acknowledged_by) == ("+12125550143", "text")
    (record,) = records(store, clock)
    assert (record.outcome, record.channel, record.waited) == ("callback", "callback", 90)


def test_who_does_not_agree_goes_on_waiting(line: Line, clock: Clock, store: SqliteStore) -> None:
    """Another key, or none, is no consent (row C5)."""
    clock.now = OPEN
    call = line.call()
    call.press("1")
    call.press("1")
    call.wait(QueuePosition="4")
    call.press("1")
    call.press("2")
    assert call.said == ["You are still in line."]
    assert not store.newest(1)


@pytest.mark.parametrize("caller", ["anonymous", "+266696687", "+34612345678", "+19005550143"])
def test_numbers_that_are_not_called(line: Line, clock: Clock, store: SqliteStore, caller: str) -> None:
    """A withheld number, one abroad and one that costs extra are offered a message only, and keys for more do nothing."""
    clock.now = OPEN
    call = line.call(caller)
    call.press("1")
    call.press("1")
    call.wait(QueuePosition="4")
    assert call.said[-1] == "To leave a message instead, press 2."
    call.press("1")
    assert "agreed" not in call.now
    assert not store.newest(1)


def test_recording_is_told_twice(line: Line, store: SqliteStore, log: Log) -> None:
    """Where the end of the call was lost, the recording itself makes the case; whoever tells first, it is one (row T1)."""
    call = line.call()
    call.press("1")
    finished = call.address("Record", "recordingStatusCallback")
    told = {
        "RecordingStatus": "completed",
        "RecordingSid": f"RE{1:032x}",
        "RecordingUrl": f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/RE{1:032x}",
        "RecordingDuration": "42",
    }
    call.speak(42)
    before = store.newest(10)
    line.ask(finished, AccountSid=ACCOUNT, CallSid=call.call_id, **told)
    assert store.newest(10) == before
    line.ask(finished, AccountSid=ACCOUNT, CallSid="CA" + "e" * 32, **told | {"RecordingSid": f"RE{2:032x}"})
    (known,) = before
    (lost,) = (case for case in store.newest(10) if case.reference != known.reference)
    for case, number in ((known, "+12125550143"), (lost, "")):
        texts = log.texts(case)
        assert texts
        assert (texts.fields["number"], texts.fields["seconds"]) == (number, "42")
        assert texts.fields["recording"].startswith("https://api.twilio.com/")
    assert "api.twilio.com" not in "".join(event.body for case in (lost, known) for event in case.events)


def test_recordings_of_nothing(line: Line, store: SqliteStore) -> None:
    """Silence, and an address that is none, are no messages."""
    call = line.call()
    call.press("1")
    record = call.address("Record", "action")
    call.speak(0)
    assert call.said == ["We have heard nothing. Please call again. Goodbye."]
    call.go(record, RecordingUrl="javascript:alert(1)", RecordingSid=f"RE{1:032x}", RecordingDuration="4")
    assert call.said == ["We have heard nothing. Please call again. Goodbye."]
    assert not store.newest(1)


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example/RE1",
        "https://api.twilio.com@evil.example/RE1",
        "https://api.twilio.com.evil.example/RE1",
        "https://evil.example/api.twilio.com/RE1",
        'https://api.twilio.com/"><script>',
        "https://api.twilio.com/RE1\n",
    ],
)
def test_recordings_that_lie_elsewhere(place: str, line: Line, store: SqliteStore, log: Log) -> None:
    """The message is kept, but staff are given no address to open but the provider's own, signed or not (row T1)."""
    call = line.call()
    call.press("1")
    recording = f"RE{1:032x}"
    call.go(call.address("Record", "action"), RecordingUrl=place, RecordingSid=recording, RecordingDuration="4")
    (case,) = store.newest(2)
    texts = log.texts(case)
    assert texts
    assert texts.fields["recording"] == f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/{recording}"


def test_missing_library_keeps_nobody_from_writing(
    phone_bundle: Bundle, log: Log, clock: Clock, wake: Wake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Twilio's library is missing the form goes on; commands say what to install (row T1)."""
    monkeypatch.setenv("FRONTDESK_TWILIO_TOKEN", TOKEN)
    monkeypatch.setitem(sys.modules, "twilio.request_validator", None)
    handlers = desk_handlers(lambda: phone_bundle, log, clock, wake)
    answers = [handler(HttpRequest(method="GET", path="/_desk/status")) for handler in handlers]
    assert [answer.status for answer in answers if answer] == [200]
    with pytest.raises(BackendError, match=r"pip install 'frontdesk\[telephony\]'"):
        configured_twilio_token()


FIELD = st.text(max_size=60) | st.sampled_from(
    ["1", "2", "hangup", "bridged", "leave", "completed", "-1", "1e9", "RE" + "0" * 32]
)
PLACES = (
    "call",
    "language",
    "welcome",
    "topic",
    "line",
    "waiting",
    "instead",
    "agreed",
    "left",
    "voicemail",
    "recording",
)
NAMES = (
    "Digits",
    "QueueResult",
    "QueueTime",
    "QueuePosition",
    "RecordingUrl",
    "RecordingSid",
    "RecordingDuration",
    "From",
)
QUERY = st.dictionaries(st.sampled_from(["began", "step", "language", "topic", "queued", "asked", "waited"]), FIELD)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.sampled_from([*PLACES, "status"]),
    query=QUERY,
    fields=st.dictionaries(st.sampled_from([*NAMES, "CallStatus", "CallDuration", "Timestamp"]), FIELD),
)
def test_whatever_is_signed_is_answered(
    handlers: list[Handler], clock: Clock, place: str, query: dict[str, str], fields: dict[str, str]
) -> None:
    """Anything that bears a right signature gets TwiML or a refusal, and never an error of ours."""
    began = str(int(clock.now.timestamp()))
    asked = {"began": began, "step": "1"} | query if query else {}
    form = FIELDS | fields
    address = f"{SITE}_desk/telephony/twilio/{place}" + (f"?{urlencode(asked)}" if asked else "")
    request = HttpRequest(
        method="POST",
        path=f"/_desk/telephony/twilio/{place}",
        query=asked,
        headers={
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": RequestValidator(TOKEN).compute_signature(address, form),
        },
        body=urlencode(form).encode(),
    )
    (answer,) = (found for handler in handlers if (found := handler(request)))
    assert answer.status in {200, 403}
    if answer.status == 200:
        assert ET.fromstring(answer.body.decode()).tag == "Response"  # noqa: S314 - our own answer
