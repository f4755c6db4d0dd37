"""What has to be done next, of whom, and what is late: read from the index of open work, whatever the log holds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from contact.events import Assigned
from desk.data import from_json
from tests.contact.acts.conftest import Act, Customers, Told
from tests.contact.conftest import PROJECT

LISTED = """
import sys
from frontdesk.cli import main
main(sys.argv[1:])
print(sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_soonest_due_comes_first(customers: Customers, act: Act, told: Told) -> None:
    """With what has to be done, of what kind, whose it is, and whether it is late (rows R2, C2)."""
    slow = customers.asks(kind="complaint")
    quick = customers.asks(topic="security")
    customers.add(quick, Assigned(queue="security", to="", by="kim"))
    customers.clock.pass_by(days=2, hours=2)
    act("list", None, "--due")
    assert told()[0].splitlines() == [
        "reference\tdue\tto do\tkind\ttopic\tqueue\tperson\tlook",
        f"{quick.reference}\t2026-11-23 11:00 EST\tanswer\trequest\tsecurity\tsecurity\t-\toverdue",
        f"{slow.reference}\t2026-11-25 17:00 EST\tanswer\tcomplaint\tfees\tgeneral\t{slow.received.to}\t",
    ]


def test_what_is_done_is_not_listed(customers: Customers, act: Act, told: Told) -> None:
    """Resolved is done; answered has to be followed up, and comes later."""
    first, second, third = (customers.asks() for _ in range(3))
    act("resolve", first, "--outcome", "full")
    act("reply", second, "--text", "x")
    told()
    act("list", None, "--due", "--json")
    works = from_json(told()[0].encode(), list[dict[str, object]])
    assert [(work["reference"], work["task"]) for work in works] == [
        (third.reference, "answer"),
        (second.reference, "update"),
    ]


def test_each_option_narrows_it(customers: Customers, act: Act, told: Told) -> None:
    """By queue, person, kind, what is mine, what nobody has, what is late."""
    fees, complaint = customers.asks(), customers.asks(kind="complaint")
    secure = customers.asks(topic="security")
    customers.add(fees, Assigned(queue="general", to="Finn Walsh", by="kim"))
    customers.add(complaint, Assigned(queue="general", to="", by="kim"))

    def rows(*words: str) -> set[str]:
        assert act("list", None, *words) == 0
        return {line.partition("\t")[0] for line in told()[0].splitlines()[1:]}

    assert rows("--queue", "general") == {fees.reference, complaint.reference}
    assert rows("--to", "finn walsh") == {fees.reference}
    assert rows("--mine", "--by", "finn.walsh") == {fees.reference}
    assert rows("--unassigned") == {complaint.reference}
    assert rows("--kind", "complaint") == {complaint.reference}
    assert rows("--kind", "request", "--queue", "general") == {fees.reference}
    assert rows("--overdue") == set()
    customers.clock.pass_by(days=2, hours=2)
    assert rows("--overdue") == {secure.reference}
    assert rows("--due", "--limit", "1") == {secure.reference}


def test_few_among_many_are_found(customers: Customers, act: Act, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also behind the first piece of the index that is read."""
    monkeypatch.setattr("frontdesk.commands.requests.work_list.AT_ONCE", 2)
    cases = [customers.asks(topic="security") for _ in range(5)]
    complaint = customers.asks(kind="complaint")
    assert len(cases) == 5
    act("list", None, "--kind", "complaint")
    assert told()[0].splitlines()[1].startswith(complaint.reference)


def test_who_is_unknown_is_named(act: Act, told: Told) -> None:
    """With the nearest name; days go with another list."""
    assert act("list", None, "--queue", "genral") == 1
    assert act("list", None, "--to", "Fin Walsh") == 1
    assert act("list", None, "--due", "--since", "2026-11-01") == 2
    assert told()[1].splitlines() == [
        "'genral' is no queue: did you mean 'general'?",
        "'Fin Walsh' is in no queue: did you mean 'Finn Walsh'?",
        "--since and --until go with none of the options for what has to be done",
    ]


def test_who_has_left_may_still_have_work(customers: Customers, act: Act, told: Told) -> None:
    """It is found by the name under which it was given; as is that of a queue which is no more."""
    case = customers.asks()
    customers.add(case, Assigned(queue="old", to="Old Hand", by="kim"))
    for words in (["--to", "Old Hand"], ["--queue", "old"]):
        assert act("list", None, *words) == 0
        assert told()[0].splitlines()[1].startswith(case.reference)


def test_who_is_nobody_of_the_settings_is_told_so(act: Act, told: Told) -> None:
    """An empty list would look like a free day."""
    assert act("list", None, "--mine", "--by", "zoe") == 0
    assert told()[1] == "note: the settings know nobody as 'zoe'; --by says who you are\n"


def test_the_table_fits_into_eighty_columns(
    customers: Customers, act: Act, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word is cut off, and no reference is broken."""
    case = customers.asks(kind="complaint", topic="locked-out")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    act("list", None, "--due")
    drawn = re.sub(r"\x1b\[[0-9;]*m", "", told()[0])
    assert max(map(len, drawn.splitlines())) <= 80
    for word in (case.reference, "complaint", "locked-out", "answer", "2026-11-25", *case.received.to.split()):
        assert word in drawn


def test_the_list_is_quick_to_start(project: Path, customers: Customers) -> None:
    """It imports nothing that names days, reads YAML, sends mail, deciphers or draws."""
    customers.asks()
    command = [sys.executable, "-c", LISTED, "requests", "list", "--due", "--project", str(project)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    slow = {"babel", "jinja2", "yaml", "holidays", "phonenumbers", "email", "smtplib", "ssl", "rich", "cryptography"}
    imported = set(re.findall(r"'(\w+)'", done.stdout.splitlines()[-1]))
    assert sorted(imported & (slow | {"difflib", "boto3", "psycopg", "twilio", "generator"})) == []
