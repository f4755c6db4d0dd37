"""By when a person answers (rows R1, R6, C3)."""

import pytest

from desk.channels import ChannelName
from desk.duration import Duration
from desk.estimate import Estimate, estimate
from desk.settings.model import Kind
from desk.wording import instant
from tests.desk.sample import SAMPLE, accepted, at, words_in

TIMES = "  phone:\n    request: 30 minutes\n    complaint: 3 hours\ntopics:"
SETTINGS = accepted(SAMPLE.replace("topics:", TIMES))
SATURDAY_EVENING = at("2026-11-21T18:00-05:00")


@pytest.mark.parametrize(
    ("channel", "kind", "topic_id", "expected"),
    [
        ("form", "request", "other", ("2026-11-24T17:00-05:00", Duration(1, "business days"), "office", "channel")),
        ("form", "complaint", "other", ("2026-11-25T17:00-05:00", Duration(2, "business days"), "office", "channel")),
        ("form", "request", "access", ("2026-11-23T13:00-05:00", Duration(4, "business hours"), "office", "topic")),
        ("form", "complaint", "access", ("2026-11-25T17:00-05:00", Duration(2, "business days"), "office", "channel")),
        ("phone", "request", "access", ("2026-11-23T12:00-05:00", Duration(4, "business hours"), "phone", "topic")),
        ("phone", "complaint", "access", ("2026-11-21T21:00-05:00", Duration(3, "hours"), "phone", "channel")),
        ("post", "request", "gone", ("2026-11-24T17:00-05:00", Duration(1, "business days"), "office", "channel")),
    ],
)
def test_an_estimate_comes_from_the_topic_or_the_channel(
    channel: ChannelName, kind: Kind, topic_id: str, expected: tuple[str, Duration, str, str]
) -> None:
    """A topic's own time is for requests, counted by the channel's calendar; a topic that is gone has none."""
    found = estimate(SETTINGS, channel=channel, kind=kind, topic_id=topic_id, now=SATURDAY_EVENING)
    due, duration, calendar, basis = expected
    assert basis in {"topic", "channel"}
    assert found == Estimate(
        due=at(due), duration=duration, calendar=calendar, basis="topic" if basis == "topic" else "channel"
    )


@pytest.mark.parametrize(
    ("due", "shown"),
    [
        ("2026-11-26T00:00-05:00", "Wednesday, November 25, 11:59 PM (New York time)"),
        ("2026-11-26T00:01-05:00", "Thursday, November 26, 12:01 AM (New York time)"),
        ("2026-11-25T19:00-05:00", "Wednesday, November 25, 7:00 PM (New York time)"),
    ],
)
def test_a_day_that_ends_at_midnight_is_named_by_its_last_minute(due: str, shown: str) -> None:
    """A desk that never closes: "by Thursday, 12:00 AM" would be read as the end of Thursday (row R1)."""
    found = Estimate(due=at(due), duration=Duration(1, "business days"), calendar="always", basis="channel")
    assert instant(found.shown("America/New_York"), "America/New_York", words_in("en")) == shown
