"""To which case a mail belongs: only by the name of a mail of ours, or by its sender (rows E7, T1)."""

import pytest

from contact.case import Case
from contact.events import Acknowledged, Erased, Wrote, body_of
from contact.log import Log, alias_of
from contact.mail.identifier import identifier
from contact.store.sqlite import SqliteStore
from desk.data import replace
from tests.contact.arriving.conftest import Arrive
from tests.contact.conftest import NOW, Post

OTHER = {"from": "Eve <eve@example.org>", "sender": "eve@example.org", "message_id": "<eve@example.org>"}
AGAIN = {"message_id": "<again@example.net>"}


@pytest.fixture
def reference(post: Post, store: SqliteStore) -> str:
    """The case of a form that Ana has sent."""
    post()
    return store.newest(1)[0].reference


def ours(reference: str, log: Log, mail: str = "acknowledgement") -> str:
    return f"<{identifier(reference, mail, log.hasher())}@example-exchange.com>"


def test_a_reply_to_our_mail_belongs_to_its_case(arrive: Arrive, reference: str, log: Log) -> None:
    """The name of our mail in In-Reply-To or anywhere in References."""
    assert arrive(in_reply_to=ours(reference, log), **AGAIN).reference == reference
    more = {
        "references": f"<x@example.net> {ours(reference, log)} <y@example.net>",
        "message_id": "<third@example.net>",
    }
    found = arrive(**more)
    assert (found.became, found.reference) == ("message", reference)


def test_a_reply_from_another_address_belongs_to_it_too(arrive: Arrive, reference: str, log: Log) -> None:
    """Nobody can guess the name of our mail: who answers it has had it in hands."""
    found = arrive(in_reply_to=ours(reference, log), **OTHER)
    assert (found.became, found.reference) == ("message", reference)


def test_a_forged_name_of_a_mail_of_ours_does_not(arrive: Arrive, reference: str, log: Log) -> None:
    """Who knows only the reference cannot make it: a new case, which names the other one for staff."""
    forged = ours(reference, log)[:-30] + "0" * 8 + "@example-exchange.com>"
    found = arrive(in_reply_to=forged, **OTHER)
    assert (found.became, found.reference == reference) == ("case", False)
    case = log.store.find(found.reference)
    assert case is not None
    texts = log.texts(case)
    assert texts is not None
    assert texts.fields["named"] == reference


def test_a_name_that_belongs_to_another_mail_does_not(arrive: Arrive, reference: str, log: Log) -> None:
    """The proof is that of one mail of one case."""
    other = ours(reference, log, "acknowledgement-9").replace("acknowledgement-9", "acknowledgement")
    assert arrive(in_reply_to=other, **OTHER).became == "case"


def test_a_reference_in_the_subject_counts_for_its_sender(arrive: Arrive, reference: str) -> None:
    """As our mails have it, and as people type it."""
    typed = reference.lower().replace("-", " ")
    for number, subject in enumerate((f"Re: We have received it – reference {reference}", f"my case {typed}!")):
        found = arrive(subject=subject, message_id=f"<{number}@example.net>")
        assert (found.became, found.reference) == ("message", reference)


def test_sender_may_be_written_in_capitals(arrive: Arrive, reference: str) -> None:
    """Mail programs change them."""
    assert arrive(subject=reference, **{"from": "ANA@EXAMPLE.NET", **AGAIN}).reference == reference


def test_a_reference_in_the_subject_does_not_count_for_others(
    arrive: Arrive, reference: str, store: SqliteStore
) -> None:
    """Forged references add nothing to others' cases (row E7)."""
    assert arrive(subject=f"Re: {reference}", **OTHER).became == "case"
    case = store.find(reference)
    assert case is not None
    assert [event.kind for event in case.events] == ["received"]


def test_no_sender_is_not_the_sender_of_a_case_without_address(arrive: Arrive, post: Post, store: SqliteStore) -> None:
    """A case that came with a telephone number alone has no address that could be the same."""
    post(email="", phone="(212) 555-0187")
    reference = store.newest(1)[0].reference
    assert arrive(subject=reference, **{"from": ""}).became == "case"


