"""E-mail becomes a case, once, whatever happens; it is acknowledged, and kept as it came (rows E3, T1, T4, N1, N2)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from contact.arriving.desk import ArrivingDesk, Outcome
from contact.arriving.proof import Verdicts
from contact.case import Case
from contact.events import AcknowledgementHeld, Attachment, Wrote, body_of
from contact.log import Log
from contact.outbox import Outbox, Sweep
from contact.store import StoreError
from contact.store.sqlite import SqliteStore
from contact.vault.files import FORGOTTEN_AFTER, attachments_of, open_file, tidy
from contact.vault.folder import FolderVault
from desk.bundle import Bundle
from desk.data import replace
from tests.contact.arriving.conftest import Arrive, mail
from tests.contact.arriving.corpus_cases import FOLDER, corpus_cases
from tests.contact.conftest import NOW, Clock, FakeMailer, Wake


def case_of(log: Log, reference: str) -> Case:
    case = log.store.find(reference)
    assert case is not None
    return case


def fields_of(log: Log, reference: str, name: str = "request") -> dict[str, str]:
    texts = log.texts(case_of(log, reference), name)
    assert texts is not None
    return dict(texts.fields)


def test_a_mail_becomes_a_case(arrive: Arrive, log: Log, wake: Wake) -> None:
    """Channel, topic, language, estimate and sender are recorded; nobody's name is in an event (rows T4, N2)."""
    outcome = arrive("My withdrawal of yesterday has not arrived.", reply_to="work@example.org")
    assert (outcome.became, outcome.unanswered, wake.times) == ("case", "", 1)
    case = case_of(log, outcome.reference)
    received = case.received
    assert (received.channel, received.kind, received.topic, received.language) == ("email", "request", "other", "en")
    assert (received.acknowledged_by, received.proven, received.page, received.commit) == (
        "email",
        False,
        "",
        "0123abc",
    )
    # 1 business day from a Saturday on.
    assert received.estimate.due - NOW == timedelta(days=3, hours=7)
    fields = fields_of(log, outcome.reference)
    assert fields.pop(received.attachments[0].name) == "message.eml"
    assert fields == {
        "message": "My withdrawal of yesterday has not arrived.",
        "name": "Ana",
        "email": "ana@example.net",
        "phone": "",
        "number": "",
        "subject": "A question",
        "reply_to": "work@example.org",
        "message_id": "<one@example.net>",
        "references": "",
        "named": "",
    }
    assert not any(said in event.body for event in case.events for said in ("Ana", "ana@", "withdrawal", "question"))


def test_a_mail_is_acknowledged_in_its_language(arrive: Arrive, outbox: Outbox, fake_mailer: FakeMailer) -> None:
    """In Spanish, with the reference, to the sender alone; nothing of what was written is in it (rows E3, E4, E7)."""
    outcome = arrive("Hola, no puedo entrar en mi cuenta desde ayer.", reply_to="victim@example.com")
    assert outbox.send_due() == Sweep(sent=1)
    (sent,) = fake_mailer.sent
    assert (sent["To"], sent["Content-Language"]) == ("ana@example.net", "es")
    assert outcome.reference in sent["Subject"]
    assert "entrar en mi cuenta" not in sent.as_string()
    assert "victim" not in sent.as_string()


def test_the_message_is_kept_as_it_came(arriving: ArrivingDesk, log: Log, vault: FolderVault) -> None:
    """The first file of each message is the message itself, byte for byte, whatever it was (row N1)."""
    for corpus in corpus_cases()[::8]:
        outcome = arriving.receive(corpus.source, "ana@example.net")
        case = case_of(log, outcome.reference)
        native = attachments_of(case)[0]
        assert (native.media_type, open_file(log, vault, case, native)) == ("message/rfc822", corpus.source)


def test_attachments_lie_apart_and_encrypted(arriving: ArrivingDesk, log: Log, vault: FolderVault) -> None:
    """The event has a name from chance, a size and a digest; the rest is readable with the key alone (row N2)."""
    source = (FOLDER / "nested-multiparts.eml").read_bytes()
    case = case_of(log, arriving.receive(source).reference)
    _, picture, statement = attachments_of(case)
    assert (statement.media_type, statement.size) == ("application/pdf", 16)
    assert fields_of(log, case.reference)[statement.name] == "statement.pdf"
    assert open_file(log, vault, case, statement) == b"%PDF-1.4 made up"
    assert picture.media_type == "image/png"
    assert not any("statement.pdf" in event.body for event in case.events)
    stored = b"".join(path.read_bytes() for path in vault.folder.rglob("*") if path.is_file())
    assert b"made up" not in stored
    assert b"Ana" not in stored


def test_the_same_mail_twice_is_one_case(arrive: Arrive, log: Log, vault: FolderVault, clock: Clock) -> None:
    """A server that heard no answer sends again, at once or after days, by another way too (row E3)."""
    first = arrive()
    clock.pass_by(days=3)
    again = arrive(
        received="from elsewhere by mx.example-exchange.com; later", delivered_to="support@example-exchange.com"
    )
    assert (again.became, again.reference) == ("known", first.reference)
    assert len(log.store.newest(9)) == 1
    assert len(list(log.store.outbox())) == 1
    assert len(list(vault.walk())) == 1


