"""What staff type: words that stay in the log for ever, and days that nobody forgets."""

from datetime import datetime

import pytest

from contact.events import Reclassified, body_of
from tests.contact.acts.conftest import Act, Customers, Told


@pytest.mark.parametrize("typed", ["lee\nkim", "\x1b[31mlee", "l\u202eee", "l" * 201])
def test_who_and_why_are_one_line_that_can_be_read(customers: Customers, act: Act, told: Told, typed: str) -> None:
    """They stay in the log for ever, so nothing in them steers a terminal or breaks a line (row T2)."""
    case = customers.asks()
    for words in (
        ["--by", typed, "--kind", "complaint", "--reason", "asks"],
        ["--kind", "complaint", "--reason", typed],
    ):
        with pytest.raises(SystemExit):
            act("reclassify", case, *words)
        assert "write " in told()[1]
    assert customers.kinds(case) == ["received"]


def test_names_of_all_languages_are_taken(customers: Customers, act: Act) -> None:
    """Persian joins letters with a character of no width."""
    case = customers.asks()
    assert act("mark", case, "--vulnerable", "--by", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627 Núñez") == 0


@pytest.mark.parametrize("far", ["9999-12-31", "2027-11-24"])
def test_no_case_is_put_off_for_more_than_a_year(customers: Customers, act: Act, told: Told, far: str) -> None:
    """It would be in nobody's list, and the customer would be told such a day (row R2)."""
    case = customers.asks()
    said = f"{case.reference}: {far} is more than a year off: give an earlier day\n"
    assert act("next", case, "--due", far) == 1
    assert told()[1] == said
    assert act("reply", case, "--way", "phone", "--text", "Soon.", "--next", far) == 1
    assert told()[1] == said
    assert act("wait", case, "--until", "0001-01-01") == 1
    assert customers.kinds(case) == ["received"]


def test_the_list_shows_what_a_case_is_now(customers: Customers, act: Act, told: Told) -> None:
    """Who made it a complaint finds it as one, among everything that came in and in what a person is given (row T3)."""
    case = customers.asks()
    act("reclassify", case, "--kind", "complaint", "--topic", "payments", "--reason", "wants it back")
    told()
    act("list")
    assert told()[0].splitlines()[1].split("\t")[2:5] == ["form", "complaint", "payments"]
    act("export", None, case.reference, "--format", "csv")
    assert told()[0].splitlines()[1].split(",")[2:5] == ["form", "complaint", "payments"]


def test_of_two_who_say_what_it_is_neither_is_lost(
    customers: Customers, act: Act, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever read the case before it became a complaint does not turn it back by naming another topic (rows T2, T3)."""
    case = customers.asks()
    complaint = Reclassified(kind="complaint", topic="fees", customer="individual", by="kim")

    def meanwhile() -> datetime:
        if customers.kinds(case) == ["received"]:
            customers.add(case, complaint)
        return customers.clock()

    monkeypatch.setattr("frontdesk.commands.requests.acting.now", meanwhile)
    assert act("reclassify", case, "--topic", "payments", "--reason", "about a deposit") == 1
    assert told()[1] == f"{case.reference}: it was changed in this moment: look at it first\n"
    assert body_of(customers.now(case).events[-1]) == complaint
