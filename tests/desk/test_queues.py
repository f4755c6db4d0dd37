"""Who takes care of a case: the topic's queue, in it a person who is there, else a fallback (rows C2, H1, R2)."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.assignment import person_for, taken_care_of, taken_care_of_now
from desk.data import replace
from desk.duration import Duration
from desk.queues import Away, Person, Queue, Updates, chain, in_office
from desk.settings.model import Responsible
from tests.desk.sample import SAMPLE, accepted, changed, refused

LINE = SAMPLE.count("\n") + 1
MONDAY = date(2026, 11, 23)
QUEUES = """\
queues:
  access:
    name: {en: Getting in, es: Acceso}
    people:
      - name: Ana
        contact: ana@sample.example
        from: 2026-01-01
        to: 2026-12-31
        away: [2026-11-23, 2026-12-24 to 2026-12-26]
    fallback: general
    callback_goal: 30 minutes
    hours: phone
  general:
    people: [{name: Ben}, {name: Cleo}]
updates:
  every: 3 business days
"""
SETTINGS = accepted(SAMPLE + QUEUES)


def test_queues_are_read_with_their_people() -> None:
    """With the days on which each of them is there, and the day and the month of a goal for calls."""
    assert SETTINGS.queues == {
        "access": Queue(
            id="access",
            name={"en": "Getting in", "es": "Acceso"},
            people=(
                Person(
                    name="Ana",
                    contact="ana@sample.example",
                    start=date(2026, 1, 1),
                    end=date(2026, 12, 31),
                    away=(
                        Away(start=date(2026, 11, 23), end=date(2026, 11, 23)),
                        Away(start=date(2026, 12, 24), end=date(2026, 12, 26)),
                    ),
                ),
            ),
            fallback="general",
            callback_goal=Duration(30, "minutes"),
            hours="phone",
        ),
        "general": Queue(id="general", people=(Person(name="Ben"), Person(name="Cleo"))),
    }
    assert SETTINGS.updates == Updates(every=Duration(3, "business days"))


def test_without_queues_each_topic_has_its_own_with_nobody_in_it() -> None:
    """So every topic has a queue, whatever is written (row C2); customers hear again after five days (row R2)."""
    for text in (SAMPLE, f"{SAMPLE}queues: {{}}\n"):
        settings = accepted(text)
        assert settings.queues == {"access": Queue(id="access"), "general": Queue(id="general")}
        assert settings.updates == Updates(every=Duration(5, "business days"))


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (MONDAY, False),
        (date(2026, 11, 24), True),
        (date(2026, 12, 23), True),
        (date(2026, 12, 24), False),
        (date(2026, 12, 26), False),
        (date(2026, 12, 27), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_both_ends_count(day: date, *, there: bool) -> None:
    """Of being in office, and of being away."""
    assert bool(in_office(SETTINGS.queues["access"], day)) == there


def test_a_case_goes_to_the_queue_of_its_topic() -> None:
    """To somebody of it who is there (row C2)."""
    assert taken_care_of(SETTINGS, "access", date(2026, 11, 24), "token") == ("access", "Ana")


def test_where_nobody_is_there_the_fallback_takes_over() -> None:
    """Its queue is that of the fallback from then on: its people see it in their list."""
    assert taken_care_of(SETTINGS, "access", MONDAY, "token") in {("general", "Ben"), ("general", "Cleo")}


def test_where_nobody_of_any_fallback_is_there_a_responsible_person_is() -> None:
    """By name, or by role where no name is written (row H1); the queue stays the topic's."""
    empty = {"access": Queue(id="access", fallback="general"), "general": Queue(id="general")}
    settings = replace(SETTINGS, queues=empty)
    assert taken_care_of(settings, "access", MONDAY, "token") == ("access", "Head of Customer Service")
    named = Responsible(role="Head", name="Dora", contact="", start=MONDAY)
    assert taken_care_of(replace(settings, responsible=(named,)), "access", MONDAY, "t") == ("access", "Dora")
    assert taken_care_of(replace(settings, responsible=()), "access", MONDAY, "t") == ("access", "")


def test_a_topic_of_earlier_settings_is_in_no_queue() -> None:
    """A responsible person looks at it."""
    assert taken_care_of(SETTINGS, "gone", MONDAY, "token") == ("", "Head of Customer Service")


def test_the_same_case_goes_to_the_same_person() -> None:
    """So the record can be checked, and a message that is sent twice goes to one."""
    assert len({person_for(SETTINGS, "general", MONDAY, "token") for _ in range(5)}) == 1


def test_many_cases_are_spread_evenly() -> None:
    """Of two people each gets half, nearly."""
    given_to = Counter(person_for(SETTINGS, "general", MONDAY, f"token {number}")[1] for number in range(2000))
    assert all(900 < count < 1100 for count in given_to.values())


def test_the_day_is_that_of_the_queue() -> None:
    """At two in the morning in UTC it is still Sunday in New York, where Ana is there."""
    night = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert taken_care_of_now(SETTINGS, "access", night, "token") == ("access", "Ana")
    assert taken_care_of_now(SETTINGS, "access", night.replace(hour=6), "token")[0] == "general"


