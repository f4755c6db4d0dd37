"""Which kind of acknowledgement a customer gets, in every situation that there is (rows E4, E7, U2)."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from desk.ack_choice import ACK_KINDS, Situation, chosen, situation
from desk.data import replace
from desk.settings.model import KINDS, AckKind
from tests.desk.sample import SAMPLE, accepted, at, changed

DOCUMENT = Path(__file__).parents[2] / "docs" / "running" / "acknowledgements.md"
LOCKED_OUT: tuple[AckKind | None, ...] = (None, "locked-out")
EITHER = (False, True)
MONDAY_MORNING, SATURDAY = at("2026-11-23T10:00-05:00"), at("2026-11-21T12:00-05:00")
SURGE = (
    "notices:\n  - {id: rush, from: 2026-11-20T00:00Z, to: 2026-11-22T00:00Z, surge: true, "
    "text: {en: Rush., es: Prisa.}}\n"
)


def every_situation() -> Iterator[Situation]:
    """All combinations: 2 kinds, 2 topics, and 5 questions that are answered yes or no."""
    for kind, topic in product(KINDS, LOCKED_OUT):
        for proven, follow_up, callback, surge, is_open in product(EITHER, repeat=5):
            yield Situation(
                kind=kind,
                topic=topic,
                proven=proven,
                follow_up=follow_up,
                callback=callback,
                surge=surge,
                is_open=is_open,
            )


def expected(one: Situation) -> AckKind:
    """The rows of the table in the documentation, from the last to the first: each outweighs those below it."""
    rows: list[tuple[bool, AckKind]] = [
        (True, "request"),
        (not one.is_open, "out-of-hours"),
        (one.surge, "surge"),
        (one.topic == "locked-out", "locked-out"),
        (one.callback, "callback"),
        (one.kind == "complaint", "complaint"),
        (one.follow_up or not one.proven, "short"),
    ]
    return [kind for fits, kind in rows if fits][-1]


def test_every_combination_has_its_kind() -> None:
    """All 128, and each kind is chosen in some of them."""
    situations = list(every_situation())
    assert len(situations) == 128
    assert [one for one in situations if chosen(one) != expected(one)] == []
    assert {chosen(one) for one in situations} == set(ACK_KINDS)


def test_a_complaint_is_never_acknowledged_as_anything_else() -> None:
    """Whatever else is true of it; only who is not known to be its sender gets the short form (rows T3, E7)."""
    complaints = [one for one in every_situation() if one.kind == "complaint"]
    assert {chosen(one) for one in complaints if one.proven and not one.follow_up} == {"complaint"}
    assert {chosen(one) for one in complaints if not one.proven or one.follow_up} == {"short"}


def test_the_documentation_has_the_same_order() -> None:
    """The table that owners read is the one that is followed, and shows every kind once."""
    rows = re.findall(r"^\| `([a-z-]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    order: tuple[AckKind, ...] = ("short", "complaint", "callback", "locked-out", "surge", "out-of-hours", "request")
    assert tuple(row for row in rows if row in ACK_KINDS) == order


@pytest.mark.parametrize(
    ("text", "topic", "received", "now", "kind"),
    [
        (SAMPLE, "other", MONDAY_MORNING, MONDAY_MORNING, "request"),
        (SAMPLE, "other", SATURDAY, SATURDAY, "out-of-hours"),
        (SAMPLE, "other", SATURDAY, MONDAY_MORNING, "out-of-hours"),
        (SAMPLE, "other", MONDAY_MORNING, SATURDAY, "request"),
        (SAMPLE + SURGE, "other", SATURDAY, SATURDAY, "surge"),
        (SAMPLE + SURGE, "other", SATURDAY, MONDAY_MORNING, "out-of-hours"),
        (SAMPLE + SURGE.replace("surge: true", "surge: false"), "other", SATURDAY, SATURDAY, "out-of-hours"),
        (
            changed("queue: access", "queue: access\n    acknowledgement: locked-out"),
            "access",
            SATURDAY,
            SATURDAY,
            "locked-out",
        ),
        (SAMPLE, "gone", MONDAY_MORNING, MONDAY_MORNING, "request"),
    ],
)
def test_the_settings_decide(text: str, topic: str, received: datetime, now: datetime, kind: AckKind) -> None:
    """Hours count when the message came in; a notice, when the acknowledgement is sent; a topic that is gone asks for nothing."""
    settings = accepted(text)
    found = situation(settings, kind="request", channel="form", topic_id=topic, received=received, now=now)
    assert chosen(found) == kind
    assert chosen(replace(found, kind="complaint")) == "complaint"
