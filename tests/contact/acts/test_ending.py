"""Waiting, resolving and reopening: what has to be said, what is refused, and that nobody resolves over a customer's head."""

import pytest

from contact.events import Resolved, body_of
from contact.log import Log
from tests.contact.acts.conftest import Act, Customers, Told

PARTLY = ("--outcome", "partial", "--explanation", "The fee was owed.", "--remedies", "Write to the regulator.")


def test_a_case_is_resolved_with_its_outcome(customers: Customers, act: Act, told: Told) -> None:
    """The customer is told, and asked what they think of it where the settings say so (rows R4, K1)."""
    case = customers.asks()
    assert act("resolve", case, "--outcome", "full", "--text", "Done.", "--redress", "12.50 USD") == 0
    assert told() == (f"{case.reference}: resolved: in full, by e-mail to ana@example.net\n", "")
    body = body_of(customers.now(case).events[1])
    assert isinstance(body, Resolved)
    assert (body.outcome, body.by, body.way, body.mail) == ("full", "lee", "email", "resolution-2")
    assert (body.redress, body.explained, body.remedies) == ("12.50 USD", False, False)
    assert customers.now(case).status == "resolved"


@pytest.mark.parametrize("outcome", ["partial", "not"])
def test_less_than_was_asked_for_needs_reasons_and_remedies(
    customers: Customers, act: Act, told: Told, outcome: str
) -> None:
    """Each is named in one sentence, and nothing is written (row R4)."""
    case = customers.asks()
    assert act("resolve", case, "--outcome", outcome, "--explanation", " ") == 2
    assert told()[1].splitlines() == [
        f"--explanation: is missing with the outcome '{outcome}': say why not all that was asked for was given",
        f"--remedies: is missing with the outcome '{outcome}': say what the customer can do who does not agree",
    ]
    assert customers.kinds(case) == ["received"]


def test_reasons_and_remedies_are_kept_with_the_case(customers: Customers, act: Act, log: Log) -> None:
    """Encrypted as all texts are; the log only says that there are some."""
    case = customers.asks()
    assert act("resolve", case, *PARTLY) == 0
    now = customers.now(case)
    body = body_of(now.events[1])
    assert isinstance(body, Resolved)
    assert (body.outcome, body.explained, body.remedies) == ("partial", True, True)
    texts = log.texts(now, body.text)
    assert texts is not None
    assert texts.fields["explanation"] == "The fee was owed."
    assert texts.fields["remedies"] == "Write to the regulator."


def test_a_second_resolution_is_refused(customers: Customers, act: Act, told: Told) -> None:
    """With what there is already, and what to do."""
    case = customers.asks()
    act("resolve", case, *PARTLY)
    told()
    assert act("resolve", case, "--outcome", "full") == 1
    assert told()[1] == (f"{case.reference}: it was resolved (in part) by lee, 2026-11-21 10:01 EST: reopen it first\n")
    assert customers.kinds(case).count("resolved") == 1


def test_nobody_resolves_what_the_customer_wrote_meanwhile(customers: Customers, act: Act, told: Told) -> None:
    """Refused until somebody has read it and says so; an answer of a machine is no message."""
    case = customers.asks()
    act("reply", case, "--text", "Is this enough?")
    customers.writes(case, unanswered="bulk")
    customers.writes(case)
    told()
    assert act("resolve", case, "--outcome", "full") == 1
    assert told()[1] == (
        f"{case.reference}: the customer wrote again, 2026-11-21 10:02 EST: read it, then resolve with --anyway\n"
    )
    assert act("resolve", case, "--outcome", "full", "--anyway") == 0


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        ("wrote", "the customer wrote in this moment: look at it first"),
        ("resolved", "it was resolved in this moment: look at it first"),
    ],
)
def test_nor_what_happens_in_the_same_moment(
    customers: Customers, act: Act, told: Told, meanwhile: str, why: str
) -> None:
    """Between reading the case and writing to it; the text is kept."""
    case = customers.asks()

    class Slow:
        """An input that takes its time."""

        def read(self) -> str:
            if meanwhile == "wrote":
                customers.writes(case)
            else:
                customers.add(case, Resolved(outcome="full", by="kim"))
            return "Done."

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("io.StringIO", lambda _typed: Slow())
        assert act("resolve", case, "--outcome", "full", "--file", "-") == 1
    draft = f"{case.reference}.resolve.txt"
    assert told()[1] == f"{case.reference}: {why}. Your text is kept: --file {draft}\n"
    assert customers.kinds(case) == ["received", meanwhile]


def test_spam_is_closed_without_a_word(customers: Customers, act: Act, told: Told, log: Log) -> None:
    """Nobody is told, and nobody is asked for feedback."""
    case = customers.asks()
    assert act("resolve", case, "--outcome", "full", "--untold") == 0
    assert told()[0] == f"{case.reference}: resolved: in full, and told to nobody\n"
    assert customers.kinds(case) == ["received", "resolved"]
    assert [entry.mail for entry in log.store.outbox()] == ["acknowledgement"]


def test_a_case_is_opened_again(customers: Customers, act: Act, told: Told) -> None:
    """With a day on which the customer hears of it; what is open is refused (row R2)."""
    case = customers.asks()
    assert act("reopen", case) == 1
    assert told()[1] == f"{case.reference}: it is open\n"
    act("resolve", case, "--outcome", "full")
    told()
    assert act("reopen", case, "--reason", "a mistake", "--next", "2026-11-24") == 0
    assert told()[0] == f"{case.reference}: open again; next update by 2026-11-24 17:00 EST\n"
    assert customers.now(case).status == "reopened"
    assert customers.standing(case).next_due is not None


def test_waiting_needs_that_the_customer_knows(customers: Customers, act: Act, told: Told) -> None:
    """Who has not been answered waits for the desk, and not the desk for them (row E1)."""
    case = customers.asks()
    assert act("wait", case) == 1
    assert told()[1] == (
        f"{case.reference}: the customer awaits an answer by 2026-11-24 17:00 EST: reply first and say what you need\n"
    )
    act("reply", case, "--text", "Please send the paper.")
    told()
    assert act("wait", case, "--until", "2026-12-05") == 0
    assert told()[0] == f"{case.reference}: waiting for the customer until 2026-12-05 23:59 EST\n"
    assert customers.now(case).status == "waiting"
    act("resolve", case, "--outcome", "full")
    assert act("wait", case) == 1
    assert told()[1] == f"{case.reference}: it is resolved, so nothing is waited for\n"


def test_what_is_resolved_needs_no_update(customers: Customers, act: Act, told: Told) -> None:
    """To answer what came after the end is another thing, and leaves it resolved."""
    case = customers.asks()
    act("resolve", case, "--outcome", "full")
    told()
    assert act("update", case, "--text", "x") == 1
    assert act("next", case, "--due", "2026-12-01") == 1
    assert told()[1].splitlines() == [
        f"{case.reference}: it is resolved: reopen it first, or use reply",
        f"{case.reference}: it is resolved: reopen it first",
    ]
    customers.writes(case)
    assert act("reply", case, "--text", "You are welcome.") == 0
    assert told()[0] == f"{case.reference}: answered by e-mail to ana@example.net\n"
    assert customers.now(case).status == "resolved"
