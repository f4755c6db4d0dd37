"""Notices of some channels and topics, and by how much answers take longer meanwhile (rows U1, U2)."""

from zoneinfo import ZoneInfo

import pytest

from desk.ack_choice import chosen, situation
from desk.channels import ChannelName
from desk.duration import Duration
from desk.estimate import estimate
from desk.settings import Settings
from desk.settings.model import Kind
from tests.desk.sample import SAMPLE, accepted, at, changed, refused

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = at("2026-11-23T10:00-05:00")


def with_notices(*notices: str, text: str = SAMPLE) -> Settings:
    """The sample desk with notices that are in force on the whole Monday; each is the inside of a YAML flow mapping."""
    times = "from: 2026-11-23T00:00-05:00, to: 2026-11-24T00:00-05:00, text: {en: Slow., es: Lento.}"
    return accepted(
        text + "notices:\n" + "".join(f"  - {{id: n{n}, {times}, {own}}}\n" for n, own in enumerate(notices))
    )


def found(settings: Settings, channel: ChannelName = "form", kind: Kind = "request", topic: str = "other") -> str:
    """The duration, its basis and the instant of an estimate on Monday."""
    made = estimate(settings, channel=channel, kind=kind, topic_id=topic, now=MONDAY)
    return f"{made.duration} by {made.basis}, {made.due.astimezone(NEW_YORK):%a %d %H:%M}"


@pytest.mark.parametrize(
    ("notices", "expected"),
    [
        ((), "1 business day by channel, Tue 24 17:00"),
        (("surge: true",), "1 business day by channel, Tue 24 17:00"),
        (("surge: true, factor: 2",), "2 business days by surge, Wed 25 17:00"),
        (("factor: 1.5",), "2 business days by notice, Wed 25 17:00"),
        (("response_time: 3 business days",), "3 business days by notice, Thu 26 17:00"),
        (("response_time: 1 business hour",), "1 business day by channel, Tue 24 17:00"),
        (("factor: 3", "surge: true, factor: 2"), "3 business days by notice, Thu 26 17:00"),
        (("surge: true, response_time: 4 calendar days", "factor: 2"), "4 calendar days by surge, Fri 27 10:00"),
        (("factor: 2, channels: [email, form]",), "2 business days by notice, Wed 25 17:00"),
        (("factor: 2, channels: [phone]",), "1 business day by channel, Tue 24 17:00"),
        (("factor: 2, topics: [access]",), "1 business day by channel, Tue 24 17:00"),
    ],
)
def test_a_notice_lengthens_an_estimate_and_never_shortens_it(notices: tuple[str, ...], expected: str) -> None:
    """Row U2: of several that are about the message, the one counts by which the answer comes last."""
    assert found(with_notices(*notices)) == expected


def test_a_topic_and_a_complaint_are_lengthened_from_their_own_time() -> None:
    """Row U2: whole business hours and days, rounded up."""
    settings = with_notices("factor: 1.3")
    assert found(settings, topic="access") == "6 business hours by notice, Mon 23 16:00"
    assert found(settings, kind="complaint", topic="access") == "3 business days by notice, Thu 26 17:00"


@pytest.mark.parametrize(("now", "basis"), [("T05:00Z", "surge"), ("T04:59Z", "channel")])
def test_a_notice_counts_from_its_first_minute(now: str, basis: str) -> None:
    """Row U1: what comes a minute earlier has the usual time."""
    settings = with_notices("surge: true, factor: 2")
    instant = at(f"2026-11-23{now}")
    assert estimate(settings, channel="form", kind="request", topic_id="other", now=instant).basis == basis


@pytest.mark.parametrize(
    ("usual", "factor", "expected"),
    [(1, 1.1, 2), (20, 1.1, 22), (10, 2.1, 21), (3, 20, 60), (3000, 2, 3650), (30, 1.5, 45)],
)
def test_a_factor_gives_whole_units(usual: int, factor: float, expected: int) -> None:
    """Rounded up, free of what a computer adds to 20 times 1.1, and never more than could be written."""
    assert Duration(usual, "business days").times(factor) == Duration(expected, "business days")


@pytest.mark.parametrize(
    ("own", "kind"), [("", "surge"), ("topics: [access],", "request"), ("channels: [phone],", "request")]
)
def test_only_who_is_concerned_is_told_of_a_surge(own: str, kind: str) -> None:
    """Row U2: a rush on one topic or on the phone is no news to those who write about another."""
    settings = with_notices(f"{own} surge: true")
    about = situation(settings, kind="request", channel="form", topic_id="other", received=MONDAY, now=MONDAY)
    assert chosen(about) == kind


