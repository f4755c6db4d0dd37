"""Handing a mail to Amazon SES, and hearing from it what became of the mail (rows E6, E8).

A stand-in for SES answers over HTTP; the errors, which it does not know, are botocore's own (Stubber).
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from contact.aws import Client
from contact.bounces import MailReport, apply, from_ses_event
from contact.log import Log, alias_of
from contact.mail import MailerAddressError, SendError
from contact.mail.identifier import identifiers_in
from contact.mail.return_path import return_path
from contact.mail.ses import EXAMPLE, SesMailer, ses_mailer
from contact.outbox import Outbox, Sweep
from contact.store.sqlite import SqliteStore
from desk.data import replace
from tests.aws.ministack_server import Ministack, Unavailable, running
from tests.contact.conftest import Clock, Post
from tests.contact.smtp_servers import mail

SES_ID = "0100019a7c3f2e51-5d1f0b7e-8c3a-4c2e-9f64-2c7c6e6f6f01-000000"


@pytest.fixture
def stubbed() -> Iterator[tuple[SesMailer, Stubber]]:
    """A mailer whose calls are answered by botocore itself, which checks what is asked."""
    made = boto3.session.Session().client(
        "sesv2", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    with Stubber(made) as stub:
        yield SesMailer(ses=Client(made, timedelta(0))), stub
    made.close()


def test_message_is_handed_over_as_it_is(stubbed: tuple[SesMailer, Stubber]) -> None:
    """The whole message, to the one recipient; the answer is the name that SES gives it."""
    mailer, stub = stubbed
    expected = {"Destination": {"ToAddresses": ["ana@example.net"]}, "Content": {"Raw": {"Data": mail().as_bytes()}}}
    stub.add_response("send_email", {"MessageId": SES_ID}, expected)
    assert mailer.send(mail()) == SES_ID


def test_options_of_the_address_are_passed_on(stubbed: tuple[SesMailer, Stubber]) -> None:
    """The configuration set brings events back; the return path is where SES forwards bounces to."""
    mailer, stub = stubbed
    expected = {
        "Destination": {"ToAddresses": ["ana@example.net"]},
        "Content": {"Raw": {"Data": mail().as_bytes()}},
        "ConfigurationSetName": "frontdesk",
        "FeedbackForwardingEmailAddress": "bounces@example.net",
    }
    stub.add_response("send_email", {"MessageId": SES_ID}, expected)
    path = return_path("bounces@example.net")
    assert replace(mailer, configuration_set="frontdesk", return_path=path).send(mail()) == SES_ID


@pytest.mark.parametrize(
    ("code", "status", "retry"),
    [
        ("BadRequestException", 400, False),
        ("TooManyRequestsException", 429, True),
        ("LimitExceededException", 400, True),
        ("MessageRejected", 400, True),
        ("MailFromDomainNotVerifiedException", 400, True),
        ("AccountSuspendedException", 400, True),
        ("SendingPausedException", 400, True),
        ("NotFoundException", 404, True),
        ("AccessDeniedException", 403, True),
        ("InternalFailure", 500, True),
    ],
)
def test_refusal_of_ses_says_whether_trying_again_can_help(
    code: str, status: int, retry: bool, stubbed: tuple[SesMailer, Stubber]
) -> None:
    """Only what is wrong with the address is given up; limits pass, and our own set-up is ours to mend (row E8)."""
    mailer, stub = stubbed
    stub.add_client_error("send_email", code, "about ana@example.net", http_status_code=status)
    with pytest.raises(SendError) as refused:
        mailer.send(mail())
    assert (refused.value.reason, refused.value.retry) == (code, retry)
    # Answered once, and asked once: SES would send twice.
    stub.assert_no_pending_responses()


def test_address_beyond_ascii_is_not_offered_to_ses(stubbed: tuple[SesMailer, Stubber]) -> None:
    """SES takes none, so a person is told at once (row E8)."""
    mailer, _ = stubbed
    with pytest.raises(SendError) as refused:
        mailer.send(mail(to="añá@example.net"))
    assert (refused.value.reason, refused.value.retry) == ("no SMTPUTF8", False)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("ses://us-east-1/path", f"write Amazon SES as {EXAMPLE}"),
        ("ses://us-east-1?configuration_set=a%20b", f"write Amazon SES as {EXAMPLE}"),
        ("ses://us-east-1?set=a", "the mail server has no option set: use configuration_set, connections, return_path"),
        ("ses://somewhere else", "sesv2 of AWS cannot be used: Provided region_name 'somewhere else' doesn't match a"),
    ],
)
def test_wrong_address_of_ses_is_explained(address: str, message: str) -> None:
    """Each mistake has its sentence."""
    with pytest.raises(MailerAddressError) as refused:
        ses_mailer(address)
    assert str(refused.value).startswith(message)


@pytest.fixture(scope="module")
def ministack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ministack]:
    try:
        with running(tmp_path_factory.mktemp("ministack")) as started:
            yield started
    except Unavailable as error:
        pytest.skip(str(error))


@pytest.fixture
def at_ministack(ministack: Ministack, monkeypatch: pytest.MonkeyPatch) -> Iterator[SesMailer]:
    """A mailer as a deployment makes it, whose AWS is the stand-in."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", ministack.endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    mailer = ses_mailer("ses://us-east-1")
    yield mailer
    mailer.ses.close()


