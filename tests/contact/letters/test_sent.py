"""Letters go out through the outbox, once, and say what a person wrote, and who it is from (rows E1, R2, R4, K1)."""

import re
from datetime import timedelta
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest

from contact.arriving.desk import ArrivingDesk
from contact.case import Case
from contact.events import Erased, MailFailed, MailSent, Reopened, body_of
from contact.feedback_link import feedback_code
from contact.letters import Letters
from contact.log import Log
from contact.outbox import LEASE, Outbox, Sweep
from contact.outbox_gate import let_rest
from contact.status_code import status_code
from contact.store.sqlite import SqliteStore
from contact.verify import doubts
from desk.bundle import Bundle
from desk.data import replace
from desk.settings.feedback import OFF
from tests.contact.arriving.conftest import mail
from tests.contact.conftest import NOW, Clock, FakeMailer, Post, PostOffice
from tests.contact.letters.conftest import WORDS, Now, has_arrived, part

EXPECTED = Path(__file__).parent / "expected"
A_WEEK = timedelta(days=7)


def as_a_whole(message: EmailMessage, case: Case) -> str:
    """Headers and text, with names for what is another one in every run."""
    headers = [f"{name}: {value}" for name, value in message.items() if name != "Content-Type"]
    text = "\n".join([*headers, "", part(message, "plain").replace("\r\n", "\n")])
    named = {
        case.reference: "REFERENCE",
        status_code(case): "STATUS-CODE",
        feedback_code(case): "FEEDBACK-CODE",
    }
    for value, name in named.items():
        text = text.replace(value, name)
    return re.sub(r"(?<=\.)[0-9a-f]{16}(?=@)", "PROOF", text)


def write(letters: Letters, case: Case, kind: str) -> None:
    match kind:
        case "reply":
            letters.reply(case, WORDS, by="beth", signed="Beth Ng", next_due=NOW + A_WEEK)
        case "update":
            letters.update(case, WORDS, by="beth", next_due=NOW + A_WEEK, delay=True)
        case "resolution":
            letters.resolve(
                case,
                "partial",
                by="beth",
                text="Dear Ana,",
                explanation="It was late.\nVery late.",
                remedies="Ask again.",
                redress="5.00 USD",
                signed="Beth Ng",
                ask_feedback=NOW,
            )
        case _:
            letters.resolve(case, "full", by="beth", way="phone", ask_feedback=NOW)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", ["reply", "update", "resolution", "feedback"])
def test_a_letter_as_a_whole(
    *,
    post: Post,
    store: SqliteStore,
    letters: Letters,
    posting: Outbox,
    post_office: PostOffice,
    kind: str,
    language: str,
    update_golden: bool,
) -> None:
    """Headers and text as they arrive; what a person wrote is not called automatic, and the question is (rows I5, W3)."""
    post(kind="complaint", language=language)
    posting.send_due()
    has_arrived(post_office)
    (case,) = store.newest(1)
    write(letters, case, kind)
    assert posting.send_due() == Sweep(sent=1)
    (message,) = has_arrived(post_office)
    expected = EXPECTED / f"{kind}.{language}.txt"
    whole = as_a_whole(message, case)
    if update_golden:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(whole, encoding="utf-8")
    assert whole == expected.read_text(encoding="utf-8")


def test_words_in_html_are_words(letters: Letters, case: Case, posting: Outbox, post_office: PostOffice) -> None:
    """Escaped, with their line breaks, and no link is made of any (row E7)."""
    letters.reply(case, WORDS, by="beth", signed="<Beth>")
    posting.send_due()
    (message,) = has_arrived(post_office)
    html = part(message, "html").replace("\r\n", "\n")
    words = "Dear Ana,<br>\n<br>\na withdrawal costs &lt;nothing&gt; &amp; takes a day:<br>\n  https://example.net/fees"
    assert f'<div dir="auto" style="margin: 0 0 16px;">{words}</div>' in html
    assert "<bdi>&lt;Beth&gt;</bdi>" in html
    assert 'href="https://example.net/fees"' not in html


def test_nothing_that_the_customer_typed_comes_back(
    post: Post, store: SqliteStore, letters: Letters, posting: Outbox, post_office: PostOffice
) -> None:
    """Neither in a letter nor in the question (row E7)."""
    post(message="Buy at evil.example", name="Evil Eve")
    (case,) = store.newest(1)
    letters.reply(case, "Hello.", by="beth")
    letters.resolve(store.newest(1)[0], "full", by="beth", ask_feedback=NOW + LEASE)
    posting.send_due()
    for message in has_arrived(post_office):
        assert "evil" not in message.as_string().casefold()


def test_the_event_proves_the_words_and_holds_none(
    *, letters: Letters, case: Case, now: Now, posting: Outbox, post_office: PostOffice, bundle: Bundle
) -> None:
    """A digest of the text, the template and its digest, under which name it went (row T2)."""
    letters.reply(case, WORDS, by="beth")
    posting.send_due()
    (message,) = has_arrived(post_office)
    text = part(message, "plain").replace("\r\n", "\n")
    assert body_of(now().events[-1]) == MailSent(
        mail="reply-3",
        message_id=str(message["Message-ID"]),
        language="en",
        template="reply",
        template_digest=bundle.template("en", "reply").digest,
        digest=sha256(text.encode()).hexdigest(),
        commit=bundle.commit,
        attempts=1,
    )
    assert list(doubts(letters.log, NOW + timedelta(minutes=6), lambda _: None, texts=True)) == []


