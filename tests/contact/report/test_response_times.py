"""How quickly people were answered, out of what the log holds of it (rows R1, R6, Q7)."""

from datetime import date, timedelta

import pytest

from contact.events import AcknowledgementReleased, Assigned, Body, Erased, Resolved, Updated
from contact.report.figures import GroupFigures, Part, Times
from contact.report.response_times import ResponseTimes
from contact.seal import seal_due
from desk.data import replace, to_json
from desk.measured import Kept, figures_from
from desk.settings import Settings
from tests.contact.report.conftest import Report
from tests.contact.report.history import MONDAY, REPLIED, History
from tests.desk.sample import at

DAY = timedelta(days=1)


def group(report: ResponseTimes, channel: str = "", kind: str = "", topic: str = "") -> GroupFigures:
    """The figures of one group."""
    (found,) = (one for one in report.groups if (one.channel, one.kind, one.topic) == (channel, kind, topic))
    return found


def keys(report: ResponseTimes) -> list[str]:
    """Which groups are shown."""
    return ["/".join(filter(None, (one.channel, one.kind, one.topic))) or "all" for one in report.groups]


def test_median_percentile_and_share_of_a_group(history: History, report: Report) -> None:
    """Business time of the estimate's calendar, time by the clock, share in time, durations as people say them (row R6)."""
    # Due on Tuesday at 17:00. Ten within three hours, nine on Tuesday morning, one too late.
    history.answered([180] * 10 + [24 * 60] * 9 + [72 * 60])
    assert group(report(), "form", "request") == GroupFigures(
        channel="form",
        kind="request",
        topic="",
        messages=20,
        answered=20,
        unanswered=0,
        in_time=19,
        share_in_time=0.95,
        half_within="3 business hours",
        most_within="8 business hours",
        business_minutes=Times(median=180, percentile_90=8 * 60),
        clock_minutes=Times(median=180, percentile_90=24 * 60),
    )


def test_who_was_not_answered_waits_longer_than_anybody(history: History, report: Report) -> None:
    """Not in time, and in the percentiles as the slowest; where too few were answered there is no percentile."""
    history.answered([30] * 15 + [None] * 10)
    found = group(report())
    assert (found.messages, found.answered, found.unanswered, found.in_time) == (25, 15, 10, 15)
    assert found.clock_minutes == Times(median=30, percentile_90=None)
    assert (found.half_within, found.most_within) == ("30 minutes", "")


@pytest.mark.parametrize(
    ("body", "answered"),
    [
        (REPLIED, 20),
        (Updated(text="update", personal_digest="d1", by="lee"), 20),
        (Resolved(outcome="full", by="lee"), 20),
        (Assigned(queue="general", to="lee", by="kim"), 0),
        (Erased(by="lee", reason="asked for", kept_until="2026-08-04"), 0),
    ],
    ids=["replied", "updated", "resolved", "assigned", "erased"],
)
def test_what_is_an_answer(history: History, report: Report, body: Body, answered: int) -> None:
    """A reply, an update or a resolution by a person; to assign a case or to erase its person is none."""
    for _ in range(20):
        history.event(history.message(), MONDAY + timedelta(minutes=10), body)
    assert group(report()).answered == answered


def test_only_the_first_answer_counts(history: History, report: Report) -> None:
    """Later ones change nothing."""
    for _ in range(20):
        case = history.message()
        for minutes in (10, 500):
            history.event(case, MONDAY + timedelta(minutes=minutes))
    assert group(report()).clock_minutes == Times(median=10, percentile_90=10)


def test_an_erased_person_still_counts(history: History, report: Report, settings: Settings) -> None:
    """Figures come from events, and need nothing that was typed (row N3)."""
    history.answered([30] * 20)
    before = to_json(report())
    for case in list(history.log.store.walk()):
        erased = Erased(by="lee", reason="asked for", kept_until="2026-08-04")
        assert history.log.add(case, MONDAY + timedelta(hours=1), erased, erase=True)
    assert to_json(report()) == before