def test_acknowledgement_goes_out_by_ses(
    at_ministack: SesMailer, ministack: Ministack, outbox: Outbox, post: Post, store: SqliteStore
) -> None:
    """The case keeps the name that SES gave the mail, and is found by it, in whichever form an answer names it (row E8)."""
    by_ses = replace(outbox, mailer=at_ministack)
    post()
    # Nothing is verified yet: ours to mend, so the mail waits.
    assert by_ses.send_due() == Sweep(postponed=1)
    (entry,) = store.outbox()
    assert entry.error == "MessageRejected"
    for identity in ("example-exchange.com", "ana@example.net"):
        ministack.client("sesv2").create_email_identity(EmailIdentity=identity)
    waited = replace(by_ses, clock=lambda: entry.due)
    assert waited.send_due() == Sweep(sent=1)
    (message,) = ministack.messages()
    case = store.newest(1)[0]
    assert case.reference in message["Subject"]
    bare = message["MessageId"].partition("@")[0]
    for name in (bare, f"<{bare}@email.amazonses.com>", f"<{bare}@eu-west-1.amazonses.com>"):
        assert store.find_alias(alias_of(name)) == case.reference


class Ses:
    """Takes every mail, and names it as SES does."""

    connections = 1

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> str:
        self.sent.append(message)
        return SES_ID

    def rest(self) -> None:
        """It keeps nothing open."""


