"""Who takes care of a case, and what it is: assigned, reclassified, marked, with a trace of each (rows C2, T3, L2, Q5)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from contact.events import Assigned, IdentityChecked, Reclassified, body_of
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.data import from_json, replace
from desk.folders import Folders
from desk.profiles.reading import clocks_of
from desk.queues import Away, Person, Queue
from tests.contact.acts.conftest import Act, Customers, Told

QUEUES = {
    "general": Queue(id="general", people=(Person(name="Cleo Park", contact="cleo.park@example.com"),)),
    "payments": Queue(
        id="payments",
        people=(
            Person(name="Dan Ruiz", away=(Away(start=date(2026, 11, 20), end=date(2026, 11, 30)),)),
            Person(name="Old Hand", end=date(2026, 11, 1)),
        ),
        fallback="general",
    ),
}


@pytest.fixture(autouse=True)
def queues(project: Path, bundle: Bundle) -> None:
    """A desk of two queues, which is checked for MiCA."""
    settings = replace(bundle.settings, queues=QUEUES, clocks=clocks_of(["mica"], date(2026, 11, 21)))
    (Folders(project).bundle / BUNDLE_FILE).write_bytes(bundle_bytes(replace(bundle, settings=settings)))


def test_a_case_is_given_to_a_person(customers: Customers, act: Act, told: Told) -> None:
    """By name or address, in whatever letters; the queue is the one that they are in (row C2)."""
    case = customers.asks()
    assert act("assign", case, "--to", "dan ruiz", "--reason", "knows it") == 0
    assert told() == (f"{case.reference}: given to Dan Ruiz (payments)\n", "note: Dan Ruiz is not there today\n")
    body = body_of(customers.now(case).events[-1])
    assert body == Assigned(queue="payments", to="Dan Ruiz", by="lee", reason="knows it")
    assert act("assign", case, "--to", "cleo.park@example.com") == 0
    assert told() == (f"{case.reference}: given to Cleo Park (general)\n", "")


def test_the_settings_choose_a_person_of_a_queue(customers: Customers, act: Act, told: Told) -> None:
    """Where nobody of it is there, somebody of its fallback."""
    case = customers.asks()
    customers.add(case, Assigned(queue="payments", to="", by="kim"))
    assert act("assign", case, "--queue", "payments") == 0
    assert told()[0] == f"{case.reference}: given to Cleo Park (general)\n"
    assert act("assign", case) == 1
    assert told()[1] == f"{case.reference}: Cleo Park (general) has it already\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--queue", "paymets"], "'paymets' is no queue: did you mean 'payments'?"),
        (["--queue", "zzz"], "'zzz' is no queue: use one of general, payments"),
        (["--to", "Cleo Prak"], "'Cleo Prak' is in no queue: did you mean 'Cleo Park'?"),
    ],
)
def test_who_is_unknown_is_told_the_nearest_name(
    customers: Customers, act: Act, told: Told, words: list[str], why: str
) -> None:
    """One plain sentence, and nothing is written."""
    case = customers.asks()
    assert act("assign", case, *words) == 1
    assert told()[1] == f"{why}\n"
    assert customers.kinds(case) == ["received"]


def test_all_that_nobody_has_is_given_to_somebody(customers: Customers, act: Act, told: Told) -> None:
    """Also what belongs to a person who has left; not what somebody has, and not what is closed."""
    without, left, taken, closed = (customers.asks() for _ in range(4))
    customers.add(without, Assigned(queue="general", to="", by="kim"))
    customers.add(left, Assigned(queue="payments", to="Old Hand", by="kim"))
    customers.add(taken, Assigned(queue="payments", to="Dan Ruiz", by="kim"))
    customers.add(closed, Assigned(queue="general", to="", by="kim"))
    act("resolve", closed, "--outcome", "full")
    told()
    assert act("assign", None, "--all", "--by", "lee") == 0
    assert told()[0] == "2 given to somebody, 0 left without\n"
    assert [customers.standing(case).to for case in (without, left, taken)] == ["Cleo Park", "Cleo Park", "Dan Ruiz"]
    assert customers.kinds(closed)[-1] != "assigned"


def test_what_was_given_away_is_told_to_programs_too(act: Act, told: Told) -> None:
    """`--json` prints JSON here as everywhere."""
    assert act("assign", None, "--all", "--json") == 0
    assert from_json(told()[0].encode(), dict[str, int]) == {"given": 0, "left": 0}


def test_either_one_case_or_all(customers: Customers, act: Act, told: Told) -> None:
    """Anything else is wrong use."""
    case = customers.asks()
    assert [act("assign"), act("assign", case, "--all"), act("assign", None, "--all", "--queue", "general")] == [
        2,
        2,
        2,
    ]
    assert told()[1] == 3 * "name a case, or give --all without --to and --queue\n"


def test_a_request_that_is_a_complaint_starts_its_clocks(customers: Customers, act: Act, told: Told) -> None:
    """From when it came in, not from when somebody noticed (rows T3, R5)."""
    case = customers.asks()
    customers.clock.pass_by(days=10)
    assert act("reclassify", case, "--kind", "complaint", "--reason", "she complains") == 0
    assert told()[0] == (
        f"{case.reference}: complaint about fees, individual; legal clock: final-answer by 2027-01-21 (mica)\n"
    )
    standing = customers.standing(case)
    assert (standing.kind, standing.reclassified) == ("complaint", 1)
    (clock,) = standing.legal
    assert clock.last_day == (case.received_at + timedelta(days=61)).date()
    assert act("reclassify", case, "--kind", "request", "--reason", "she does not") == 0
    assert customers.standing(case).legal == ()


def test_another_topic_belongs_to_its_queue(customers: Customers, act: Act, told: Told) -> None:
    """And in it to somebody who is there; the reason stays in the log."""
    case = customers.asks()
    customers.add(case, Assigned(queue="general", to="Cleo Park", by="kim"))
    assert act("reclassify", case, "--topic", "locked-out", "--customer", "institution", "--reason", "wrong topic") == 0
    assert told()[0].startswith(f"{case.reference}: request about locked-out, institution; given to ")
    body = body_of(customers.now(case).events[2])
    assert isinstance(body, Reclassified)
    assert (body.topic, body.reason) == ("locked-out", "wrong topic")
    assert customers.standing(case).queue == "access"


def test_what_it_is_already_is_refused(customers: Customers, act: Act, told: Told) -> None:
    """As is to say nothing, and a topic that is none."""
    case = customers.asks()
    assert act("reclassify", case, "--kind", "request", "--reason", "r") == 1
    assert act("reclassify", case, "--reason", "r") == 1
    assert act("reclassify", case, "--topic", "fee", "--reason", "r") == 1
    same, nothing, topic = told()[1].splitlines()
    assert same == f"{case.reference}: it is a request about fees already"
    assert nothing == "say what it is: --kind, --topic or --customer"
    assert topic.startswith("'fee' is no topic: use one of locked-out, security, ")


def test_words_of_dissatisfaction_make_somebody_look(customers: Customers, act: Act, told: Told) -> None:
    """In `show` and in the list, until somebody says what it is: also that it is a request after all (row T3)."""
    customers.post(message="This is unacceptable, I am furious.")
    case = customers.log.store.newest(1)[0]
    look = (
        "look       words of dissatisfaction stand in this request: is it a complaint? `requests reclassify` says so\n"
    )
    act("show", None, case.reference)
    assert look in told()[0]
    act("list", None, "--due")
    assert told()[0].splitlines()[1].endswith("\tcomplaint?")
    act("list")
    assert told()[0].splitlines()[1].endswith("\treceived, complaint?")
    assert act("reclassify", case, "--kind", "request", "--reason", "only loud") == 0
    act("show", None, case.reference)
    act("list", None, "--due")
    assert "complaint?" not in told()[0]
    assert customers.standing(case).reclassified == 0


def test_what_they_write_later_counts_too(customers: Customers, act: Act, told: Told) -> None:
    """Somebody looks again."""
    case = customers.asks()
    customers.writes(case, dissatisfied=True)
    act("list", None, "--due", "--json")
    (work,) = from_json(told()[0].encode(), list[dict[str, object]])
    assert work["may_be_a_complaint"] is True


def test_who_the_customer_is_was_found_out(customers: Customers, act: Act, told: Told) -> None:
    """By a word, so that nobody writes the number of a passport into the log (row L2)."""
    case = customers.asks()
    assert act("identity", case, "--passed", "--how", "documents") == 0
    assert told()[0] == f"{case.reference}: identity proven by documents\n"
    body = body_of(customers.now(case).events[-1])
    assert body == IdentityChecked(passed=True, how="documents", by="lee")
    with pytest.raises(SystemExit, match="2"):
        act("identity", case, "--failed", "--how", "passport X1234567")
    assert told()[1].endswith("'passport X1234567' is not one word of small letters such as documents or call-back\n")


def test_a_customer_is_marked_as_vulnerable(customers: Customers, act: Act, told: Told) -> None:
    """And not any more; twice the same is refused (row Q5)."""
    case = customers.asks()
    assert [act("mark", case, "--vulnerable"), act("mark", case, "--vulnerable")] == [0, 1]
    assert told() == (
        f"{case.reference}: marked as vulnerable\n",
        f"{case.reference}: it is marked as vulnerable already\n",
    )
    assert customers.standing(case).vulnerable
    assert act("mark", case, "--not-vulnerable") == 0
    assert not customers.standing(case).vulnerable


def test_notes_are_for_the_desk_alone(customers: Customers, act: Act, told: Told) -> None:
    """They stand in `show`, encrypted in the log, and set nothing in motion."""
    case = customers.asks()
    before = customers.standing(case).awaiting
    assert act("note", case, "--text", "The bank says no.") == 0
    assert told()[0] == f"{case.reference}: noted\n"
    act("show", None, case.reference)
    assert told()[0].endswith("note by lee\n        The bank says no.\n")
    assert "The bank" not in str(customers.now(case).events)
    assert customers.standing(case).awaiting == before


def test_the_next_day_is_set_by_hand(customers: Customers, act: Act, told: Told) -> None:
    """By when the customer hears again (row R2)."""
    case = customers.asks()
    assert act("next", case, "--due", "2026-12-24") == 0
    assert told()[0] == f"{case.reference}: next update by 2026-12-24 13:00 EST\n"