def test_a_letter_is_shown_with_the_mail_that_it_answers(
    arriving: ArrivingDesk, store: SqliteStore, letters: Letters, posting: Outbox, post_office: PostOffice
) -> None:
    """In reply to it, with the thread that it named."""
    arriving.receive(mail(references="<zero@example.net>", in_reply_to="<zero@example.net>"), "ana@example.net")
    (case,) = store.newest(1)
    letters.reply(case, WORDS, by="beth")
    posting.send_due()
    _, reply = has_arrived(post_office)
    assert reply["In-Reply-To"] == "<one@example.net>"
    assert reply["References"].split() == ["<zero@example.net>", "<one@example.net>"]


def test_who_may_be_somebody_else_is_not_told_how_it_stands(
    arriving: ArrivingDesk, store: SqliteStore, letters: Letters, posting: Outbox, post_office: PostOffice
) -> None:
    """Where nobody vouches for the sender of an e-mail, a person's words go there, and no status code does (row E7)."""
    arriving.receive(mail(), "ana@example.net")
    (case,) = store.newest(1)
    assert not case.received.proven
    letters.reply(case, WORDS, by="beth")
    posting.send_due()
    _, reply = has_arrived(post_office)
    assert status_code(case) not in reply.as_string()


def test_nobody_holds_what_a_person_wrote(letters: Letters, case: Case, now: Now, posting: Outbox) -> None:
    """However many letters there are in a day; automatic mail has a limit (row E7)."""
    for _ in range(5):
        letters.reply(now(), WORDS, by="beth")
    assert posting.send_due() == Sweep(sent=5)


def test_the_question_is_not_forced_on_anybody(
    *, letters: Letters, case: Case, now: Now, posting: Outbox, log: Log, clock: Clock, store: SqliteStore
) -> None:
    """Where mail to the address came back since, it is left out, and no person has to look at that (row E8)."""
    letters.resolve(case, "full", by="beth", way="phone", ask_feedback=NOW + A_WEEK)
    let_rest(log, "ana@example.net", NOW)
    clock.pass_by(days=7)
    assert posting.send_due() == Sweep(dropped=1)
    failed = body_of(now().events[-1])
    assert isinstance(failed, MailFailed)
    assert (failed.mail, failed.reason) == ("feedback-4", "address-bounced")
    assert list(store.outbox()) == []


def test_who_has_written_again_is_not_asked(
    *, letters: Letters, case: Case, now: Now, posting: Outbox, log: Log, clock: Clock
) -> None:
    """A case that was opened again is not over (row K1)."""
    letters.resolve(case, "full", by="beth", way="phone", ask_feedback=NOW + A_WEEK)
    log.add(now(), NOW, Reopened(by="beth"))
    clock.pass_by(days=7)
    assert posting.send_due() == Sweep(dropped=1)
    assert now().events[-1].kind == "mail-failed"


def test_nobody_is_asked_once_the_desk_has_stopped_asking(
    letters: Letters, case: Case, posting: Outbox, bundle: Bundle, post_office: PostOffice
) -> None:
    """The letter goes out without the question (row K1)."""
    silent = replace(bundle, settings=replace(bundle.settings, feedback=OFF))
    letters.resolve(case, "full", by="beth", ask_feedback=NOW)
    assert replace(posting, bundle=lambda: silent).send_due() == Sweep(sent=1)
    (message,) = has_arrived(post_office)
    assert "/_desk/feedback" not in part(message, "plain")


def test_who_is_erased_gets_nothing_more(letters: Letters, case: Case, now: Now, posting: Outbox, log: Log) -> None:
    """The words are gone with the person (row N3)."""
    letters.reply(case, WORDS, by="beth")
    log.add(now(), NOW, Erased(by="beth", reason="asked", kept_until=NOW.isoformat()), erase=True)
    assert posting.send_due() == Sweep(failed=1)
    failed = body_of(now().events[-1])
    assert isinstance(failed, MailFailed)
    assert (failed.mail, failed.reason) == ("reply-3", "erased")


def test_a_crash_between_sending_and_marking_repeats_the_same_mail(
    *, letters: Letters, case: Case, now: Now, outbox: Outbox, fake_mailer: FakeMailer, clock: Clock
) -> None:
    """Under the same name: a mail program shows it once; and the log says once that it was sent (row E3)."""

    class Crashing(FakeMailer):
        """The power fails as soon as the mail is out."""

        def send(self, message: EmailMessage) -> str:
            fake_mailer.send(message)
            raise KeyboardInterrupt

    letters.reply(case, WORDS, by="beth")
    with pytest.raises(KeyboardInterrupt):
        replace(outbox, mailer=Crashing()).send_due()
    assert outbox.send_due() == Sweep()
    clock.pass_by(seconds=LEASE.total_seconds())
    assert outbox.send_due() == Sweep(sent=1)
    first, second = fake_mailer.sent
    assert first["Message-ID"] == second["Message-ID"]
    assert [event.kind for event in now().events][2:] == ["replied", "mail-sent"]
