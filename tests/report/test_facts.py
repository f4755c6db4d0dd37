"""What a report reads quickly is what contact.standing and contact.case say (rows T2, E8)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import settings as hypothesis_settings

from contact.events import Acknowledged, AcknowledgementFailed, AcknowledgementReleased, Body, Bounced, Replied
from contact.report.period_report.facts import SECOND, Facts, instant_of, microseconds
from contact.report.period_report.folding import facts_of
from contact.report.period_report.open_time import OpenTime
from contact.standing import Standing, standing_of
from contact.store import History, Told
from desk.calendar import elapsed
from desk.data import replace
from desk.settings import Settings
from tests.contact.stores.samples import RECEIVED, following, new_case
from tests.report.logs import CASES, END, INSTANT, INSTANTS, START, MadeCase

FAR = datetime(2100, 1, 1, tzinfo=UTC)
SENT = Acknowledged(
    message_id="<222-2222-222.acknowledgement-3.0@a.example>",
    language="en",
    subject="",
    text="",
    html="",
    template_digest="",
    commit="",
    attempts=1,
)


def facts(case: MadeCase, as_of: datetime = FAR) -> Facts | None:
    told = [
        Told(event.number, event.at, event.kind, "" if event.kind == "acknowledged" else event.body)
        for at, body in case.events()
        for event in following("222-2222-222", None, body, at=at)
    ]
    return facts_of(History("222-2222-222", told), as_of)


def seen(standing: Standing) -> dict[str, object]:
    """The same, in the words of contact.standing."""
    return {
        "kind": standing.kind,
        "topic": standing.topic,
        "customer": standing.customer,
        "queue": standing.queue,
        "received": standing.received_at,
        "answered": standing.answered_at,
        "resolved": standing.resolved_at,
        "outcome": standing.outcome or "",
        "redress": standing.redress,
        "updates": standing.updates,
        "next_due": standing.next_due,
        "waiting": standing.waiting,
        "reclassified": standing.reclassified,
        "reopened": standing.reopened,
        "vulnerable": standing.vulnerable,
        "call": standing.call,
        "first_attempt": standing.first_attempt_at if standing.callback else None,
        "reached": standing.reached_at if standing.callback else None,
        "asked": standing.feedback_asked_at,
        "score": standing.score,
        "erased": standing.erased,
        "automatic": standing.nobody_answers,
        "legal": [(clock.profile, clock.name, clock.due) for clock in standing.legal],
    }


def read(facts: Facts) -> dict[str, object]:
    """The facts, in the same words."""
    instants = ("received", "answered", "resolved", "next_due", "first_attempt", "reached", "asked")
    same = (
        "kind",
        "topic",
        "customer",
        "queue",
        "outcome",
        "redress",
        "updates",
        "waiting",
        "reclassified",
        "reopened",
    )
    with_callback = facts.called_for is not None
    found: dict[str, object] = {
        name: getattr(facts, name) for name in (*same, "vulnerable", "call", "score", "automatic")
    }
    for name in instants:
        value = getattr(facts, name)
        found[name] = (
            None if value is None or (name in {"first_attempt", "reached"} and not with_callback) else instant_of(value)
        )
    found["erased"] = facts.erased is not None
    found["legal"] = [(clock.profile, clock.name, instant_of(clock.due)) for clock in facts.legal]
    return found


@hypothesis_settings(max_examples=200)
@given(case=CASES)
def test_facts_are_what_the_standing_is(case: MadeCase) -> None:
    """Whatever happens to a case, the quick way and contact.standing say the same of it."""
    events = [event for at, body in case.events() for event in following("222-2222-222", None, body, at=at)]
    found = facts(case)
    assert found
    assert read(found) == seen(standing_of(events))


def test_what_happens_later_is_not_there(settings: Settings) -> None:
    """Facts as of an instant know no event of that instant or after it; a case that was recorded then is not there."""
    received = new_case().events[0]
    replied = following("222-2222-222", received, Replied(text="", personal_digest="", by="lee"), at=END)[0]
    history = History(
        "222-2222-222", [Told(1, START, received.kind, received.body), Told(2, END, "replied", replied.body)]
    )
    as_of_end = facts_of(history, END)
    assert as_of_end
    assert as_of_end.answered is None
    assert facts_of(history, START) is None


@hypothesis_settings(max_examples=60)
@given(start=INSTANTS, end=INSTANTS)
def test_open_time_is_that_of_the_calendar(settings: Settings, start: datetime, end: datetime) -> None:
    """Business time is what desk.calendar says it is, to the microsecond (row Q2)."""
    for calendar in settings.calendars.values():
        passed = OpenTime(calendar).between(microseconds(start), microseconds(end))
        assert passed == elapsed(calendar, start, end) // INSTANT


def acknowledgement(*later: Body) -> tuple[str, int | None]:
    """What became of it after some events, a minute apart, and after how many seconds it was handed over."""
    case = MadeCase(recorded=START, received=RECEIVED, later=[(timedelta(minutes=1), body) for body in later])
    found = facts(case)
    assert found
    return found.acknowledgement, None if found.acknowledged is None else (
        found.acknowledged - found.recorded
    ) // SECOND


def test_acknowledgement_is_that_of_the_first_message() -> None:
    """A later message that is acknowledged, or a letter that comes back, says nothing of the first one (row E8)."""
    first, later, letter = (
        f"<222-2222-222.{name}.0@a.example>" for name in ("acknowledgement", "acknowledgement-3", "reply-3")
    )
    sent = replace(SENT, message_id=first)
    assert acknowledgement(sent) == ("sent", 60)
    assert acknowledgement(sent, SENT, Bounced(message_id=later, permanent=True, reason="5.1.1")) == ("sent", 60)
    assert acknowledgement(sent, Bounced(message_id=letter, permanent=True, reason="5.1.1")) == ("sent", 60)
    assert acknowledgement(sent, Bounced(message_id=first, permanent=True, reason="5.1.1")) == ("bounced", 60)
    failed = AcknowledgementFailed(message_id=first, reason="5.1.1", attempts=3)
    assert acknowledgement(failed, SENT) == ("failed", None)
    assert acknowledgement(failed, AcknowledgementReleased(mail="acknowledgement", by="lee"), SENT) == ("sent", 180)
