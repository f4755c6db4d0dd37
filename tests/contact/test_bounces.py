"""What comes back of our mail: read from every shape that servers give it, and written down once (rows E6, E8)."""

import threading
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.bounces import Applied, MailReport, apply, from_message
from contact.bounces.message import MOST_BLOCKS, _of_few_blocks
from contact.bounces.report import Happening
from contact.case import Case
from contact.events import Acknowledged, Bounced, ReportedAsSpam, body_of
from contact.hashing import Hasher
from contact.log import Log
from contact.mail.identifier import Identifier, identifier
from contact.mail.return_path import return_path
from contact.outbox import Outbox, Sweep
from contact.outbox_gate import RESTS_FOR
from contact.release import release
from contact.store.sqlite import SqliteStore
from desk.data import replace
from tests.contact.conftest import Clock, Post

FOLDER = Path(__file__).parent / "bounces"
OURS = Identifier(reference="7KQ-4M2P-9XW", mail="acknowledgement", proof="9c41f3a25be07d68")
BOUNCED = MailReport(happened="bounced", identifiers=(OURS,))

READ = {
    "postfix": replace(BOUNCED, permanent=True, reason="5.1.1", lasting=True),
    "postfix-gave-up": replace(BOUNCED, reason="4.4.1"),
    "exim": replace(BOUNCED, permanent=True, reason="5.0.0", lasting=True),
    "exim-in-words": replace(BOUNCED, permanent=True, reason="550"),
    "exchange": replace(BOUNCED, permanent=True, reason="5.1.10", lasting=True),
    "gmail": replace(BOUNCED, reason="4.2.2"),
    "qmail": replace(BOUNCED, permanent=True, reason="5.1.1", lasting=True),
    "sendmail": replace(BOUNCED, permanent=True, reason="5.7.1"),
    "nothing-returned": replace(BOUNCED, permanent=True, reason="5.2.1", lasting=True),
    "international": replace(BOUNCED, permanent=True, reason="5.1.1", lasting=True),
    "delivered": MailReport(happened="delivered", identifiers=(OURS,), reason="2.0.0"),
    "complaint": MailReport(happened="reported-as-spam", identifiers=(OURS,), permanent=True, lasting=True),
    # Mail of ours came back, but none that the desk had sent by itself.
    "answer-of-a-colleague": MailReport(happened="bounced", permanent=True, reason="5.2.2"),
}
NO_REPORTS = {
    "postfix-delayed",
    "not-spam",
    "out-of-office",
    "customer-quotes-everything",
    "customer-forwards-a-bounce",
    "read-receipt",
}


def test_every_example_is_read_in_a_test() -> None:
    """A file that no test expects anything of proves nothing."""
    assert {path.stem for path in FOLDER.glob("*.eml")} == READ.keys() | NO_REPORTS


@pytest.mark.parametrize("name", READ)
def test_report_is_read_whichever_server_wrote_it(name: str) -> None:
    """Which mail it was, whether trying again can help, the status code, and whether the address is to blame (row E8)."""
    assert from_message((FOLDER / f"{name}.eml").read_bytes()) == [READ[name]]


@pytest.mark.parametrize("name", sorted(NO_REPORTS))
def test_what_only_looks_like_a_report_is_none(name: str) -> None:
    """Delays, receipts, out-of-office replies, and customers who quote a bounce: nothing came back (row E6)."""
    assert from_message((FOLDER / f"{name}.eml").read_bytes()) == []


