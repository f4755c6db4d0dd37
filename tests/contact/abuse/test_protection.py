"""Who comes often, or too quickly, is slowed down and never loses what was typed (rows E6, E7)."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.abuse.protection import Protection
from contact.events import AcknowledgementHeld, body_of
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.outbox import Outbox, Sweep
from contact.store.sqlite import SqliteStore
from desk.data import from_json
from desk.settings.model import Limits
from tests.contact.abuse.conftest import Desk, MakeDesk
from tests.contact.conftest import NOW, Clock, FakeMailer, Post
from tests.contact.test_refusals import locked

STRICT = Limits(from_one_address=2, refused_from_one_address=4, in_one_minute=100)
JSON = "application/json"


def told(answer: HttpResponse) -> dict[str, object]:
    return from_json(answer.body, dict[str, object])


def suspected(store: SqliteStore) -> list[bool]:
    return [case.received.suspected for case in store.walk()]


def test_beyond_a_number_of_messages_the_script_is_set_a_task(make_desk: MakeDesk, store: SqliteStore) -> None:
    """The answer holds the task and a sentence, and nothing has been recorded yet."""
    desk = make_desk(STRICT)
    statuses = [desk.post(client="192.0.2.1", accept=JSON, message=f"{number}").status for number in range(2)]
    answer = desk.post(client="192.0.2.1", accept=JSON, message="3")
    assert (statuses, answer.status) == ([201, 201], 403)
    assert told(answer)["error"] == (
        "Your browser has to solve a small task first, because very many messages are coming in."
    )
    assert isinstance(told(answer)["challenge"], dict)
    assert len(suspected(store)) == 2


def test_without_a_script_the_message_is_recorded_and_the_mail_waits(make_desk: MakeDesk, store: SqliteStore) -> None:
    """A browser that cannot solve anything is heard; only the mail waits until a person has looked."""
    desk = make_desk(STRICT)
    assert [desk.post(client="192.0.2.1", message=f"{number}").status for number in range(3)] == [303] * 3
    assert sorted(suspected(store)) == [False, False, True]
    held = [entry.reference for entry in store.outbox() if entry.state == "held"]
    assert [case.acknowledgement for case in store.walk() if case.reference in held] == ["held"]


def test_beyond_a_larger_number_nothing_gets_through_until_the_hour_is_over(
    make_desk: MakeDesk, store: SqliteStore, clock: Clock
) -> None:
    """One sentence, the telephone, everything that was typed, and when it will work again."""
    desk = make_desk(STRICT)
    clock.pass_by(minutes=45)
    for number in range(4):
        desk.post(client="192.0.2.1", message=f"{number}")
    answer = desk.post(client="192.0.2.1", message="The fifth, with <b>this</b> in it", name="Ana María")
    page = answer.body.decode()
    assert (answer.status, answer.headers["retry-after"]) == (429, "900")
    assert "please send it again in 15 minutes." in page
    assert "+1 212-555-0142" in page
    assert ">\nThe fifth, with &lt;b&gt;this&lt;/b&gt; in it</textarea>" in page
    assert 'value="Ana María"' in page
    assert len(suspected(store)) == 4
    clock.pass_by(minutes=15)
    assert desk.post(client="192.0.2.1", message="The fifth").status == 303


def test_a_script_is_told_the_same_in_its_language(make_desk: MakeDesk) -> None:
    """The sentence to show beside the form, and the number to call."""
    desk = make_desk(Limits(from_one_address=1, refused_from_one_address=1))
    desk.post(client="192.0.2.1")
    answer = desk.post(client="192.0.2.1", accept=JSON, page_in="es", message="2")
    assert (answer.status, answer.headers["retry-after"]) == (429, "3600")
    assert told(answer) == {
        "error": "Han llegado muchísimos mensajes desde su conexión, así que este no quedó registrado. Lo que escribió sigue "
        "aquí: vuelva a enviarlo dentro de 60 minutos.",
        "phone": "+1 212-555-0142",
    }


def test_others_are_not_counted_together(make_desk: MakeDesk) -> None:
    """Each address has a count of its own, and where none is known nobody is refused for what others do."""
    desk = make_desk(STRICT)
    for number in range(6):
        desk.post(client="192.0.2.1", message=f"{number}")
    assert desk.post(client="192.0.2.1", message="again").status == 429
    assert desk.post(client="192.0.2.2", message="from elsewhere", accept=JSON).status == 201
    assert {desk.post(message=f"behind a proxy {number}", accept=JSON).status for number in range(6)} == {201}


def test_when_very_many_come_at_once_everybody_is_set_a_task(
    make_desk: MakeDesk, store: SqliteStore, clock: Clock
) -> None:
    """On by default only when the rate rises: a minute later nobody is asked any more."""
    desk = make_desk(Limits(in_one_minute=5))
    for number in range(5):
        assert desk.post(client=f"192.0.2.{number}", message=f"{number}", accept=JSON).status == 201
    assert desk.post(client="192.0.2.99", message="one more", accept=JSON).status == 403
    clock.pass_by(minutes=1)
    assert desk.post(client="192.0.2.99", message="one more", accept=JSON).status == 201


def test_the_task_can_be_switched_off_and_always_on(make_desk: MakeDesk) -> None:
    """`never` lets through what `auto` would not; `always` asks from the first message on."""
    never = make_desk(Limits(proof_of_work="never", from_one_address=1, in_one_minute=1))
    for number in range(3):
        assert never.post(client="192.0.2.1", message=f"{number}", accept=JSON).status == 201
    assert make_desk(Limits(proof_of_work="always")).post(client="192.0.2.7", accept=JSON).status == 403


@pytest.mark.parametrize(
    ("took", "expected"),
    [("0", True), ("1999", True), ("2000", False), ("86400000", False), ("", False), ("-5", False), ("x", False)],
)
def test_who_is_quicker_than_anybody_can_be_is_suspected(
    whole_desk: Desk, store: SqliteStore, took: str, *, expected: bool
) -> None:
    """The browser's own clock says how long it took; without a script nobody knows, and that is all right."""
    assert whole_desk.post(took=took).status == 303
    assert suspected(store) == [expected]