def notification(sort: str, detail: dict[str, Any], message_id: str = "", **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - as JSON has it
    """An event as SES publishes it."""
    headers = [{"name": "From", "value": "a@example.net"}, {"name": "Message-ID", "value": message_id}]
    sent = {"messageId": SES_ID, "destination": ["ana@example.net"], "headersTruncated": False, "headers": headers}
    return {"eventType": sort, "mail": sent | changed, sort.lower(): detail}


GONE = {
    "bounceType": "Permanent",
    "bounceSubType": "General",
    "bouncedRecipients": [
        {
            "emailAddress": "ana@example.net",
            "action": "failed",
            "status": "5.1.1",
            "diagnosticCode": "smtp; 550 5.1.1 no",
        }
    ],
    "feedbackId": "0100019a7c3f4a02-61b59c11-9236-11e6-8f96-7be8aexample-000000",
}
FULL = {
    "bounceType": "Transient",
    "bounceSubType": "MailboxFull",
    "bouncedRecipients": [{"emailAddress": "ana@example.net", "diagnosticCode": "smtp; 552 mailbox is full"}],
}
AWAY = {
    "bounceType": "Transient",
    "bounceSubType": "General",
    "bouncedRecipients": [{"emailAddress": "ana@example.net"}],
}
SUPPRESSED = GONE | {"bounceSubType": "OnAccountSuppressionList", "bouncedRecipients": [{"emailAddress": "a@b"}]}
BOUNCED = MailReport(happened="bounced", provider_id=SES_ID, permanent=True)


@pytest.mark.parametrize(
    ("sort", "detail", "report"),
    [
        ("Bounce", GONE, replace(BOUNCED, reason="5.1.1", lasting=True)),
        ("Bounce", FULL, replace(BOUNCED, permanent=False, reason="MailboxFull")),
        ("Bounce", SUPPRESSED, replace(BOUNCED, reason="OnAccountSuppressionList", lasting=True)),
        ("Bounce", AWAY, None),
        ("Reject", {"reason": "Bad content"}, replace(BOUNCED, reason="Rejected")),
        ("Complaint", {"complaintFeedbackType": "abuse"}, replace(BOUNCED, happened="reported-as-spam", lasting=True)),
        (
            "Complaint",
            {"complaintSubType": "OnAccountSuppressionList"},
            replace(BOUNCED, reason="OnAccountSuppressionList", lasting=True),
        ),
        ("Delivery", {"smtpResponse": "250 ok"}, MailReport(happened="delivered", provider_id=SES_ID)),
        ("DeliveryDelay", {"delayType": "MailboxFull"}, None),
        ("Send", {}, None),
        ("Open", {}, None),
    ],
)
def test_event_of_ses_is_read(sort: str, detail: dict[str, Any], report: MailReport | None) -> None:
    """Bounces, complaints and deliveries say what became of the mail; delays and out-of-office replies say nothing yet."""
    assert from_ses_event(notification(sort, detail)) == ([report] if report else [])


def wrapped(event: dict[str, Any]) -> dict[str, Any]:
    """The ways in which a lambda gets an event."""
    text = json.dumps(event)
    sns = {"Type": "Notification", "TopicArn": "arn:aws:sns:us-east-1:1:a", "Message": text}
    feedback = {**event, "notificationType": event["eventType"]}
    del feedback["eventType"]
    return {
        "as it is": event,
        "feedback of an identity": feedback,
        "SNS to a lambda": {"Records": [{"EventSource": "aws:sns", "Sns": sns}]},
        "SNS over HTTP": sns,
        "SNS by way of SQS": {"Records": [{"eventSource": "aws:sqs", "body": json.dumps(sns)}]},
        "SNS by way of SQS, raw": {"Records": [{"eventSource": "aws:sqs", "body": text}]},
        "EventBridge": {"source": "aws.ses", "detail-type": "Email Bounced", "detail": event},
    }


@pytest.mark.parametrize("way", wrapped(notification("Bounce", GONE)))
def test_event_is_found_whatever_it_is_wrapped_in(way: str) -> None:
    """SNS, SQS and EventBridge each put it into something of their own."""
    event = wrapped(notification("Bounce", GONE))[way]
    assert from_ses_event(event) == [replace(BOUNCED, reason="5.1.1", lasting=True)]


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        "no JSON {",
        {"Records": [{"body": "hello"}, 3, None]},
        {"mail": {}},
        {
            "mail": {"headers": [1, {}], "commonHeaders": []},
            "eventType": "Bounce",
            "bounce": {"bouncedRecipients": [7]},
        },
        {"notificationType": "Received", "mail": {"messageId": "1"}, "receipt": {}},
        json.dumps("[" * 100_000),
    ],
)
def test_other_events_report_nothing(event: object) -> None:
    """A lambda that is called by mistake, or by something new, does nothing and does not fail."""
    assert from_ses_event(event) == []


@pytest.mark.parametrize("known_by", ["the name of SES", "our own name"])
def test_bounce_by_ses_finds_its_case(known_by: str, outbox: Outbox, post: Post, log: Log, store: SqliteStore) -> None:
    """By the name that SES gave the mail; also by ours, which SES repeats, if we never came to write its own down (row E8)."""
    ses = Ses()
    post()
    assert replace(outbox, mailer=ses).send_due() == Sweep(sent=1)
    ours = str(ses.sent[0]["Message-ID"])
    bounce = notification("Bounce", GONE, message_id="" if known_by == "the name of SES" else ours)
    (report,) = from_ses_event(bounce)
    assert list(report.identifiers) == ([] if known_by == "the name of SES" else list(identifiers_in(ours)))
    report = report if report.identifiers == () else replace(report, provider_id="")
    assert [apply(report, log, Clock()), apply(report, log, Clock())] == ["recorded", "known"]
    case = store.newest(1)[0]
    assert (case.acknowledgement, case.status) == ("bounced", "not-acknowledged")


def test_delivery_by_ses_is_written_down(outbox: Outbox, post: Post, log: Log, store: SqliteStore) -> None:
    """The customer's mail server has it: more is not known of any mail."""
    post()
    assert replace(outbox, mailer=Ses()).send_due() == Sweep(sent=1)
    (report,) = from_ses_event(notification("Delivery", {}))
    assert apply(report, log, Clock()) == "recorded"
    assert store.newest(1)[0].acknowledgement == "delivered"