@pytest.mark.parametrize(
    ("notice", "message"),
    [
        (
            "channels: [fone, post]",
            (
                "'fone' is not a channel of 'channels:' [bad-value]\n    fix: write 'phone'\n"
                "site_config.yml:44: 'post' is not a channel of 'channels:' [bad-value]\n"
                "    fix: use one of: phone, email, form"
            ),
        ),
        ("topics: [acces]", "'acces' is not a topic of 'topics:' [bad-value]\n    fix: write 'access'"),
        (
            "factor: 1",
            "'1' is not a factor: write a number above 1 and up to 20, such as 1.5 [bad-value]\n    fix: factor: 2",
        ),
        (
            "factor: 21",
            "'21' is not a factor: write a number above 1 and up to 20, such as 1.5 [bad-value]\n    fix: factor: 2",
        ),
        (
            "response_time: soon",
            (
                "'soon' is not a response time: write a number and one of minutes, hours, business hours, business days, "
                "calendar days, weeks, months [bad-value]\n    fix: response_time: 3 business days"
            ),
        ),
        (
            "factor: 2, response_time: 3 business days",
            "'factor' and 'response_time' both say how long answers take [bad-value]\n    fix: leave one of them out",
        ),
        (
            "surg: true",
            "'surg' is not a setting here [unknown-key]\n    fix: write 'surge:'",
        ),
    ],
)
def test_a_notice_that_cannot_be_is_refused(notice: str, message: str) -> None:
    """Rows U1, U2: where, what, and the text that mends it."""
    times = "id: a, from: 2026-12-01T22:00Z, to: 2026-12-02T02:00Z, text: {en: a, es: b}"
    assert refused(SAMPLE + f"notices:\n  - {{{times}, {notice}}}\n") == f"site_config.yml:44: {message}"


def test_a_desk_tag_in_a_notice_is_refused() -> None:
    """Row U1: nobody is shown braces."""
    times = "id: a, from: 2026-12-01T22:00Z, to: 2026-12-02T02:00Z"
    text = '{en: "Call {{ phone }}", es: b}'
    message = "a notice is shown as it is written: no desk tag is filled in here [bad-value]"
    expected = f"site_config.yml:44: {message}\n    fix: write the value itself"
    assert refused(SAMPLE + f"notices:\n  - {{{times}, text: {text}}}\n") == expected


def test_two_notices_of_one_name_are_refused() -> None:
    """Row U1: cases name the notices under which they came in, so a name is used once."""
    line = "  - {id: rush, from: 2026-12-01T22:00Z, to: 2026-12-02T02:00Z, text: {en: a, es: b}}\n"
    assert refused(SAMPLE + "notices:\n" + line + line) == (
        "site_config.yml:45: there are two notices 'rush' [bad-value]\n    fix: id: rush-2"
    )


def test_a_name_of_a_notice_is_an_id() -> None:
    """Row U1: it stands in records and in the page."""
    line = "  - {id: Big Rush, from: 2026-12-01T22:00Z, to: 2026-12-02T02:00Z, text: {en: a, es: b}}\n"
    assert refused(changed("    from: 2026-01-01\n", "    from: 2026-01-01\nnotices:\n" + line)) == (
        "site_config.yml:44: 'Big Rush' is no id [bad-value]\n"
        "    fix: use lower case letters, digits and hyphens, such as: id: maintenance"
    )


@pytest.mark.parametrize(
    ("start", "why"),
    [
        ("today", "write day, time and offset from UTC"),
        ("2026-11-20T25:00Z", "write day, time and offset from UTC"),
        ("9999-12-31T23:59[America/New_York]", "the year must be from 1970 to 2999"),
        ("2026-11-20T08:00[Madrid]", "there is no time zone 'Madrid'"),
        ("2026-11-20T08:00[../../etc/passwd]", "there is no time zone '../../etc/passwd'"),
        (
            "2026-11-20T08:00+05:00[Europe/Madrid]",
            "its offset from UTC is not that of Europe/Madrid then; leave one of the two out",
        ),
    ],
)
def test_an_instant_that_cannot_be_is_explained(start: str, why: str) -> None:
    """Row U1: in words for who wrote it; an offset is never overruled by a zone."""
    line = f'  - {{id: rush, from: "{start}", to: 2026-12-02T02:00Z, text: {{en: a, es: b}}}}\n'
    assert refused(SAMPLE + "notices:\n" + line) == (
        f"site_config.yml:44: '{start}' is not an instant with its time zone: {why} [bad-value]\n"
        "    fix: from: 2026-12-01T22:00-05:00"
    )


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-11-20T08:00[Europe/Madrid]", "2026-11-20T07:00+00:00"),
        ("2026-11-20T08:00+01:00[Europe/Madrid]", "2026-11-20T07:00+00:00"),
        ("2026-10-25T02:30+02:00[Europe/Madrid]", "2026-10-25T00:30+00:00"),
        ("2026-10-25T02:30+01:00[Europe/Madrid]", "2026-10-25T01:30+00:00"),
    ],
)
def test_an_offset_and_a_zone_may_stand_together(written: str, utc: str) -> None:
    """Row U1: where they agree; in the hour that comes twice, the offset says which."""
    line = f'  - {{id: rush, from: "{written}", to: 2026-12-02T02:00Z, text: {{en: a, es: b}}}}\n'
    assert accepted(SAMPLE + "notices:\n" + line).notices[0].start.isoformat(timespec="minutes") == utc
