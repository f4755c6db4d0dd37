"""Proof of work: solved once, by whoever was set the task, in time; everything else counts as not solved (row E7)."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import altcha
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.abuse import proof
from contact.abuse.proof import COST, GOOD_FOR, TRIES, Proofs
from contact.hashing import Hasher
from contact.http import HttpResponse
from contact.log import Log
from contact.store.sqlite import SqliteStore
from desk.settings.model import Limits
from tests.contact.abuse.conftest import Desk, MakeDesk, real_clock
from tests.contact.test_refusals import locked

JSON = "application/json"
Task = dict[str, Any]


@pytest.fixture(autouse=True)
def quick_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks of a few tries, except where a test looks at the real ones."""
    monkeypatch.setattr(proof, "TRIES", range(1, 4))


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """A desk that always asks."""
    return make_desk(Limits(proof_of_work="always"), real_clock)


def task_of(desk: Desk, **form: str) -> Task:
    """The task that a script is set when it sends the form."""
    answer = desk.post(accept=JSON, **form)
    assert answer.status == 403
    task: Task = json.loads(answer.body)["challenge"]
    return task


def solution_of(task: Mapping[str, Any]) -> Task:
    """What the page's script sends, worked out by ALTCHA's own library."""
    challenge = altcha.Challenge.from_dict(dict(task))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_dict()


def written(payload: object) -> str:
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_a_solved_task_lets_the_message_through(desk: Desk, store: SqliteStore) -> None:
    """Sent again with the solution, the same form is recorded, and nobody is suspected."""
    answer = desk.post(accept=JSON, altcha=written(solution_of(task_of(desk))))
    assert answer.status == 201
    assert [case.received.suspected for case in store.walk()] == [False]


def test_a_task_can_be_asked_for_beforehand(desk: Desk) -> None:
    """For apps that solve it before they send: the same tasks, at an address of their own, never stored by a cache."""
    answer = desk.get("/_desk/challenge")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert desk.post(altcha=written(solution_of(json.loads(answer.body)))).status == 303
    wrong = desk.sent("/_desk/challenge", {})
    assert (wrong.status, wrong.headers["allow"]) == (405, "GET")


def test_a_solution_works_once(desk: Desk) -> None:
    """Sent with another message it is worth nothing: there is a new task."""
    solution = written(solution_of(task_of(desk)))
    assert desk.post(accept=JSON, altcha=solution).status == 201
    assert task_of(desk, altcha=solution, message="Another message")["signature"] not in solution


def test_a_solution_in_another_spelling_is_the_same_solution(desk: Desk) -> None:
    """Spaces in the JSON, another time, capitals: what counts is the signature of the task."""
    payload = solution_of(task_of(desk))
    assert desk.post(accept=JSON, altcha=written(payload)).status == 201
    payload["solution"]["time"] = 1.5
    payload["more"] = ["of", "it"]
    respelt = base64.b64encode(json.dumps(payload, indent=2).encode()).decode()
    assert task_of(desk, altcha=respelt, message="Another message")


def changed(*path: str, to: object) -> Callable[[Task], Task]:
    def change(payload: Task) -> Task:
        inner = payload
        for name in path[:-1]:
            inner = inner[name]
        inner[path[-1]] = to
        return payload

    return change


@pytest.mark.parametrize(
    "change",
    [
        changed("solution", "counter", to=0),
        changed("solution", "counter", to=-1),
        changed("solution", "counter", to="1"),
        changed("solution", "counter", to=2**40),
        changed("solution", "derivedKey", to="00" * 32),
        changed("solution", "derivedKey", to=None),
        changed("challenge", "signature", to="0" * 64),
        changed("challenge", "signature", to=""),
        changed("challenge", "signature", to=None),
        changed("challenge", "parameters", "cost", to=1),
        changed("challenge", "parameters", "keyPrefix", to=""),
        changed("challenge", "parameters", "algorithm", to="SHA-256"),
        changed("challenge", "parameters", "expiresAt", to=2**33),
        changed("challenge", "parameters", "data", to={"__proto__": {}}),
        changed("challenge", "parameters", to=[]),
        changed("challenge", to="x"),
    ],
)
def test_what_was_changed_is_not_solved(desk: Desk, change: Callable[[Task], Task]) -> None:
    """No easier task, no later end, no other key: our signature covers all of it."""
    assert task_of(desk, altcha=written(change(solution_of(task_of(desk)))))


def test_a_task_is_good_for_ten_minutes(desk: Desk, log: Log) -> None:
    """A stock of old solutions is worth nothing."""
    old = Proofs(log).challenge(real_clock() - GOOD_FOR - timedelta(seconds=1))
    assert task_of(desk, altcha=written(solution_of(old)))


def test_a_task_of_another_desk_is_not_ours(desk: Desk, tmp_path: object) -> None:
    """Each log has a secret of its own."""
    other = altcha.create_challenge(
        "PBKDF2/SHA-256", 1, counter=1, hmac_secret=Hasher(b"x" * 32).of("proof-of-work", "")
    )
    assert task_of(desk, altcha=written(solution_of(other.to_dict())))


def test_a_task_costs_a_second_and_no_two_are_alike(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """PBKDF2 with 5,000 rounds, 100 to 299 tries; what is asked for can only be found by trying."""
    monkeypatch.setattr(proof, "TRIES", TRIES)
    one, other = (json.loads(desk.get("/_desk/challenge").body) for _ in range(2))
    asked = one["parameters"]
    assert (asked["algorithm"], asked["cost"], asked["keyLength"]) == ("PBKDF2/SHA-256", COST, 32)
    assert len(asked["keyPrefix"]) == 32
    assert one["signature"] != other["signature"]
    assert range(100, 300) == TRIES


@given(st.one_of(st.text(max_size=3000), st.binary(max_size=1500).map(lambda raw: base64.b64encode(raw).decode())))
def test_anything_may_stand_where_the_solution_stands(text: str) -> None:
    """It is not a solution, and nothing breaks."""
    assert not Proofs(_LogWithASecret()).is_solved(text, real_clock())  # type: ignore[arg-type]


JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMED = st.sampled_from(
    ["challenge", "solution", "parameters", "signature", "nonce", "salt", "cost", "algorithm", "counter", "derivedKey"]
)
LIKE_A_SOLUTION = st.recursive(JSON_VALUES, lambda inner: st.dictionaries(NAMED, inner, max_size=6), max_leaves=20)


@given(LIKE_A_SOLUTION)
def test_what_looks_like_a_solution_may_have_any_shape(payload: object) -> None:
    """Lists for tables, tables for numbers: nothing breaks."""
    assert not Proofs(_LogWithASecret()).is_solved(written(payload), real_clock())  # type: ignore[arg-type]


class _LogWithASecret:
    """Has the secret that tasks are signed with; nothing is ever counted in it."""

    def hasher(self) -> Hasher:
        return Hasher(b"secret" * 6)


def test_a_log_that_cannot_be_used_is_admitted(make_desk: MakeDesk, store: SqliteStore) -> None:
    """The address for tasks says so, without details."""
    desk = make_desk()
    with locked(store):
        answer: HttpResponse = desk.get("/_desk/challenge")
    assert (answer.status, answer.body) == (503, b'{"error":"try again later"}')
