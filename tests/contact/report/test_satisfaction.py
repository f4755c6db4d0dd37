"""What customers thought, by kind, topic and queue; small groups are hidden, and low scores listed (rows K1, K2)."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contact.events import (
    Assigned,
    Body,
    Erased,
    Feedback,
    FeedbackAsked,
    FeedbackUsed,
    Reclassified,
    Reopened,
    Resolved,
)
from contact.log import Log
from contact.report.satisfaction import Satisfaction, Used, satisfaction
from contact.report.small_parts import shown_parts
from desk.measured import LEAST
from desk.settings import Settings
from tests.contact.report.history import MONDAY, History
from tests.desk.sample import at

AUGUST = date(2026, 8, 1), date(2026, 8, 31)
RESOLVED = Resolved(outcome="full", by="Ben")
ASKED = FeedbackAsked(mail="resolution-2")
HOUR = timedelta(hours=1)


def told(log: Log, settings: Settings, as_of: date | None = None) -> Satisfaction:
    return satisfaction(log.store, settings, *AUGUST, as_of)


def judged(history: History, scores: Sequence[int | None], *more: Body, **about: object) -> None:
    """Cases that were closed an hour later, and judged after another hour, or not."""
    for score in scores:
        case = history.message(**about)  # type: ignore[arg-type]  # the names and types are those of `message`
        bodies = [RESOLVED, ASKED, *([Feedback(score=score)] if score else []), *more]
        for number, body in enumerate(bodies, 1):
            history.event(case, MONDAY + number * HOUR, body)


def test_asked_answered_and_mean_are_counted(log: Log, settings: Settings, history: History) -> None:
    """Row K1: how many were asked, how many answered, and what they said."""
    judged(history, [5] * 15 + [4] * 4 + [1] + [None] * 5)
    history.message()
    whole = told(log, settings).whole
    assert (whole.asked, whole.answered, whole.mean, whole.scores) == (25, 20, 4.6, (1, 0, 0, 4, 15))


def test_of_few_answers_no_mean_is_told(log: Log, settings: Settings, history: History) -> None:
    """A mean of nineteen answers could be that of a few known people: only how many there are is told."""
    judged(history, [5] * (LEAST - 1))
    report = told(log, settings)
    assert (report.whole.asked, report.whole.answered, report.whole.mean, report.whole.scores) == (19, 19, None, None)
    assert (report.groups, report.small_groups) == ((), 3)


def test_groups_are_those_of_now(log: Log, settings: Settings, history: History) -> None:
    """A case that was reclassified or handed on counts where it is now."""
    moved = Reclassified(kind="complaint", topic="access", customer="individual", by="Ben")
    judged(history, [3] * LEAST, moved, Assigned(queue="seniors", to="", by="Ben"))
    judged(history, [5] * LEAST)
    shown = {(group.by, group.value): (group.answered, group.mean) for group in told(log, settings).groups}
    assert shown == {
        ("kind", "complaint"): (20, 3.0),
        ("kind", "request"): (20, 5.0),
        ("topic", "access"): (20, 3.0),
        ("topic", "other"): (20, 5.0),
        ("queue", ""): (20, 5.0),
        ("queue", "seniors"): (20, 3.0),
    }


def test_first_answer_counts_whatever_happened_since(log: Log, settings: Settings, history: History) -> None:
    """A case that was reopened and closed again is asked about and answered once; erasing changes no figure."""
    case = history.message()
    bodies: list[Body] = [RESOLVED, ASKED, Feedback(score=2), Reopened(by="Ben"), RESOLVED, ASKED, Feedback(score=5)]
    for number, body in enumerate(bodies, 1):
        history.event(case, MONDAY + number * HOUR, body)
    erased = Erased(by="Ben", reason="asked", kept_until="2026-08-03")
    assert log.add(case, MONDAY + 9 * HOUR, erased, erase=True)
    report = told(log, settings)
    assert (report.whole.asked, report.whole.answered) == (1, 1)
    assert [(low.reference, low.score, low.text) for low in report.low] == [(case.reference, 2, "")]


def test_low_scores_are_listed_with_what_was_changed(log: Log, settings: Settings, history: History) -> None:
    """Row K2: scores of 1 and 2, the newest first, joined to the page, the topic and the change that followed."""
    used = FeedbackUsed(by="Ben", page="fees/costs", commit="4f2c1aa")
    judged(history, [1], used, topic="access", page="/fees/costs/", queue="access")
    judged(history, [3, 5])
    late = history.message()
    for body in (RESOLVED, ASKED, Feedback(score=2, text="feedback", personal_digest="d")):
        history.event(late, MONDAY + 20 * HOUR, body)
    low = told(log, settings).low
    assert [(case.score, case.page, case.topic, case.queue, case.text) for case in low] == [
        (2, "", "other", "", "feedback"),
        (1, "/fees/costs/", "access", "access", ""),
    ]
    assert low[1].used == (Used(at=MONDAY + 4 * HOUR, by="Ben", page="fees/costs", commit="4f2c1aa"),)


def test_days_are_those_of_the_desk(log: Log, settings: Settings, history: History) -> None:
    """Who is asked on the evening of the last day in New York is asked in that month, though it is September in UTC."""
    for when in (
        "2026-08-01T00:00-04:00",
        "2026-08-31T23:59-04:00",
        "2026-07-31T23:59-04:00",
        "2026-09-01T00:00-04:00",
    ):
        case = history.message(at("2026-07-15T12:00-04:00"))
        history.event(case, at(when), ASKED)
    assert told(log, settings).whole.asked == 2


def test_an_earlier_state_can_be_told_again(log: Log, settings: Settings, history: History) -> None:
    """As of a day, nothing that came after it counts: the figures of then come out again."""
    case = history.message()
    history.event(case, MONDAY, RESOLVED)
    history.event(case, MONDAY, ASKED)
    history.event(case, MONDAY + timedelta(days=1), Feedback(score=1))
    assert told(log, settings, MONDAY.date() - timedelta(days=1)).whole.asked == 0
    assert [told(log, settings, MONDAY.date() + timedelta(days=days)).whole.answered for days in (0, 1)] == [0, 1]


def test_empty_log_gives_an_empty_report(log: Log, settings: Settings) -> None:
    """Nobody was asked: nothing is divided by nothing."""
    report = told(log, settings)
    assert (report.whole.asked, report.whole.answered, report.whole.mean) == (0, 0, None)
    assert (report.groups, report.low) == ((), ())


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60)))
def test_no_part_can_be_told_by_subtraction(counts: dict[str, int]) -> None:
    """What is hidden is nobody, or enough people together, whatever the parts are."""
    shown = shown_parts(counts, LEAST)
    hidden = sum(count for part, count in counts.items() if part not in shown)
    assert hidden == 0 or hidden >= LEAST or not any(counts[part] for part in shown)
    assert not [part for part in shown if 0 < counts[part] < LEAST]