def test_a_field_that_nobody_sees_gives_programs_away(whole_desk: Desk, store: SqliteStore) -> None:
    """What fills in everything is recorded, and gets no mail."""
    assert whole_desk.post(website="https://example.com").status == 303
    assert suspected(store) == [True]


def test_votes_of_a_program_are_not_counted(whole_desk: Desk, store: SqliteStore) -> None:
    """Sixty an hour from one address; a visitor is thanked all the same, and others are counted."""
    vote = {"page": "fees/network-fee", "language": "en", "answer": "yes"}
    answers = [whole_desk.sent("/_desk/helpful", vote, client="192.0.2.1").status for _ in range(65)]
    assert whole_desk.sent("/_desk/helpful", vote, client="192.0.2.2").status == 303
    assert set(answers) == {303}
    assert [count for _, count in store.votes()] == [61]


def test_nobody_is_locked_out_by_others_behind_the_same_unknown_proxy(whole_desk: Desk) -> None:
    """Where the address is not known, wrong status codes are counted by reference alone (row R3)."""
    for number in range(70):
        whole_desk.sent("/_desk/status", {"case": f"222-2222-{number:03}", "code": "x"})
    assert whole_desk.sent("/_desk/status", {"case": "7KQ-4M2P-9XW", "code": "x"}).status == 422


def test_mistakes_are_not_counted(make_desk: MakeDesk) -> None:
    """Who corrects a field five times has sent one message."""
    desk = make_desk(STRICT)
    assert {desk.post(client="192.0.2.1", email="nobody").status for _ in range(6)} == {422}
    assert desk.post(client="192.0.2.1", accept=JSON).status == 201


def test_a_log_that_cannot_count_is_admitted_like_one_that_cannot_write(whole_desk: Desk, store: SqliteStore) -> None:
    """The page that names the telephone and keeps what was typed (row T1)."""
    whole_desk.post(message="first")
    with locked(store):
        answer = whole_desk.post(message="second")
    assert answer.status == 503
    assert ">\nsecond</textarea>" in answer.body.decode()


def test_nothing_that_was_counted_names_anybody(whole_desk: Desk, outbox: Outbox, log: Log) -> None:
    """Addresses of people and machines are kept as salted hashes only (row N2)."""
    whole_desk.post(client="192.0.2.77", email="ana@example.net")
    outbox.send_due()
    kept = b"".join(file.read_bytes() for file in sorted(log_folder(log).iterdir()))
    assert b"messages-from:" in kept
    assert b"mails-to:" in kept
    assert b"192.0.2.77" not in kept
    assert b"ana@example.net" not in kept


def log_folder(log: Log) -> Path:
    assert isinstance(log.store, SqliteStore)
    return log.store.path.parent


