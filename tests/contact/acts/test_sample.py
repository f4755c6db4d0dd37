"""A sample for a review: drawn by chance, the same for the same seed, as CSV with columns for the result (row T5)."""

import csv
import io

from contact.events import Reclassified
from desk.data import from_json
from tests.contact.acts.conftest import Act, Customers, Told

COLUMNS = (
    "reference,received,channel,kind,topic,language,queue,person,answered,resolved,outcome,updates"
    ",result,remarks,reviewed_by"
)


def drawn(act: Act, told: Told, *words: str) -> list[str]:
    """The references of a sample."""
    assert act("sample", None, *words) == 0
    return [row["reference"] for row in csv.DictReader(io.StringIO(told()[0]))]


def test_the_same_seed_draws_the_same_cases(customers: Customers, act: Act, told: Told) -> None:
    """Whoever draws, and whenever; another seed draws others, each about as often."""
    cases = {customers.asks().reference for _ in range(12)}
    words = "--period", "2026-11", "--size", "4"
    first = drawn(act, told, *words, "--seed", "Q4")
    assert drawn(act, told, *words, "--seed", "Q4") == first
    assert len(set(first)) == 4
    others = [drawn(act, told, *words, "--seed", f"seed {number}") for number in range(20)]
    assert {reference for sample in others for reference in sample} == cases


def test_a_row_tells_what_was_done_and_leaves_room(customers: Customers, act: Act, told: Told) -> None:
    """And names nobody but staff; how many there were is told beside."""
    case = customers.asks()
    act("reply", case, "--text", "x")
    act("resolve", case, "--outcome", "full")
    told()
    assert act("sample", None, "--period", "2026-Q4", "--seed", "s") == 0
    row = f"{case.reference},2026-11-21 10:00 EST,form,request,fees,en,general,{case.received.to}"
    assert told() == (
        f"{COLUMNS}\n{row},2026-11-21 10:01 EST,2026-11-21 10:01 EST,full,0,,,\n",
        "1 of 1 case, 2026-10-01 to 2026-12-31, seed 's'\n",
    )


def test_only_what_came_in_the_period_is_drawn(customers: Customers, act: Act, told: Told) -> None:
    """By the desk's own clock: 23:59 on the last of the month belongs to it; and of a kind as it is by now."""
    customers.clock.now = customers.clock.now.replace(month=12, day=1, hour=4, minute=59)
    november, december = customers.asks(), customers.asks()
    assert drawn(act, told, "--period", "2026-11", "--seed", "s") == [november.reference]
    assert drawn(act, told, "--since", "2026-12-01", "--until", "2026-12-01", "--seed", "s") == [december.reference]
    body = Reclassified(kind="complaint", topic="fees", customer="individual", by="kim")
    customers.add(december, body)
    assert drawn(act, told, "--period", "2026-12", "--seed", "s", "--kind", "complaint") == [december.reference]
    assert drawn(act, told, "--period", "2026-12", "--seed", "s", "--kind", "request") == []


def test_a_program_reads_json(customers: Customers, act: Act, told: Told) -> None:
    """The same columns."""
    case = customers.asks()
    assert act("sample", None, "--period", "2026-11", "--seed", "s", "--json") == 0
    (row,) = from_json(told()[0].encode(), list[dict[str, str]])
    assert (row["reference"], row["result"]) == (case.reference, "")
    assert ",".join(row) == COLUMNS


def test_days_that_make_no_sense_are_refused(act: Act, told: Told) -> None:
    """As in reports."""
    assert act("sample", None, "--since", "2026-11-01", "--seed", "s") == 2
    assert told()[1] == "give both --since and --until\n"