@given(st.data())
def test_no_mail_makes_the_reader_fail(data: st.DataObject) -> None:
    """Strangers write what is read: whatever was changed in a report, reading it raises nothing."""
    source = bytearray((FOLDER / f"{data.draw(st.sampled_from(sorted(READ)))}.eml").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    assert len(from_message(bytes(source))) <= 1


@pytest.mark.parametrize("line", [b"\n", b">\n", b"> \r\n", b" \n", b"\xc2\xa0\n"])
def test_heaps_of_empty_lines_cost_no_time(line: bytes) -> None:
    """Looking for a Message-ID behind each of them anew would stop the desk for minutes (row N2)."""
    head = (
        b"From: mailer-daemon@example.net\r\nSubject: failure notice\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    named = b"> Message-ID: <%s@example.net>\n" % str(OURS).encode()
    found = from_message(head + line * (80_000 // len(line)) + b"This is what you wrote:\n" + named)
    assert found == [BOUNCED]


@pytest.mark.parametrize("block", [b"\n", b"\r\n", b"\r", b"a\n\n", b"Action: x\r\n\r\n"])
def test_heaps_of_blocks_cost_no_time(block: bytes) -> None:
    """Each would become a message of its own, for seconds; what a report says before them is read all the same (row N2)."""
    source = (FOLDER / "postfix.eml").read_bytes().replace(b"\r\n", b"\n")
    before, action, after = source.partition(b"Action: failed")
    told = action + after.partition(b"\n\n")[0] + b"\n\n"
    report = before + told + block * (60_000 // len(block)) + after
    (found,) = from_message(report, f"{OURS}@example.net")
    assert found.reason == "5.1.1"
    read = message_from_bytes(_of_few_blocks(report))
    assert sum(1 for _ in read.walk()) <= MOST_BLOCKS + 5


@given(st.text(), st.text(), st.binary(min_size=32, max_size=32))
def test_name_of_a_mail_cannot_be_guessed(reference: str, mail: str, secret: bytes) -> None:
    """Who knows reference and mail, but not the store's secret, cannot name the mail."""
    ours = identifier(reference, mail, Hasher(secret))
    assert ours.is_ours(Hasher(secret))
    assert not identifier(reference, mail, Hasher(secret[::-1] + b"x")).is_ours(Hasher(secret))


def test_return_path_knows_mail_that_came_back() -> None:
    """The local mail server asks to which addresses bounces come."""
    path = return_path("bounces+{reference}@example.net")
    assert path.is_for(f"Bounces+{str(OURS).lower()}@example.net")
    assert not path.is_for("support@example.net")
    assert return_path("bounces@example.net").is_for("bounces@EXAMPLE.net")
    assert not return_path("").is_for("")


@dataclass
class Desk:
    """A desk that has sent one acknowledgement, and the report that it came back for good."""

    log: Log
    store: SqliteStore
    clock: Clock
    outbox: Outbox
    report: MailReport

    def told(self, report: MailReport | None = None) -> Applied:
        """What becomes of a report."""
        return apply(report or self.report, self.log, self.clock)

    @property
    def case(self) -> Case:
        """The case that came last."""
        return self.store.newest(1)[0]

    @property
    def kinds(self) -> list[str]:
        """What happened to it."""
        return [event.kind for event in self.case.events]

    def release(self) -> None:
        """A person has the mail that is held or failed sent after all."""
        (entry,) = self.store.outbox()
        assert release(entry, self.log, by="beth", now=self.clock())


@pytest.fixture
def desk_with_a_case(post: Post, outbox: Outbox, log: Log, store: SqliteStore, clock: Clock) -> Desk:
    """Nothing is sent yet."""
    post()
    name = identifier(store.newest(1)[0].reference, "acknowledgement", Hasher(store.secret()))
    report = replace(BOUNCED, identifiers=(name,), permanent=True, reason="5.1.1", lasting=True)
    return Desk(log, store, clock, outbox, report)


@pytest.fixture
def sent(desk_with_a_case: Desk) -> Desk:
    assert desk_with_a_case.outbox.send_due() == Sweep(sent=1)
    return desk_with_a_case


def test_bounced_acknowledgement_is_not_counted_as_sent(sent: Desk) -> None:
    """The case says that nothing arrived, the event names the mail and the code and nobody, the outbox shows it (row E8)."""
    assert sent.told() == "recorded"
    assert (sent.case.acknowledgement, sent.case.status) == ("bounced", "not-acknowledged")
    acknowledged, bounced = (body_of(event) for event in sent.case.events[1:])
    assert isinstance(acknowledged, Acknowledged)
    assert bounced == Bounced(message_id=acknowledged.message_id, permanent=True, reason="5.1.1")
    assert [(entry.state, entry.error) for entry in sent.store.outbox()] == [("failed", "bounced 5.1.1")]


def test_same_report_again_adds_nothing(sent: Desk) -> None:
    """Mail services and servers repeat themselves."""
    assert [sent.told() for _ in range(3)] == ["recorded", "known", "known"]
    assert sent.kinds == ["received", "acknowledged", "bounced"]


def test_same_report_at_the_same_time_adds_nothing(sent: Desk) -> None:
    """Two lambdas get the same event, and both find that nothing is written down yet: one event is (row E8)."""
    before = len(sent.case.events)
    both_have_read = threading.Barrier(2)

    class Meeting(SqliteStore):
        """Lets nobody go on before both have read the case."""

        def find(self, reference: str) -> Case | None:
            case = super().find(reference)
            if case and len(case.events) == before:
                both_have_read.wait()
            return case

    shared = Log(store=Meeting(sent.store.path), keys=sent.log.keys)
    outcomes: list[str] = []
    both = [threading.Thread(target=lambda: outcomes.append(apply(sent.report, shared, sent.clock))) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    shared.store.close()
    assert sorted(outcomes) == ["known", "recorded"]
    assert sent.kinds == ["received", "acknowledged", "bounced"]


def test_report_on_mail_that_is_not_ours_is_ignored(sent: Desk) -> None:
    """A forger knows the reference, which stands on every page, and not the rest of the name (row E6)."""
    forged = replace(sent.report.identifiers[0], proof="0" * 16)
    elsewhere = replace(sent.report, identifiers=(), provider_id="0100017f-of-somebody-else")
    assert sent.told(replace(sent.report, identifiers=(forged,))) == "unknown"
    assert sent.told(elsewhere) == "unknown"
    assert sent.told(replace(sent.report, identifiers=())) == "unknown"
    assert sent.kinds == ["received", "acknowledged"]


def test_report_that_is_quicker_than_our_own_record_is_to_be_repeated(desk_with_a_case: Desk) -> None:
    """A bounce that comes before "sent" is written down must not be followed by "sent"."""
    assert desk_with_a_case.told() == "early"
    assert desk_with_a_case.kinds == ["received"]


def test_what_bounced_is_not_delivered_by_a_late_report(sent: Desk) -> None:
    """Reports come in any order: what came back, came back (row E8)."""
    delivered = replace(sent.report, happened="delivered", permanent=False, reason="", lasting=False)
    told = [sent.told(report) for report in (delivered, delivered, sent.report, delivered)]
    assert told == ["recorded", "known", "recorded", "known"]
    assert sent.kinds == ["received", "acknowledged", "delivered", "bounced"]


def test_temporary_bounce_does_not_count_as_sent_either(sent: Desk, post: Post) -> None:
    """A server that gave up after days has not delivered; but the next message to this address is acknowledged (row E8)."""
    assert sent.told(replace(sent.report, permanent=False, reason="4.4.1", lasting=False)) == "recorded"
    assert sent.case.status == "not-acknowledged"
    sent.clock.pass_by(hours=1)
    post(message="And again")
    assert sent.outbox.send_due() == Sweep(sent=1)


@pytest.mark.parametrize("happened", ["bounced", "reported-as-spam"])
def test_address_that_came_back_gets_nothing_more_by_itself(happened: Happening, sent: Desk, post: Post) -> None:
    """The next acknowledgement to it is held until a person releases it, for 90 days; others go out (rows E6, E8)."""
    assert sent.told(replace(sent.report, happened=happened)) == "recorded"
    sent.clock.pass_by(hours=1)
    post(message="And again", email="ANA@example.net")
    post(message="Somebody else", email="ben@example.net")
    assert sent.outbox.send_due() == Sweep(sent=1, held=1)
    held = next(case for case in sent.store.newest(2) if case.status == "held")
    assert held.events[-1].body == '{"mail":"acknowledgement","reason":"address-bounced"}'
    sent.clock.pass_by(days=RESTS_FOR / timedelta(days=1))
    post(message="After a while")
    assert sent.outbox.send_due() == Sweep(sent=1)


def test_complaint_leaves_the_acknowledgement_sent(sent: Desk) -> None:
    """Who calls a mail spam has got it."""
    assert sent.told(replace(sent.report, happened="reported-as-spam")) == "recorded"
    assert isinstance(body_of(sent.case.events[-1]), ReportedAsSpam)
    assert sent.case.status == "acknowledged"


def test_bounce_of_a_mail_that_was_tried_again_counts_again(sent: Desk) -> None:
    """A person has the mail sent once more, and it comes back once more: both times are in the record (row E8)."""
    sent.told()
    sent.release()
    assert sent.outbox.send_due() == Sweep(sent=1)
    assert sent.case.acknowledgement == "sent"
    assert [sent.told(), sent.told()] == ["recorded", "known"]
    once = ["acknowledged", "bounced"]
    assert sent.kinds == ["received", *once, "acknowledgement-released", *once]


def test_bounce_of_an_erased_person_is_still_written_down(sent: Desk) -> None:
    """Nobody's address is needed for the record; none is counted."""
    assert sent.log.add(sent.case, sent.clock(), erase=True)
    assert sent.told() == "recorded"


def test_released_mail_goes_out_to_an_address_that_came_back(sent: Desk, post: Post) -> None:
    """A person knows better: what was released is not held again."""
    sent.told(replace(sent.report, happened="reported-as-spam"))
    sent.clock.pass_by(hours=1)
    post(message="And again")
    assert sent.outbox.send_due() == Sweep(held=1)
    sent.release()
    assert sent.outbox.send_due() == Sweep(sent=1)
    assert sent.kinds == ["received", "acknowledgement-held", "acknowledgement-released", "acknowledged"]