def test_what_no_person_has_to_answer_is_left_out_and_counted(history: History, report: Report) -> None:
    """Automatic mail; what looks like a program's, unless somebody took it seriously; estimates that are not past yet."""
    history.answered([10] * 20)
    history.message(channel="email", unanswered="auto-submitted")
    closed, released, replied = (history.message(suspected=True) for _ in range(3))
    history.event(closed, MONDAY + timedelta(minutes=5), Resolved(outcome="not", by="lee"))
    history.event(released, MONDAY + timedelta(minutes=5), AcknowledgementReleased(mail="acknowledgement", by="lee"))
    history.event(replied, MONDAY + timedelta(minutes=5))
    last = at("2026-08-31T10:00-04:00")
    history.event(history.message(last), last + timedelta(minutes=5))
    found = report()
    assert (found.received, found.left_out) == (25, {"automatic": 1, "not-due": 1, "suspected": 1})
    assert group(found).messages == 22


def test_small_groups_are_not_shown_and_count_in_the_larger_ones(history: History, report: Report) -> None:
    """Under 20 messages nothing is said of a group, of a promise or of a part (row Q7)."""
    history.answered([10] * 19, topic="other")
    history.answered([10] * 20, topic="access")
    history.answered([10] * 5, kind="complaint", channel="email")
    found = report()
    # Of the 39 requests nothing is said either: beside all 44 they would tell of the 5 complaints.
    assert keys(found) == ["all", "request/access", "form/request/access"]
    assert found.small_groups == 8
    assert group(found).messages == 44
    assert [(one.kind, one.topic, one.messages) for one in found.promises] == [("request", "access", 20)]


def test_a_small_group_cannot_be_worked_out_from_the_others(history: History, report: Report) -> None:
    """Not by taking the groups that are shown from a larger one, nor by way of a part or a promise (row Q7)."""
    history.answered([10] * 60, topic="other")
    history.answered([10] * 40, topic="access")
    history.answered([10] * 5, kind="complaint", topic="other")
    # In a surge: of all 30, and of nothing else.
    history.answered([10] * 30, MONDAY + DAY, topic="other")
    found = report()
    shown = {key: one.messages for key, one in zip(keys(found), found.groups, strict=True)}
    # 130 requests, or those on both topics together, would leave the 5 complaints.
    assert shown == {"all": 135, "request/other": 90, "form/request/other": 90}


def test_the_part_of_a_group_tells_nothing_of_a_small_rest(history: History, report: Report) -> None:
    """Forty outside of a surge, and five in one: of neither anything is said (rows Q7, U2)."""
    history.answered([10] * 40)
    history.answered([10] * 5, MONDAY + DAY)
    found = report()
    assert [(one.messages, one.without_surge, one.in_surge) for one in found.groups] == [(45, None, None)] * 5
    assert found.promises == ()


def test_voicemail_counts_where_the_telephone_was_promised(history: History, report: Report) -> None:
    """Figures stand beside a promise, so they are made by the channel that it is of."""
    history.answered([10] * 10, channel="voicemail")
    history.answered([10] * 10, channel="phone")
    assert group(report(), "phone", "request").messages == 20


def test_promises_are_held_against_what_was_kept(history: History, report: Report) -> None:
    """How many were answered within the promised time, and how many would have been within others, in calendar terms."""
    # Answered on Wednesday at ten: 16 business hours later, which is the second business day.
    history.answered([10] * 10 + [48 * 60] * 10)
    (promise,) = report().promises
    assert (promise.channel, promise.kind, promise.messages) == ("form", "request", 20)
    assert {text: count for text, count in promise.within.items() if "business d" in text or "8" in text} == {
        "8 business hours": 10,
        "1 business day": 10,
        "2 business days": 20,
        "3 business days": 20,
        "4 business days": 20,
        "5 business days": 20,
        "7 business days": 20,
        "10 business days": 20,
        "15 business days": 20,
        "20 business days": 20,
        "8 weeks": 20,
    }