@given(
    fallbacks=st.lists(st.sampled_from(["a", "b", "c", "d", ""]), min_size=4, max_size=4),
    first=st.sampled_from("abcde"),
)
def test_fallbacks_end_wherever_they_lead(fallbacks: Sequence[str], first: str) -> None:
    """Also in a circle, which old bundles may hold: each queue is asked once."""
    queues = {name: Queue(id=name, fallback=fallback) for name, fallback in zip("abcd", fallbacks, strict=True)}
    asked = [queue.id for queue in chain(queues, first)]
    assert asked[0] == first
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "queues:\n  acces: {people: [{name: Ana}]}\n  general: {people: [{name: Ana}]}\n",
            "site_config.yml:34: 'access' is not a queue below 'queues:', so nobody would answer 'access' [unknown-queue]\n"
            "    fix: write 'queue: acces'",
            id="a topic's queue that is not there",
        ),
        pytest.param(
            "queues:\n  access: {fallback: genral}\n  general: {people: [{name: Ana}]}\n",
            f"site_config.yml:{LINE + 1}: 'genral' is not a queue below 'queues:' [unknown-queue]\n"
            "    fix: write 'fallback: general'",
            id="a fallback that is not there",
        ),
        pytest.param(
            "queues:\n  access: {fallback: general}\n  general: {fallback: access}\n",
            f"site_config.yml:{LINE + 1}: the fallback of 'access' leads back to it: nobody would be found [bad-value]\n"
            "    fix: let the last one of them have no fallback\n"
            f"site_config.yml:{LINE + 2}: the fallback of 'general' leads back to it: nobody would be found [bad-value]\n"
            "    fix: let the last one of them have no fallback",
            id="fallbacks in a circle",
        ),
        pytest.param(
            "queues:\n  access: Ana\n  general: {people: [{name: Ana}]}\n",
            f"site_config.yml:{LINE + 1}: the queue 'access' needs lines of its own below it [bad-value]\n"
            "    fix: access:\n           people:\n             - name: Ana Example",
            id="a name in the place of a queue",
        ),
        pytest.param(
            "queues:\n  access: {people: [{contact: a}, {name: Ben}, {name: Ben}]}\n  general: {people: Ana}\n",
            f"site_config.yml:{LINE + 1}: 'Ben' is in this queue twice [bad-value]\n"
            "    fix: delete one of the two, or tell them apart\n"
            f"site_config.yml:{LINE + 1}: 'name' is missing in 'queues.access.people.0' [missing-key]\n"
            "    fix: name: Ana Example\n"
            f"site_config.yml:{LINE + 2}: 'people' is a list [bad-value]\n"
            "    fix: people:\n           - name: Ana Example\n             contact: ana@your-company.com",
            id="people",
        ),
        pytest.param(
            "queues:\n  access: {people: [{name: Ana, from: 2026-02-01, to: 2026-01-01, "
            "away: [2026-12-26 to 2026-12-24, Christmas]}]}\n  general: {hours: phones, callback_goal: soon}\n",
            f"site_config.yml:{LINE + 1}: '2026-12-26 to 2026-12-24' ends before it begins [bad-value]\n"
            "    fix: away: [2026-12-24 to 2026-12-26]\n"
            f"site_config.yml:{LINE + 1}: 'Christmas' is neither a day nor two days with 'to' between them [bad-value]\n"
            "    fix: away: [2026-12-24 to 2027-01-01]\n"
            f"site_config.yml:{LINE + 1}: 'to' (2026-01-01) is before 'from' (2026-02-01) [bad-value]\n"
            "    fix: to: 2026-02-01\n"
            f"site_config.yml:{LINE + 2}: 'phones' is not a calendar below 'hours:' [bad-value]\n"
            "    fix: write 'hours: phone'\n"
            f"site_config.yml:{LINE + 2}: 'soon' is not a time: write a number and one of minutes, hours, business hours, "
            "business days, calendar days, weeks, months [bad-value]\n"
            "    fix: callback_goal: 30 minutes",
            id="days, hours and goals",
        ),
        pytest.param(
            "queues:\n  access: {persons: []}\n  General: {}\n  general:\n",
            f"site_config.yml:{LINE + 1}: 'persons' is not a setting here [unknown-key]\n"
            "    fix: use one of: name, people, fallback, callback_goal, hours\n"
            f"site_config.yml:{LINE + 2}: 'General' is no id [bad-value]\n"
            "    fix: use lower case letters, digits and hyphens, such as: general:\n"
            f"site_config.yml:{LINE + 3}: 'general' is missing in 'queues' [missing-key]\n"
            "    fix: general:\n           people:\n             - name: Ana Example",
            id="names of keys and queues",
        ),
        pytest.param(
            "updates: {every: soon}\n",
            f"site_config.yml:{LINE}: 'soon' is not a time: write a number and one of minutes, hours, business hours, "
            "business days, calendar days, weeks, months [bad-value]\n    fix: every: 5 business days",
            id="how often",
        ),
        pytest.param(
            "updates: {every: 18 months}\n",
            f"site_config.yml:{LINE}: '18 months' is not a time: customers hear of an open case within a year, "
            "so at most 12 months [bad-value]\n    fix: every: 5 business days",
            id="too seldom",
        ),
    ],
)
def test_queues_that_cannot_be_are_explained(text: str, message: str) -> None:
    """With the line, and what to write instead."""
    assert refused(SAMPLE + text) == message


def test_a_queue_may_bear_the_name_of_its_only_topic() -> None:
    """As in the sample."""
    assert taken_care_of(accepted(changed("queue: general", "queue: access")), "other", MONDAY, "t")[0] == "access"