def test_the_same_mail_twice_in_the_same_moment_is_one_case(
    arriving: ArrivingDesk, log: Log, vault: FolderVault
) -> None:
    """Eight deliveries at once: one case, one acknowledgement, and no file stays too many (row E3)."""
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: receive_until_recorded(arriving, mail()), range(8)))
    assert len({outcome.reference for outcome in outcomes}) == 1
    assert [outcome.became for outcome in outcomes].count("case") == 1
    assert len(list(log.store.outbox())) == 1
    assert len(after_a_day(log, vault)) == 1


def after_a_day(log: Log, vault: FolderVault) -> list[str]:
    """What the vault holds once it was tidied: where a store was busy, nobody can tell at once whether files are named."""
    tidy(log, vault, datetime.now(UTC) + FORGOTTEN_AFTER)
    return [kept.name for kept in vault.walk()]


def receive_until_recorded(arriving: ArrivingDesk, source: bytes) -> Outcome:
    """As a sending server does: a busy store is tried again."""
    for _ in range(100):
        try:
            return arriving.receive(source, "ana@example.net")
        except StoreError:
            continue
    raise AssertionError("never recorded")


def test_messages_added_in_the_same_moment_are_all_there_once(
    arriving: ArrivingDesk, arrive: Arrive, log: Log, vault: FolderVault
) -> None:
    """Four messages of a thread, each delivered twice at once: four events, each with its own text and mail (row T1)."""
    reference = arrive().reference
    sources = 2 * [
        mail(f"text {n}", message_id=f"<m{n}@example.net>", in_reply_to="<one@example.net>") for n in range(4)
    ]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda source: receive_until_recorded(arriving, source), sources))
    assert {outcome.reference for outcome in outcomes} == {reference}
    case = case_of(log, reference)
    numbered = {event.number: body for event in case.events if isinstance(body := body_of(event), Wrote)}
    assert {fields_of(log, reference, body.text)["message"] for body in numbered.values()} == {
        f"text {n}" for n in range(4)
    }
    assert {body.text for body in numbered.values()} == {f"message-{number}" for number in numbered}
    mails = {entry.mail for entry in log.store.outbox()}
    assert mails == {"acknowledgement", *(f"acknowledgement-{number}" for number in numbered)}
    named = [attachment.name for attachment in attachments_of(case)]
    assert sorted(after_a_day(log, vault)) == sorted(named)
    assert len(named) == 5


class Overtaken(SqliteStore):
    """A store where somebody else acts as soon as it was asked whether a message is known."""

    def __init__(self, path: Path, acts: Iterator[Callable[[], object]]) -> None:
        super().__init__(path)
        self.acts = acts

    def find_alias(self, alias: str) -> str | None:
        found = super().find_alias(alias)
        next(self.acts, lambda: None)()
        return found


def test_a_message_added_while_it_is_looked_for_is_there_once(arriving: ArrivingDesk, arrive: Arrive, log: Log) -> None:
    """The second delivery comes between the first one's look and its writing: one event (rows E3, T1)."""
    reference = arrive().reference
    assert isinstance(log.store, SqliteStore)
    # Asked for the case that the mail answers as well: it happens at every one of these moments.
    for before in range(4):
        answer = mail("text", message_id=f"<answer-{before}@example.net>", in_reply_to="<one@example.net>")
        moments: list[Callable[[], object]] = [*before * [lambda: None], partial(arriving.receive, answer)]
        store = Overtaken(log.store.path, iter(moments))
        again = replace(arriving, log=Log(store=store, keys=log.keys))
        assert again.receive(answer).reference == reference
        store.close()
    case = case_of(log, reference)
    assert [event.kind for event in case.events if event.kind == "wrote"] == 4 * ["wrote"]


def test_same_words_without_a_name_count_again_after_an_hour(arrive: Arrive, clock: Clock) -> None:
    """A message without a Message-ID is known by its words for the same hour only."""
    first = arrive(message_id="")
    assert arrive(message_id="").became == "known"
    clock.pass_by(hours=1)
    second = arrive(message_id="")
    assert (second.became, second.reference == first.reference) == ("case", False)


def test_another_text_under_the_same_name_is_not_lost(arrive: Arrive, log: Log) -> None:
    """Some programs give all their messages one Message-ID."""
    assert [arrive("one").became, arrive("two").became] == ["case", "case"]
    assert len(log.store.newest(9)) == 2


def test_a_message_that_goes_on_is_acknowledged_shortly(
    arrive: Arrive, log: Log, outbox: Outbox, fake_mailer: FakeMailer
) -> None:
    """Its own mail, in answer to it, by the short form; the text stands beside that of the first message (rows E3, T2)."""
    reference = arrive().reference
    outbox.send_due()
    answered = fake_mailer.sent[0]["Message-ID"]
    arrive("One more thing.", message_id="<two@example.net>", in_reply_to=answered)
    assert outbox.send_due() == Sweep(sent=1)
    sent = fake_mailer.sent[1]
    assert (sent["To"], sent["In-Reply-To"]) == ("ana@example.net", "<two@example.net>")
    assert sent["References"].split() == [answered, "<two@example.net>"]
    assert fields_of(log, reference, "message-3")["message"] == "One more thing."
    case = case_of(log, reference)
    assert [event.kind for event in case.events] == ["received", "acknowledged", "wrote", "acknowledged"]
    assert [body_of(case.events[number]).template for number in (1, 3)] == ["short", "short"]  # type: ignore[union-attr]