@pytest.mark.parametrize("subject", ["7KQ-4M2P-9XW", "Case 7KQ-4M2P-9X7", "ABC-DEFG-HJK", ""])
def test_a_reference_of_no_case_is_a_new_case(arrive: Arrive, subject: str) -> None:
    """Unknown, mistyped or none."""
    assert arrive(subject=subject).became == "case"


def test_mails_that_answer_each_other_are_one_case(arrive: Arrive) -> None:
    """Who writes again in answer to their own message, before we have answered, is understood."""
    first = arrive(message_id="<first@example.net>")
    second = arrive(message_id="<second@example.net>", in_reply_to="<first@example.net>")
    third = arrive(message_id="<third@example.net>", references="<first@example.net> <second@example.net>")
    assert [second.reference, third.reference] == [first.reference, first.reference]
    assert arrive(in_reply_to="<first@example.net>", **OTHER).reference != first.reference


def test_the_name_that_a_mail_service_gave_our_mail_is_known(arrive: Arrive, reference: str, log: Log) -> None:
    """Amazon SES writes its own Message-ID; who answers that has had our mail in hands."""
    case = log.store.find(reference)
    assert case is not None
    sent = Acknowledged(
        message_id=ours(reference, log),
        language="en",
        subject="",
        text="",
        html="",
        template="request",
        template_digest="",
        commit="",
        attempts=1,
        provider_id="0100019-abc-000000",
    )
    log.add(case, NOW, sent, aliases=[alias_of(sent.provider_id)])
    found = arrive(in_reply_to="<0100019-abc-000000@email.amazonses.com>", **OTHER)
    assert (found.became, found.reference) == ("message", reference)


def test_a_message_to_an_erased_case_is_a_new_one(arrive: Arrive, reference: str, log: Log) -> None:
    """What was forgotten is not taken up again (row N3)."""
    case = log.store.find(reference)
    assert case is not None
    log.add(case, NOW, Erased(by="a", reason="b", kept_until=""), erase=True)
    assert arrive(in_reply_to=ours(reference, log), subject=reference).became == "case"


def test_automatic_mail_is_added_without_an_answer(arrive: Arrive, reference: str, log: Log) -> None:
    """A vacation notice in answer to our acknowledgement stands in the case, and ends there (row E6)."""
    before = len(list(log.store.outbox()))
    found = arrive(in_reply_to=ours(reference, log), auto_submitted="auto-replied", sender="", **AGAIN)
    assert (found.became, found.reference, found.unanswered) == ("message", reference, "null-return-path")
    case = log.store.find(reference)
    assert case is not None
    wrote = body_of(case.events[-1])
    assert isinstance(wrote, Wrote)
    assert wrote.unanswered == "null-return-path"
    assert len(list(log.store.outbox())) == before


def test_many_references_are_not_looked_up_without_end(
    arrive: Arrive, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A subject or a thread full of names costs a few look-ups."""
    asked: list[str] = []
    find = log.store.find

    def noted(reference: str) -> Case | None:
        asked.append(reference)
        return find(reference)

    monkeypatch.setattr(log.store, "find", noted)
    names = " ".join(ours(made, log) for made in (f"{a}KQ-4M2P-9XW" for a in "23456789CDFGHJKMPQRTVWX"))
    arrive(references=names, subject="7KQ-4M2P-9XW " * 15)
    assert len(asked) <= 10


def test_what_an_outsider_adds_by_our_mail_shows_who_it_was(arrive: Arrive, reference: str, log: Log) -> None:
    """The text of each message bears its own sender."""
    arrive(in_reply_to=ours(reference, log), **OTHER)
    case = log.store.find(reference)
    assert case is not None
    texts = log.texts(case, "message-2")
    assert texts is not None
    assert (texts.fields["email"], texts.fields["name"]) == ("eve@example.org", "Eve")
    assert texts.digest == replace(texts).digest