def test_one_address_gets_three_mails_a_day(
    whole_desk: Desk, store: SqliteStore, outbox: Outbox, fake_mailer: FakeMailer, clock: Clock
) -> None:
    """So the form cannot flood a stranger: all is recorded, the fourth mail waits for a person, the next day one goes out."""
    for number in range(5):
        assert whole_desk.post(message=f"{number}", email="Stranger@example.net").status == 303
    assert outbox.send_due() == Sweep(sent=3, held=2)
    assert len(fake_mailer.sent) == 3
    held = [case for case in store.walk() if case.acknowledgement == "held"]
    reasons = [body for case in held for body in map(body_of, case.events) if isinstance(body, AcknowledgementHeld)]
    assert [body.reason for body in reasons] == ["too-many-mails"] * 2
    assert {entry.state for entry in store.outbox()} == {"held"}
    clock.pass_by(days=1)
    whole_desk.post(message="the next day", email="stranger@EXAMPLE.net")
    assert outbox.send_due() == Sweep(sent=1)


@pytest.mark.parametrize(
    "spelling",
    ["stranger+{}@example.net", "STRANGER+x+{}@example.net", "stran.ger+{}@example.net", "s.t.ranger+{}@Example.net"],
)
def test_other_spellings_of_an_address_fill_the_same_mailbox(
    whole_desk: Desk, outbox: Outbox, fake_mailer: FakeMailer, spelling: str
) -> None:
    """A detail behind a `+`, or a dot more, makes no new address of which three mails may be had (row E7)."""
    whole_desk.post(message="plain", email="stranger@example.net")
    for number in range(4):
        whole_desk.post(message=f"{number}", email=spelling.format(number))
    assert outbox.send_due() == Sweep(sent=3, held=2)
    assert len(fake_mailer.sent) == 3


def test_a_mail_that_is_tried_again_after_a_crash_is_counted_once(
    post: Post, outbox: Outbox, fake_mailer: FakeMailer, log: Log, clock: Clock
) -> None:
    """A desk that dies again and again between counting and sending sends the mail once it lives on."""
    post(email="stranger@example.net")
    dying = Outbox(log=log, bundle=outbox.bundle, mailer=Dying(), clock=clock)
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt):
            dying.send_due()
        clock.pass_by(minutes=10)
    assert outbox.send_due() == Sweep(sent=1)
    assert len(fake_mailer.sent) == 1


class Dying(FakeMailer):
    """A process that ends while it sends."""

    def send(self, message: EmailMessage) -> str:
        raise KeyboardInterrupt(len(message))


@given(st.dictionaries(st.sampled_from(["took", "altcha", "website", "token"]), st.text(max_size=60)))
def test_hidden_fields_may_hold_anything(fields: dict[str, str]) -> None:
    """Whatever a program writes into them is judged, and breaks nothing."""
    with_anything = Protection(log=_LogWithoutMemory(), clock=Clock())  # type: ignore[arg-type]
    judged = with_anything.judge(HttpRequest(method="POST", path="/"), fields, Limits())
    assert judged.verdict in {"welcome", "suspected"}


class _LogWithoutMemory:
    """Counts everything as the first."""

    def __init__(self) -> None:
        self.store = self

    def tally(self, keys: list[str], *_: object) -> list[int]:
        return [1] * len(keys)


@pytest.mark.parametrize(
    ("headers", "site", "verdict"),
    [
        ({}, "", "welcome"),
        ({"sec-fetch-site": "same-origin", "origin": "https://help.example"}, "", "welcome"),
        ({"sec-fetch-site": "cross-site", "origin": "https://evil.example"}, "", "suspected"),
        ({"sec-fetch-site": "cross-site", "origin": "null"}, "", "suspected"),
        ({"sec-fetch-site": "cross-site"}, "", "suspected"),
        ({"sec-fetch-site": "cross-site", "origin": "https://help.example"}, "https://help.example", "welcome"),
        ({"sec-fetch-site": "cross-site", "origin": "https://evil.example"}, "https://help.example", "suspected"),
    ],
)
def test_a_form_on_a_foreign_page_causes_no_mail_by_itself(
    log: Log, headers: dict[str, str], site: str, verdict: str
) -> None:
    """Its visitors send it without knowing: recorded, and a person looks at it before anybody gets a mail (row E7)."""
    protection = Protection(log=log, clock=lambda: NOW)
    judged = protection.judge(HttpRequest(method="POST", path="/", headers=headers), {}, Limits(), site)
    assert judged.verdict == verdict