def test_a_proven_sender_gets_the_long_form(arrive: Arrive, outbox: Outbox, log: Log) -> None:
    """Whose domain vouches for him gets what a customer of the form gets."""
    reference = arrive(verdicts=Verdicts(proven=True)).reference
    outbox.send_due()
    case = case_of(log, reference)
    assert case.received.proven
    assert body_of(case.events[1]).template != "short"  # type: ignore[union-attr]


def test_automatic_mail_is_recorded_and_not_answered(arrive: Arrive, log: Log, wake: Wake) -> None:
    """Nothing is lost, and nobody is written to (row E6)."""
    outcome = arrive(list_id="<list.example.net>")
    case = case_of(log, outcome.reference)
    assert (case.received.acknowledged_by, case.received.unanswered, case.status) == ("nobody", "list", "not-answered")
    assert list(log.store.outbox()) == []
    assert wake.times == 0


@pytest.mark.parametrize("how", [{"verdicts": Verdicts(spam=True)}, {"x_spam_flag": "YES"}])
def test_what_a_filter_calls_spam_waits_for_a_person(arrive: Arrive, log: Log, how: dict[str, str]) -> None:
    """Recorded, its acknowledgement held; the same for a message that goes on (rows E6, E7)."""
    reference = arrive(**how).reference
    again = arrive("again", message_id="<two@example.net>", in_reply_to="<one@example.net>", **how)
    assert again.reference == reference
    case = case_of(log, reference)
    held = [body for event in case.events if isinstance(body := body_of(event), AcknowledgementHeld)]
    assert [body.mail for body in held] == ["acknowledgement", "acknowledgement-3"]
    assert {entry.state for entry in log.store.outbox()} == {"held"}


def test_secrets_are_struck_out_of_the_case(arriving: ArrivingDesk, log: Log) -> None:
    """A card number does not get into the text that staff read; the message itself stays encrypted in the vault (row N2)."""
    outcome = arriving.receive((FOLDER / "secrets-in-text.eml").read_bytes())
    assert "4111" not in fields_of(log, outcome.reference)["message"]
    assert case_of(log, outcome.reference).received.masked == ("card",)


def test_what_cannot_be_read_says_so_in_the_case(arriving: ArrivingDesk, log: Log) -> None:
    """Whoever opens the case learns where the text is."""
    outcome = arriving.receive((FOLDER / "smime-encrypted.eml").read_bytes())
    told = "[The message is encrypted; we cannot read it. It is in the file that came with it.]"
    assert fields_of(log, outcome.reference)["message"] == told


def test_a_bounce_of_our_mail_is_no_case(
    bundle: Bundle, log: Log, vault: FolderVault, clock: Clock, wake: Wake
) -> None:
    """Who reads bounces is asked about automatic mail; what it has written down is not recorded again (row E8)."""
    seen: list[bytes] = []

    def take(source: bytes, _recipient: str) -> bool:
        seen.append(source)
        return b"ours" in source

    arriving = ArrivingDesk(bundle=lambda: bundle, log=log, vault=vault, clock=clock, wake=wake, bounces=take)
    assert arriving.receive(mail("ours"), "").became == "bounce"
    assert arriving.receive(mail("another one's"), "").became == "case"
    assert arriving.receive(mail("ours, says a person")).became == "case"
    assert len(seen) == 2
    assert len(log.store.newest(9)) == 2


class FullVault(FolderVault):
    """A vault whose disk is full."""

    def keep(self, _reference: str, _name: str, _sealed: bytes) -> None:
        raise StoreError("full", retry=True)


def test_a_vault_that_is_full_records_nothing(
    bundle: Bundle, log: Log, vault: FolderVault, clock: Clock, wake: Wake
) -> None:
    """The sending server hears of it and tries again (row T1)."""
    arriving = ArrivingDesk(bundle=lambda: bundle, log=log, vault=FullVault(vault.folder), clock=clock, wake=wake)
    with pytest.raises(StoreError):
        arriving.receive(mail())
    assert log.store.newest(1) == []
    assert wake.times == 0


def test_a_log_that_is_locked_leaves_a_file_that_nobody_needs(
    arriving: ArrivingDesk, arrive: Arrive, log: Log, vault: FolderVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file was written before the event: without the event it is found, and the next delivery is recorded (row T1)."""

    def fail(_case: object) -> Iterator[Attachment]:
        raise StoreError("locked", retry=True)

    with monkeypatch.context() as broken:
        broken.setattr(log.store, "record", fail)
        with pytest.raises(StoreError):
            arriving.receive(mail())
    assert arrive().became == "case"
    assert len(list(vault.walk())) == 2
