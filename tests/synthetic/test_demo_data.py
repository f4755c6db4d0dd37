"""frontdesk demo-data: a quarter that nobody lived through, in a real log."""

import json
import re
from pathlib import Path

from contact.events import CASE_CHANNELS, EventKind
from contact.log import Log
from contact.verify import doubts
from desk.bundle import Bundle
from tests.commands.conftest import Run, run
from tests.synthetic.made import CASES, NOW, empty_log, filled

__all__ = ["run"]

# What names somebody, and has to be of the sorts that are kept free for examples.
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
NUMBER = re.compile(r"^(\+1212555|\(212\) 555-)01\d\d$")
# What a quarter of a desk is made of.
HAPPENS: set[EventKind] = {
    "received",
    "acknowledged",
    "acknowledgement-failed",
    "acknowledgement-held",
    "acknowledgement-released",
    "delivered",
    "bounced",
    "wrote",
    "assigned",
    "updated",
    "replied",
    "resolved",
    "reopened",
    "feedback",
    "feedback-asked",
    "reclassified",
    "waiting",
    "noted",
    "identity-checked",
    "callback-requested",
    "call-attempted",
    "mail-sent",
}


def bodies(log: Log) -> list[tuple[str, str]]:
    """Everything that the log says of its cases."""
    return [(event.digest, event.body) for case in log.store.walk() for event in case.events]


def test_everything_adds_up(synthetic: Log) -> None:
    """Chains, seals, texts, acknowledgements and what has to be done are those of a real log (rows T1, T2)."""
    assert list(doubts(synthetic, NOW, lambda _: None, texts=True)) == []


def test_quarter_is_believable(synthetic: Log) -> None:
    """Every channel, every sort of event, a surge with longer estimates, calls of which some were not measured (row A5)."""
    cases = list(synthetic.store.walk())
    assert {case.received.channel for case in cases} == set(CASE_CHANNELS)
    assert {event.kind for case in cases for event in case.events} >= HAPPENS
    assert {case.received.estimate.basis for case in cases} >= {"channel", "topic", "surge"}
    assert {case.received.notices for case in cases} == {(), ("synthetic-surge",)}
    calls = list(synthetic.store.calls(cases[0].events[0].at, NOW))
    assert {call.waited is None for call in calls} == {True, False}
    assert synthetic.store.votes()


def test_everything_says_that_it_is_synthetic(synthetic: Log) -> None:
    """No real address, number or name: and each case, each text and each call is marked."""
    for case in synthetic.store.walk():
        assert case.received.synthetic
        for name in case.texts:
            texts = synthetic.texts(case, name)
            assert texts is not None
            fields = texts.fields
            assert not fields.get("message") or re.search("ynthetic|intétic", fields["message"])
            assert fields.get("name", "Sample Customer").startswith("Sample Customer")
            assert all(address.endswith("@example.com") for address in ADDRESS.findall(json.dumps(fields)))
            assert all(NUMBER.match(fields[one]) for one in ("phone", "number") if fields.get(one))
    assert all(call.source == "synthetic" for call in synthetic.store.calls(NOW.replace(year=2026, month=1), NOW))


def test_same_seed_makes_the_same_log(synthetic: Log, bundle: Bundle, tmp_path: Path) -> None:
    """Whoever measures something can have the same cases again; another seed gives others."""
    for seed in (1, 2):
        log = empty_log(tmp_path / str(seed))
        filled(log, bundle, seed=seed)
        assert (bodies(log) == bodies(synthetic)) is (seed == 1)
        assert ([one.digest for one in log.store.seals()] == [one.digest for one in synthetic.store.seals()]) is (
            seed == 1
        )
        log.store.close()


def test_command_says_what_it_wrote(run: Run) -> None:
    """In words for people, in JSON for programs; a second time it is there already, and another quarter is refused."""
    assert run("build").code == 0
    ran = run("demo-data", "--cases", "20", "--period", "2024-Q3")
    assert ran.code == 0
    assert ran.out.startswith("SYNTHETIC: 20 made-up cases from 2024-07-01 to 2024-09-30 and 2 of the weeks before")
    again = run("demo-data", "--cases", "20", "--period", "2024-Q3", "--json")
    assert (again.code, json.loads(again.out)["cases"], json.loads(again.out)["seals"]) == (0, 20, 0)
    other = run("demo-data", "--cases", "20", "--period", "2024-Q3", "--seed", "2")
    assert other.code == 1
    assert re.fullmatch(
        r"the request log is sealed up to 2024-\d\d-\d\d: take a later period, or an empty log\n", other.err
    )


def test_log_with_a_real_case_is_refused(run: Run) -> None:
    """Nothing made up is ever mixed with what somebody wrote."""
    assert run("build").code == 0
    assert run("requests", "add", "--channel", "chat", "--topic", "account", "--message", "Hello").code == 0
    ran = run("demo-data", "--cases", "20", "--period", "2024-Q3")
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(r"the request log has a real case \(.{12}\): take a project of its own\n", ran.err)


def test_period_that_is_not_over_is_refused(run: Run) -> None:
    """No event lies in the future."""
    ran = run("demo-data", "--period", "2999-Q1")
    assert (ran.code, ran.err) == (2, "the period ends on 2999-03-31: take one that is over\n")


def test_count_is_that_of_the_period(synthetic: Log, bundle: Bundle) -> None:
    """So many cases of the period were received as were asked for; those of the weeks before come on top (row Q1)."""
    zone = bundle.settings.calendar("form").time_zone
    assert zone == "America/New_York"
    first = min(case.received_at for case in synthetic.store.walk() if case.received_at.month >= 7)
    assert first.month == 7
    assert sum(1 for case in synthetic.store.walk()) > CASES
