"""What callers hear under other settings: one language, no voicemail, words and hours of the owner's own."""

from datetime import UTC, datetime, timedelta

import pytest

from contact.telephony.call import Call
from contact.telephony.flow import Flow, Waiting
from contact.telephony.script import HangUp, Hold, Keys, Play, Record, Say, Step
from contact.telephony.voicemail import call_back_by
from desk.bundle import Bundle
from desk.calendar import Calendar, Hours
from desk.data import replace
from desk.queues import Queue
from desk.settings.model import Languages, Notice, Settings
from desk.telephony import Telephony, Voice
from tests.contact.telephony.conftest import Line

OPEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def flow(bundle: Bundle, now: datetime = OPEN, **changed: object) -> Flow:
    """A flow under settings that differ in something."""
    settings = replace(bundle.settings, **changed)
    assert settings.telephony
    return Flow(bundle=replace(bundle, settings=settings), telephony=settings.telephony, now=now)


def telephony(settings: Settings, **changed: object) -> Telephony:
    """The telephone, changed."""
    assert settings.telephony
    return replace(settings.telephony, **changed)


def said(script: list[Step]) -> list[str]:
    """The sentences of a script, also those that keys may interrupt."""
    words = [heard for step in script for heard in (step.words if isinstance(step, Keys) else [step])]
    return [heard.text for heard in words if isinstance(heard, Say)]


def test_one_language_is_not_asked_for(phone_bundle: Bundle) -> None:
    """The first thing after the greeting is what callers have to know (row I1)."""
    only = Languages(default="en", offered=("en",))
    script = list(flow(phone_bundle, languages=only).begin(Call(began_at=OPEN)))
    assert said(script)[:3] == [
        "Welcome to Sample Desk.",
        "You are talking to Robin, a computer program and not a person.",
        "Calls on this line are recorded.",
    ]


def test_without_voicemail_nothing_is_recorded(phone_bundle: Bundle) -> None:
    """Callers are told when to call again, and no tone invites them to speak (row P3)."""
    phone = phone_bundle.settings.channels.phone
    assert phone
    channels = replace(phone_bundle.settings.channels, phone=replace(phone, voicemail=False))
    script = list(flow(phone_bundle, NIGHT, channels=channels).welcome(Call(began_at=NIGHT, language="en")))
    assert said(script)[-1] == "Please call again then, or write to us on our website. Goodbye."
    assert isinstance(script[-1], HangUp)
    assert not any(isinstance(step, Record) for step in script)


def test_own_words_and_voices(phone_bundle: Bundle) -> None:
    """What an owner has written is spoken, with its fields filled and other braces as they are, by the voice they chose."""
    own = telephony(
        phone_bundle.settings,
        texts={"greeting": {"en": "{organisation} here. {Hello}"}, "closed": {"en": "Come back: {hours}."}},
        voices={"en": Voice(language="en-GB", name="Polly.Amy")},
    )
    greeting = flow(phone_bundle, telephony=own).begin(Call(began_at=OPEN))[0]
    assert greeting == Say(text="Sample Desk here. {Hello}", voice=Voice(language="en-GB", name="Polly.Amy"))
    closed = said(list(flow(phone_bundle, NIGHT, telephony=own).welcome(Call(began_at=NIGHT, language="en"))))
    hours = "Monday to Friday, 9:00 AM to 12:00 PM and 1:00 PM to 5:00 PM (New York time)"
    assert f"Come back: {hours}." in closed


def test_notices_are_spoken(phone_bundle: Bundle) -> None:
    """What all callers should know now is said before the menu; what is about the form only is not (row U1)."""
    text = {"en": "Cards do not work.", "es": "Las tarjetas no funcionan."}
    notice = Notice(id="a", start=OPEN, end=OPEN + timedelta(hours=1), text=text)
    for changed, heard in (({}, True), ({"channels": ("form",)}, False), ({"topics": ("other",)}, False)):
        script = flow(phone_bundle, notices=(replace(notice, **changed),)).welcome(Call(began_at=OPEN, language="es"))
        assert ("Las tarjetas no funcionan." in said(list(script))) is heard


def test_queue_with_hours_of_its_own(phone_bundle: Bundle) -> None:
    """Who chooses a topic whose people have gone home is asked for a message, and the others are put through (row P2)."""
    early = Calendar(name="early", time_zone="America/New_York", weekly=((Hours(6 * 60, 9 * 60 + 30),),) * 5 + ((), ()))
    settings = phone_bundle.settings
    changed = flow(
        phone_bundle,
        calendars={**settings.calendars, "early": early},
        queues={"access": Queue(id="access", hours="early")},
    )
    for topic, kind in (("locked-out", Record), ("other", Hold)):
        script = changed.line(Call(began_at=OPEN, language="en", topic=topic))
        assert any(isinstance(step, kind) for step in script), topic


def test_music_while_waiting(phone_bundle: Bundle) -> None:
    """Keys count during the music too: nobody has to wait for the next announcement (row P5)."""
    own = telephony(phone_bundle.settings, music="https://music.example/hold.mp3")
    waiting = Waiting(position=12, hold=3601, may_call_back=True)
    (keys,) = flow(phone_bundle, telephony=own).waiting(Call(began_at=OPEN, language="en", topic="other"), waiting)
    assert isinstance(keys, Keys)
    assert keys.words[-1] == Play(address="https://music.example/hold.mp3")
    assert said([keys])[1:3] == ["You are number 12 in line.", "The wait is about 61 minutes. This is an estimate."]


def test_estimate_of_a_night_message(phone_bundle: Bundle) -> None:
    """What is left at night is counted from when somebody comes, and not from when nobody is there (rows P3, R1)."""
    assert call_back_by(phone_bundle, "other", NIGHT).due == datetime(2026, 11, 25, 14, 30, tzinfo=UTC)
    assert call_back_by(phone_bundle, "other", OPEN).due == OPEN + timedelta(minutes=30)


@pytest.mark.parametrize("result", ["queue-full", "error", "system-error", "leave", ""])
def test_line_that_takes_nobody(line: Line, result: str) -> None:
    """Where the line is full or out of order a message can be left: there is no busy signal (row P4)."""
    call = line.call()
    call.press("1")
    record = call.now
    assert "<Record" in record
    address = call.address("Record", "action").replace("/voicemail?", "/left?")
    call.go(address, QueueResult=result, QueueTime="5")
    assert "<Record" in call.now
