"""What comes of a letter: it is delivered, comes back, is tried again, is answered (rows E8, T2)."""

from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest

from contact.arriving.desk import ArrivingDesk
from contact.bounces import MailReport, apply
from contact.case import Case
from contact.events import Acknowledged, Bounced, MailFailed, MailReleased, MailSent, Wrote, body_of
from contact.letters import Letters
from contact.log import Log
from contact.mail import SendError
from contact.mail.identifier import identifier
from contact.outbox import Outbox, Sweep
from contact.outbox_gate import is_resting
from contact.public_status import public_status
from contact.release import release
from contact.standing import standing_of
from contact.store.sqlite import SqliteStore
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.channels import ChannelName
from desk.data import replace
from desk.duration import Duration
from desk.folders import Folders
from desk.settings.model import KINDS, Kind
from frontdesk.commands import outbox as command
from tests.contact.arriving.conftest import mail
from tests.contact.conftest import NOW, Clock, FakeMailer
from tests.contact.letters.conftest import WORDS, Now
from tests.contact.test_commands import Output, run

GONE = SendError("no such user", reason="550 5.1.1", retry=False)


@pytest.fixture
def replied(letters: Letters, case: Case, now: Now, outbox: Outbox) -> Case:
    """A person's reply was sent."""
    letters.reply(case, WORDS, by="beth")
    assert outbox.send_due() == Sweep(sent=1)
    return now()


def came_back(case: Case, log: Log) -> MailReport:
    """As a mail server tells it of the reply."""
    name = identifier(case.reference, "reply-3", log.hasher())
    return MailReport(happened="bounced", identifiers=(name,), permanent=True, reason="5.1.1", lasting=True)


def test_a_reply_that_comes_back_is_no_acknowledgement_that_does(
    replied: Case, now: Now, log: Log, store: SqliteStore, clock: Clock
) -> None:
    """The acknowledgement arrived and stays so; the reply stands in the outbox as unsent (row E8)."""
    assert apply(came_back(replied, log), log, clock) == "recorded"
    bounced, sent = body_of(now().events[-1]), body_of(replied.events[-1])
    assert isinstance(sent, MailSent)
    assert bounced == Bounced(message_id=sent.message_id, permanent=True, reason="5.1.1")
    assert (now().acknowledgement, now().status) == ("sent", "replied")
    (entry,) = store.outbox()
    assert (entry.mail, entry.state, entry.error) == ("reply-3", "failed", "bounced 5.1.1")
    assert is_resting(log, "ana@example.net", NOW)
    assert apply(came_back(replied, log), log, clock) == "known"


def test_a_reply_that_is_delivered_is_no_acknowledgement_that_is(
    replied: Case, now: Now, log: Log, clock: Clock
) -> None:
    """The event names the letter."""
    name = identifier(replied.reference, "reply-3", log.hasher())
    assert apply(MailReport(happened="delivered", identifiers=(name,)), log, clock) == "recorded"
    assert now().events[-1].kind == "delivered"
    assert now().acknowledgement == "sent"


def test_a_reply_that_came_back_is_tried_again(
    *, replied: Case, now: Now, log: Log, store: SqliteStore, outbox: Outbox, clock: Clock
) -> None:
    """A person says so, and it goes out under its old name; the address no longer matters (row E8)."""
    apply(came_back(replied, log), log, clock)
    (entry,) = store.outbox()
    assert release(entry, log, by="carl", now=clock())
    assert body_of(now().events[-1]) == MailReleased(mail="reply-3", by="carl")
    assert outbox.send_due() == Sweep(sent=1)
    assert [event.kind for event in now().events][-4:] == ["mail-sent", "bounced", "mail-released", "mail-sent"]


def test_a_customer_whom_no_mail_reaches_is_told_on_their_page(
    replied: Case, now: Now, log: Log, letters: Letters, clock: Clock
) -> None:
    """Until a person has told them in another way (rows R3, E8)."""
    assert not public_status(replied).unreached
    apply(came_back(replied, log), log, clock)
    assert public_status(now()).unreached
    letters.reply(now(), "Said on the phone.", by="beth", way="phone")
    assert not public_status(now()).unreached


def test_a_reply_that_nobody_takes_is_said_to_have_failed(
    letters: Letters, case: Case, now: Now, outbox: Outbox, fake_mailer: FakeMailer
) -> None:
    """In the case, with the server's code and without the address (rows E8, N2)."""
    letters.reply(case, WORDS, by="beth")
    fake_mailer.refusals = [GONE]
    assert outbox.send_due() == Sweep(failed=1)
    failed = body_of(now().events[-1])
    assert isinstance(failed, MailFailed)
    assert (failed.mail, failed.reason, failed.attempts) == ("reply-3", "550 5.1.1", 1)
    assert now().acknowledgement == "sent"


def test_nobody_looks_after_a_question_that_came_back(
    *, letters: Letters, case: Case, now: Now, outbox: Outbox, store: SqliteStore, log: Log, clock: Clock
) -> None:
    """The log says so, the address rests, and nothing waits for a person (rows E8, K1)."""
    letters.resolve(case, "full", by="beth", way="phone", ask_feedback=NOW)
    assert outbox.send_due() == Sweep(sent=1)
    name = identifier(case.reference, "feedback-4", log.hasher())
    report = MailReport(happened="bounced", identifiers=(name,), permanent=True, reason="5.1.1", lasting=True)
    assert apply(report, log, clock) == "recorded"
    assert now().events[-1].kind == "bounced"
    assert is_resting(log, "ana@example.net", NOW)
    assert list(store.outbox()) == []
    assert not public_status(now()).unreached