def test_a_surge_is_told_apart(history: History, report: Report) -> None:
    """With and without the messages of a surge; what was promised on other days is not held against it (row U2)."""
    history.answered([10] * 30)
    # Answered on Thursday, within the three business days that these customers were told.
    history.answered([48 * 60] * 19 + [None], MONDAY + DAY)
    found = report()
    whole = group(found)
    assert (whole.messages, whole.in_time, whole.share_in_time) == (50, 49, 0.98)
    usual = Times(median=10, percentile_90=10)
    assert whole.without_surge == Part(
        messages=30, answered=30, in_time=30, share_in_time=1.0, business_minutes=usual, clock_minutes=usual
    )
    assert whole.in_surge
    assert (whole.in_surge.messages, whole.in_surge.answered, whole.in_surge.in_time) == (20, 19, 19)
    assert [promise.messages for promise in found.promises] == [30]


def test_a_surge_that_made_no_estimate_longer_is_told_apart_too(history: History, report: Report) -> None:
    """By the notices that were in force, as the case names them; no promise is held against it (row U2)."""
    history.answered([10] * 20, notices=("busy",))
    assert report().promises == ()
    assert group(report()).in_surge == Part(
        messages=20,
        answered=20,
        in_time=20,
        share_in_time=1.0,
        business_minutes=Times(median=10, percentile_90=10),
        clock_minutes=Times(median=10, percentile_90=10),
    )


def test_time_runs_from_when_the_message_came(history: History, report: Report) -> None:
    """A letter that was written down on the next day has waited since it came (row T4)."""
    for _ in range(20):
        case = history.message(MONDAY, channel="post", came_at=MONDAY - DAY)
        history.event(case, MONDAY + timedelta(minutes=30))
    assert group(report()).clock_minutes == Times(median=24 * 60 + 30, percentile_90=24 * 60 + 30)


def test_the_same_log_gives_the_same_bytes(history: History, report: Report) -> None:
    """The report tells of the log as a seal found it: what comes later changes nothing in it (row Q3)."""
    history.answered([10] * 20 + [None] * 5)
    (seal,) = seal_due(history.log.store, MONDAY + DAY)
    before = to_json(report("2026-Q3", seal.day))
    assert replace(report("2026-Q3", seal.day), seal=None, counted_to=MONDAY.date()).left_out == {"not-due": 25}
    seals = seal_due(history.log.store, MONDAY + 4 * DAY)
    middle = to_json(report("2026-Q3", seals[-1].day))
    for case in list(history.log.store.walk()):
        history.event(case, MONDAY + 4 * DAY)
    history.message(MONDAY + 4 * DAY)
    seal_due(history.log.store, MONDAY + 8 * DAY)
    assert to_json(report("2026-Q3", seal.day)) == before
    assert to_json(report("2026-Q3", seals[-1].day)) == middle
    assert to_json(report("2026-Q3")) == to_json(report("2026-Q3", date(2027, 1, 1)))


def test_a_period_that_is_not_over_ends_with_the_seal(history: History, report: Report) -> None:
    """No page speaks of months that have not come (row R6)."""
    history.answered([10] * 20)
    seal_due(history.log.store, MONDAY + 4 * DAY)
    found = report("2026-Q3")
    assert (found.since, found.until, found.counted_to) == (date(2026, 7, 1), date(2026, 8, 6), date(2026, 8, 6))
    assert group(found).messages == 20
    assert report("2026-Q4").until == date(2026, 10, 1)


def test_the_site_reads_what_the_report_writes(history: History, report: Report) -> None:
    """One file, two readers: no figure gets lost between them."""
    history.answered([180] * 20 + [None] * 2)
    written = report()
    figures = figures_from(to_json(written))
    assert figures.promises == written.promises
    assert isinstance(figures.promises[0], Kept)
    assert [to_json(one) for one in figures.groups] == [
        to_json(
            {
                "channel": one.channel,
                "kind": one.kind,
                "topic": one.topic,
                "messages": one.messages,
                "in_time": one.in_time,
                "half_within": one.half_within,
                "most_within": one.most_within,
            }
        )
        for one in written.groups
    ]
