"""A case's facts, seen from a period -> its line of cases.csv, and those of its legal clocks in clocks.csv.

Every figure over cases counts such lines: what a column means is said here, once. Knows no table.
"""

from collections.abc import Iterator, Mapping

from contact.report.period_report.facts import MINUTE, SECOND, Facts
from contact.report.period_report.open_time import OpenTime
from desk.data import Data

Cell = str | int | None
Line = tuple[Cell, ...]

CASES = (
    *("reference", "recorded", "received", "received_in", "channel", "kind", "first_kind", "topic", "first_topic"),
    *("language", "customer", "queue", "synthetic", "automatic", "suspected"),
    *("acknowledgement", "acknowledged_at", "acknowledged_seconds"),
    *("estimate_due", "estimate", "surge"),
    *("answered", "answered_at", "answered_minutes", "answered_business_minutes"),
    *("resolved", "resolved_at", "resolved_in", "resolution_minutes", "resolution_business_minutes"),
    *("outcome", "explained", "remedies", "redress", "redress_currency", "redress_hundredths", "band"),
    *("open", "open_at_start", "open_at_end", "closed_in", "came_back", "update", "updates"),
    *("reclassified", "reopened", "vulnerable"),
    *("callback", "callback_in", "callback_goal", "callback_minutes"),
    *("asked_in", "score", "erased"),
)
CLOCKS = ("reference", "profile", "clock", "due", "state", "received_in", "open", "channel", "kind", "topic")
# Those that a reader sees as instants.
INSTANTS = frozenset(
    {"recorded", "received", "acknowledged_at", "estimate_due", "answered_at", "resolved_at", "due", "began"}
)
# Those that are no words: only measured, never asked for.
NUMBERS = frozenset({name for name in CASES if name.endswith(("_minutes", "_seconds", "_hundredths"))} | {"updates"})
# Of row Q5: a complaint that is settled within the first needs no final answer in full.
BANDS = (("summary-resolution", "3-business-days"), ("final-answer", "8-weeks"))
BANDED_BY = "uk-disp"


class View(Data, frozen=True, kw_only=True):
    """From where cases are seen: the period from `start` until just before `end`, the log as of `as_of`, in microseconds.

    `surges` are the notices that tell of one; `open_times` are by calendar, and `usual` is that of one that is gone.
    """

    start: int
    end: int
    as_of: int
    surges: frozenset[str]
    open_times: Mapping[str, OpenTime]
    usual: OpenTime

    def holds(self, instant: int | None) -> bool:
        """Whether an instant is within the period."""
        return instant is not None and self.start <= instant < self.end


def line_of(facts: Facts, view: View) -> Line | None:
    """The line of a case; None for one of which nothing falls into the period."""
    resolved = facts.resolved
    received_in, resolved_in = view.holds(facts.received), view.holds(resolved)
    at_start, at_end = facts.open_at(view.start - 1), facts.open_at(min(view.end, view.as_of) - 1)
    callback_in, asked_in = view.holds(facts.called_for), view.holds(facts.asked)
    if not (received_in or resolved_in or at_start or at_end or callback_in or asked_in):
        return None
    is_open = facts.open_at(view.as_of)
    came_back = at_end and not at_start and not received_in
    closed_in = not at_end and (at_start or (received_in and not facts.automatic))
    return (
        *_about(facts, received_in),
        *_acknowledgement(facts),
        *_estimate(facts, view),
        *_answer(facts, view),
        *_resolution(facts, view, resolved_in=resolved_in),
        _yes(is_open),
        _yes(at_start),
        _yes(at_end),
        _yes(closed_in),
        _yes(came_back),
        _update(facts, view) if is_open else "",
        facts.updates,
        _yes(facts.reclassified > 0),
        _yes(facts.reopened > 0),
        _yes(facts.vulnerable),
        *_callback(facts, view, callback_in=callback_in),
        _yes(asked_in),
        facts.score,
        _yes(facts.erased is not None),
    )


def clock_lines(facts: Facts, view: View) -> Iterator[Line]:
    """The lines of the legal clocks of a case."""
    received_in, is_open = _yes(view.holds(facts.received)), _yes(facts.open_at(view.as_of))
    for clock in facts.legal:
        state = _state(facts, clock.due, view)
        about = facts.channel, facts.kind, facts.topic
        yield facts.reference, clock.profile, clock.name, clock.due, state, received_in, is_open, *about


