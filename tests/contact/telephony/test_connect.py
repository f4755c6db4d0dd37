"""Flows of Amazon Connect: events in the shape that AWS documents, and flat texts as answers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contact.accept import Desk
from contact.edges.aws import connect, deployed
from contact.log import Log
from contact.store.sqlite import SqliteStore
from contact.telephony.connect import ConnectDesk, ConnectError
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.data import replace
from tests.contact.conftest import Clock, Wake

INSTANCE = "arn:aws:connect:us-east-1:123456789012:instance/01234567-89ab-cdef-0123-456789abcdef"
OPEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def event(caller: str | None = "+12125550143", **parameters: str) -> dict[str, Any]:
    """What a flow sends, with the fields that AWS documents."""
    address = {"Address": caller, "Type": "TELEPHONE_NUMBER"} if caller else None
    return {
        "Name": "ContactFlowEvent",
        "Details": {
            "ContactData": {
                "Attributes": {},
                "AwsRegion": "us-east-1",
                "Channel": "VOICE",
                "ContactId": "4a573372-1f28-4e26-b97b-0123456789ab",
                "CurrentLanguage": "en-US",
                "CustomerEndpoint": address,
                "CustomerId": None,
                "Description": None,
                "InitialContactId": "4a573372-1f28-4e26-b97b-0123456789ab",
                "InitiationMethod": "INBOUND",
                "InstanceARN": INSTANCE,
                "LanguageCode": "en-US",
                "MediaStreams": {"Customer": {"Audio": None}},
                "Name": None,
                "PreviousContactId": "4a573372-1f28-4e26-b97b-0123456789ab",
                "Queue": None,
                "References": {},
                "RelatedContactId": None,
                "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:Telephony"}},
                "SystemEndpoint": {"Address": "+12125550142", "Type": "TELEPHONE_NUMBER"},
                "Tags": {"aws:connect:instanceId": "01234567-89ab-cdef-0123-456789abcdef"},
            },
            "Parameters": parameters,
        },
    }


@pytest.fixture
def connect_bundle(phone_bundle: Bundle) -> Bundle:
    settings = phone_bundle.settings
    assert settings.telephony
    telephony = replace(settings.telephony, provider="connect", account=INSTANCE, messages_from="")
    return replace(phone_bundle, settings=replace(settings, telephony=telephony))


@pytest.fixture
def flows(connect_bundle: Bundle, log: Log, clock: Clock, wake: Wake) -> ConnectDesk:
    clock.now = OPEN
    return ConnectDesk(desk=Desk(bundle=lambda: connect_bundle, log=log, clock=clock, wake=wake))


def test_what_a_flow_learns_of_an_open_desk(flows: ConnectDesk) -> None:
    """Hours, queue, disclosures and offers, each as one text (rows P2, P4, P5, I1)."""
    assert flows.answer(event(topic="locked-out")) == {
        "open": "true",
        "began": "1795532400",
        "language": "en",
        "topic": "locked-out",
        "queue": "Access team",
        "greeting": "Welcome to Sample Desk.",
        "disclosures": "You are talking to Robin, a computer program and not a person. Calls on this line are recorded.",
        "notices": "",
        "closed": "Nobody is here to answer the telephone right now. We answer it Monday to Friday, 9:00 AM to 12:00 PM and "
        "1:00 PM to 5:00 PM (New York time). The line opens again on Tuesday, November 24, 1:00 PM (New York time).",
        "waiting": "All our people are talking to others. We answer in the order of calls.",
        "hold": "How long the wait is has not been measured lately.",
        "hold_seconds": "not measured",
        "voicemail": "Please say after the tone what it is about and how we can reach you, and press the pound key when you "
        "are done. Never tell us a password, a code or a recovery phrase.",
        "may_call_back": "true",
        "consent": "We call the number from which you are calling. By pressing 1 you agree to be called at this number "
        "about this matter. If you agree, press 1. To go on waiting, press 2.",
    }


@pytest.mark.parametrize(
    ("time", "is_open"),
    [("2026-11-24T16:59:59Z", "true"), ("2026-11-24T17:00:00Z", "false"), ("2026-11-26T15:00:00Z", "false")],
)
def test_lunch_and_holidays(flows: ConnectDesk, clock: Clock, time: str, is_open: str) -> None:
    """The same hours as everywhere (row P2)."""
    clock.now = datetime.fromisoformat(time)
    assert flows.answer(event())["open"] == is_open


def test_voicemail_is_a_case(flows: ConnectDesk, store: SqliteStore, log: Log) -> None:
    """A recording that a flow tells of is one case, however often it is told (rows P3, T4)."""
    told = event(ask="voicemail", recording="s3://recordings/2026/11/24/a.wav", seconds="42", language="es")
    answers = [flows.answer(told) for _ in range(2)]
    assert answers[0] == answers[1]
    (case,) = store.newest(10)
    spelled = ", ".join(case.reference.replace("-", ""))
    assert answers[0] == {
        "recorded": "true",
        "reference": case.reference,
        "words": "Gracias. Su mensaje quedó grabado. Este es un aviso automático; le responderá una persona. Prevemos "
        "llamarle a más tardar el martes 24 de noviembre a las 10:30 a. m. (hora de Nueva York); es una estimación, no una "
        f"garantía. Su referencia es {spelled}. La repetimos: {spelled}.",
    }
    assert (case.received.channel, case.received.language, case.received.acknowledged_by) == ("voicemail", "es", "call")
    texts = log.texts(case)
    assert texts
    assert (texts.fields["number"], texts.fields["recording"]) == ("+12125550143", "s3://recordings/2026/11/24/a.wav")


def test_call_back_needs_the_key(flows: ConnectDesk, store: SqliteStore, clock: Clock) -> None:
    """Nothing is asked for unless the key was pressed after the words of consent; then it is one case (rows C1, C5)."""
    with pytest.raises(ConnectError, match="nothing was recorded"):
        flows.answer(event(ask="callback"))
    told = event(ask="callback", agreed="1", topic="locked-out", began="1795532400")
    first = flows.answer(told)
    clock.pass_by(seconds=3)
    assert flows.answer(told) == first
    (case,) = store.newest(10)
    assert [recorded.kind for recorded in case.events] == ["received", "callback-requested"]
    assert (first["recorded"], first["reference"]) == ("true", case.reference)
    assert flows.answer(event(caller=None, ask="callback", agreed="1"))["recorded"] == "false"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "this is no event of a flow of Amazon Connect: it has no Details.ContactData"),
        (
            {"Details": {"ContactData": None}},
            "this is no event of a flow of Amazon Connect: it has no Details.ContactData",
        ),
    ],
)
def test_other_events(flows: ConnectDesk, changed: dict[str, object], sentence: str) -> None:
    """What is no event of Connect is refused in one sentence, for whoever builds the flow."""
    with pytest.raises(ConnectError) as refused:
        flows.answer(changed)
    assert str(refused.value) == sentence


def test_mistakes_of_a_flow(flows: ConnectDesk, store: SqliteStore) -> None:
    """Another instance, an unknown question and an address that is none are told, and nothing is recorded."""
    other = event()
    other["Details"]["ContactData"]["InstanceARN"] = INSTANCE.replace("0123", "9999", 1)
    unnamed = event()
    unnamed["Details"]["ContactData"]["ContactId"] = "../x"
    for told, sentence in (
        (other, "it comes from another instance than 'telephony.account' names"),
        (unnamed, "it names no contact"),
        (event(ask="weather"), "'weather' is nothing to ask for: use one of hours, voicemail, callback"),
        (
            event(ask="voicemail", recording="javascript:1"),
            "'recording' is the address of a recording: s3://... or https://...",
        ),
    ):
        with pytest.raises(ConnectError) as refused:
            flows.answer(told)
        assert str(refused.value) == sentence
    assert not store.newest(1)


@pytest.fixture
def deployed_desk(
    tmp_path: Path, connect_bundle: Bundle, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The environment of a lambda."""
    (tmp_path / BUNDLE_FILE).write_bytes(bundle_bytes(connect_bundle))
    monkeypatch.setenv("FRONTDESK_BUNDLE", str(tmp_path))
    monkeypatch.setenv("FRONTDESK_DATABASE", str(store.path))
    for kept in (deployed.bundle, deployed.log, connect._desk):  # noqa: SLF001 - else it keeps those of another test
        kept.cache_clear()
    yield
    deployed.log().store.close()
    for kept in (deployed.bundle, deployed.log, connect._desk):  # noqa: SLF001 - as above
        kept.cache_clear()


def test_lambda(deployed_desk: None) -> None:
    """The lambda answers with flat texts, which is all that a flow reads."""
    answered = connect.handler(event(), None)
    assert answered["greeting"] == "Welcome to Sample Desk."
    assert all(isinstance(text, str) for text in answered.values())
    assert int(answered["began"]) >= (datetime.now(UTC) - timedelta(minutes=5)).timestamp()