def test_a_question_that_nobody_takes_is_left_out(
    *, letters: Letters, case: Case, now: Now, outbox: Outbox, fake_mailer: FakeMailer, store: SqliteStore
) -> None:
    """It is no mail that staff would have to send again (row K1)."""
    letters.resolve(case, "full", by="beth", way="phone", ask_feedback=NOW)
    fake_mailer.refusals = [GONE]
    assert outbox.send_due() == Sweep(dropped=1)
    assert now().events[-1].kind == "mail-failed"
    assert list(store.outbox()) == []


def test_staff_see_which_letter_failed(
    letters: Letters,
    case: Case,
    outbox: Outbox,
    fake_mailer: FakeMailer,
    *,
    store: SqliteStore,
    bundle: Bundle,
    tmp_path: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By its name in the outbox, and they can have it tried again (row E8)."""
    Folders(tmp_path).bundle.mkdir(parents=True)
    (Folders(tmp_path).bundle / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    monkeypatch.setenv("FRONTDESK_DATABASE", str(store.path))
    letters.reply(case, WORDS, by="beth")
    fake_mailer.refusals = [GONE]
    outbox.send_due()
    assert run(command, tmp_path, "list") == 0
    row = capsys.readouterr().out.splitlines()[-1].split("\t")
    assert (row[0], row[1], row[2], row[-1]) == (case.reference, "reply-3", "failed", "550 5.1.1")
    assert run(command, tmp_path, "retry", case.reference, "--by", "beth") == 0
    assert capsys.readouterr().out == f"{case.reference}: will be tried again\n"
    assert [(entry.mail, entry.state) for entry in store.outbox()] == [("reply-3", "waiting")]


def test_an_answer_to_a_reply_belongs_to_its_case(
    replied: Case, now: Now, arriving: ArrivingDesk, store: SqliteStore
) -> None:
    """By the name of the reply, whatever the subject is and whoever answers (row T2)."""
    sent = body_of(replied.events[-1])
    assert isinstance(sent, MailSent)
    answer = mail("Thank you!", in_reply_to=sent.message_id, subject="Re:", **{"from": "ana@work.example"})
    outcome = arriving.receive(answer, "ana@work.example")
    assert (outcome.became, outcome.reference) == ("message", replied.reference)
    assert [event.kind for event in now().events][-1] == "wrote"
    assert len(store.newest(9)) == 1


def test_an_answer_finds_its_case_where_the_mail_service_names_the_mail(
    *, letters: Letters, case: Case, now: Now, arriving: ArrivingDesk, outbox: Outbox, fake_mailer: FakeMailer
) -> None:
    """Amazon SES puts a name of its own in place of ours; the answer names that."""

    class NamesItself(FakeMailer):
        """As that service does."""

        def send(self, message: EmailMessage) -> str:
            super().send(message)
            return "0100-ses"

    letters.reply(case, WORDS, by="beth")
    assert replace(outbox, mailer=NamesItself()).send_due() == Sweep(sent=1)
    answer = mail(in_reply_to="<0100-ses@email.amazonses.com>", subject="Re:", **{"from": "ana@work.example"})
    assert arriving.receive(answer, "ana@work.example").reference == case.reference
    assert now().events[-1].kind == "wrote"


def test_who_writes_after_the_end_is_answered(
    letters: Letters, case: Case, now: Now, arriving: ArrivingDesk, outbox: Outbox
) -> None:
    """The case stays closed, and an answer is awaited by the estimate that they are told (rows R1, T2)."""
    letters.resolve(case, "full", by="beth")
    outbox.send_due()
    sent = body_of(now().events[-1])
    assert isinstance(sent, MailSent)
    arriving.receive(mail("It is not!", in_reply_to=sent.message_id), "ana@example.net")
    wrote = body_of(now().events[-1])
    assert isinstance(wrote, Wrote)
    assert wrote.estimate is not None
    standing = standing_of(now().events)
    assert standing.resolved_at is not None
    assert standing.awaiting == wrote.estimate.due
    assert outbox.send_due() == Sweep(sent=1)
    acknowledged = body_of(now().events[-1])
    assert isinstance(acknowledged, Acknowledged)
    assert acknowledged.template == "short"


def test_the_estimate_is_the_one_that_was_recorded(
    replied: Case, now: Now, arriving: ArrivingDesk, outbox: Outbox, bundle: Bundle
) -> None:
    """Who wrote again is told what the log holds, whatever the settings say by then (row R1)."""
    arriving.receive(mail("Well?", subject=f"Re: {replied.reference}"), "ana@example.net")
    wrote = body_of(now().events[-1])
    assert isinstance(wrote, Wrote)
    assert wrote.estimate is not None
    slow: Mapping[ChannelName, Mapping[Kind, Duration]] = {
        channel: dict.fromkeys(KINDS, Duration(20, "business days")) for channel in bundle.settings.response_times
    }
    slower = replace(bundle, settings=replace(bundle.settings, response_times=slow))
    replace(outbox, bundle=lambda: slower).send_due()
    acknowledged = body_of(now().events[-1])
    assert isinstance(acknowledged, Acknowledged)
    assert "Estimate: Wednesday, November 25, 5:00 PM (New York time)" in acknowledged.text


def test_an_automatic_answer_waits_for_nobody(replied: Case, now: Now, arriving: ArrivingDesk) -> None:
    """Who is away is not acknowledged, and nothing is promised (row E6)."""
    sent = body_of(replied.events[-1])
    assert isinstance(sent, MailSent)
    arriving.receive(mail("Away.", in_reply_to=sent.message_id, auto_submitted="auto-replied"), "ana@example.net")
    wrote = body_of(now().events[-1])
    assert isinstance(wrote, Wrote)
    assert (wrote.unanswered, wrote.estimate) == ("auto-submitted", None)