def _state(facts: Facts, due: int, view: View) -> str:
    resolved = facts.resolved
    if resolved is not None:
        return "kept" if resolved <= due else "missed"
    if facts.erased is not None or facts.automatic:
        return "ended"
    return "overdue" if due < view.as_of else "running"


def _about(facts: Facts, received_in: bool) -> Line:  # noqa: FBT001 - one of the columns
    return (
        facts.reference,
        facts.recorded,
        facts.received,
        _yes(received_in),
        facts.channel,
        facts.kind,
        facts.first_kind,
        facts.topic,
        facts.first_topic,
        facts.language,
        facts.customer,
        facts.queue,
        _yes(facts.synthetic),
        _yes(facts.automatic),
        _yes(facts.suspected),
    )


def _acknowledgement(facts: Facts) -> Line:
    at = facts.acknowledged
    return facts.acknowledgement, at, None if at is None else _up(at - facts.recorded, SECOND)


def _estimate(facts: Facts, view: View) -> Line:
    surge = facts.basis == "surge" or not view.surges.isdisjoint(facts.notices)
    return facts.due, _kept(facts, view), _yes(surge)


def _kept(facts: Facts, view: View) -> str:
    if facts.automatic:
        return "automatic"
    if facts.suspected:
        return "suspected"
    if facts.due >= view.as_of:
        return "not-due"
    return "kept" if facts.answered is not None and facts.answered <= facts.due else "missed"


def _answer(facts: Facts, view: View) -> Line:
    at = facts.answered
    if at is None:
        return "no", None, None, None
    return "yes", at, *_times(facts, at, view)


def _times(facts: Facts, at: int, view: View) -> tuple[int, int]:
    """By the clock, and while the desk was open, in minutes."""
    open_time = view.open_times.get(facts.calendar, view.usual)
    return _up(at - facts.received, MINUTE), _up(open_time.between(facts.received, at), MINUTE)


def _resolution(facts: Facts, view: View, *, resolved_in: bool) -> Line:
    at = facts.resolved
    if at is None:
        return "no", None, "no", None, None, "", "no", "no", "no", "", None, ""
    currency, hundredths = _redress(facts.redress)
    told = facts.outcome, _yes(facts.explained), _yes(facts.remedies)
    paid = _yes(hundredths is not None), currency, hundredths
    return "yes", at, _yes(resolved_in), *_times(facts, at, view), *told, *paid, _band(facts, at)


def _redress(text: str) -> tuple[str, int | None]:
    """`125.00 USD` -> the currency, and the amount in hundredths."""
    amount, _, currency = text.partition(" ")
    units, _, rest = amount.partition(".")
    if not currency or not (units + rest).isdecimal():
        return "", None
    return currency, int(units or "0") * 100 + int(f"{rest}00"[:2])


def _band(facts: Facts, at: int) -> str:
    clocks = {clock.name: clock.due for clock in facts.legal if clock.profile == BANDED_BY}
    if not clocks:
        return "no-clock"
    return next((band for name, band in BANDS if name in clocks and at <= clocks[name]), "longer")


def _update(facts: Facts, view: View) -> str:
    if facts.next_due is not None:
        return "overdue" if facts.next_due < view.as_of else "due"
    return "waiting" if facts.waiting else "none"


def _callback(facts: Facts, view: View, *, callback_in: bool) -> Line:
    asked, first = facts.called_for, facts.first_attempt
    if asked is None or facts.call_goal is None:
        return "", "no", "", None
    after = None if first is None else _up(first - asked, MINUTE)
    return facts.call, _yes(callback_in), _goal(facts, facts.call_goal, view), after


def _goal(facts: Facts, goal: int, view: View) -> str:
    """Whether the first attempt was in time. Who gives a call up has not kept it; who was called off before it cannot have."""
    if facts.first_attempt is not None:
        return "within" if facts.first_attempt <= goal else "late"
    if facts.call_ended is not None:
        return "late" if facts.given_up or facts.call_ended > goal else "not-called"
    return "late" if goal < view.as_of else "open"


def _up(length: int, unit: int) -> int:
    """Whole units, rounded up; nothing where a clock was set back in between."""
    return max(0, -(-length // unit))


def _yes(value: bool) -> str:  # noqa: FBT001 - the one thing that it is about
    return "yes" if value else "no"
