"""Queues and schedules: what fails comes again, and nothing else does."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contact.edges.aws import bounces, deployed, upkeep
from contact.edges.aws.queue import each_message
from contact.log import Log
from contact.mail.identifier import identifier
from contact.mail.message import message_id
from contact.store import Finished, StoreError
from contact.store.sqlite import SqliteStore
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from tests.contact.conftest import Clock, Post, clock, desk, post, store, wake

__all__ = ["clock", "desk", "post", "store", "wake"]


def queued(*bodies: str) -> dict[str, object]:
    """Messages of a queue, as they are handed over."""
    return {"Records": [{"messageId": f"message-{number}", "body": body} for number, body in enumerate(bodies)]}


@pytest.fixture
def log(bundle: Bundle, store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """The log of the lambdas of this process: the file into which `post` writes."""
    (tmp_path / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    monkeypatch.setenv("FRONTDESK_BUNDLE", str(tmp_path))
    monkeypatch.setenv("FRONTDESK_DATABASE", str(tmp_path / "requests.sqlite3"))
    for cached in (deployed.bundle, deployed.log, upkeep._upkeep):  # noqa: SLF001 - else it keeps those of another test
        cached.cache_clear()
    opened = deployed.log()
    yield opened
    opened.store.close()
    for cached in (deployed.bundle, deployed.log, upkeep._upkeep):  # noqa: SLF001 - as above
        cached.cache_clear()


def test_one_message_that_fails_holds_up_no_other() -> None:
    """Only that one comes again; what went wrong is in the log."""
    handled = []

    def handle(body: str) -> None:
        if body == "bad":
            raise StoreError("the store is away", retry=True)
        handled.append(body)

    answer = each_message(queued("first", "bad", "last"), handle)
    assert (answer, handled) == ({"batchItemFailures": [{"itemIdentifier": "message-1"}]}, ["first", "last"])


def test_what_ses_says_of_mail_that_is_not_ours_is_let_go() -> None:
    """An event that names no mail of ours, and what is no event at all, never come again."""
    strange = json.dumps({"eventType": "Open", "mail": {"messageId": "x"}})
    assert bounces.handler(queued("{}", "not json", strange), None) == {"batchItemFailures": []}


def test_a_bounce_that_comes_before_the_mail_is_written_down_comes_again(log: Log, post: Post, bundle: Bundle) -> None:
    """SES may be quicker than the function that sends (row E8)."""
    post()
    case = log.store.newest(1)[0]
    named = identifier(case.reference, "acknowledgement", log.hasher())
    name = message_id(named.reference, named.label, bundle.settings)
    mail = {"messageId": "0100", "headers": [{"name": "Message-ID", "value": name}]}
    recipients = [{"emailAddress": "ana@example.net", "status": "5.1.1"}]
    bounce = {"bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": recipients}
    event = json.dumps({"eventType": "Bounce", "mail": mail, "bounce": bounce})
    assert bounces.handler(queued(event), None) == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}


def test_upkeep_tells_how_many_mails_wait_and_how_many_need_a_person(
    log: Log, post: Post, clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As CloudWatch reads figures; alarms stand on them."""
    monkeypatch.setattr(deployed, "clock", clock)
    for number in range(3):
        post(message=f"message {number}", email=f"ana{number}@example.net")
    entry = log.store.claim(clock(), timedelta(minutes=3))[0]
    case = log.store.find(entry.reference)
    assert case
    log.add(case, clock(), finished=Finished(entry=entry, state="failed", error="550 5.1.1"))
    assert upkeep.handler({}, None) == {"waiting": 2, "stuck": 0, "unsendable": 1, "held": 0}
    clock.pass_by(minutes=16)
    assert upkeep.handler({}, None)["stuck"] == 2
    printed = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (printed["waiting"], printed["unsendable"]) == (2, 1)
    assert [metric["Name"] for metric in printed["_aws"]["CloudWatchMetrics"][0]["Metrics"]] == [
        "waiting",
        "stuck",
        "unsendable",
        "held",
    ]


def test_a_bundle_that_is_missing_is_said_when_a_request_comes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Not while the function starts: then nobody would be answered."""
    monkeypatch.setenv("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1")
    monkeypatch.setenv("FRONTDESK_BUNDLE", str(tmp_path))
    deployed.bundle.cache_clear()
    deployed.opened_early()
    with pytest.raises(FileNotFoundError):
        deployed.bundle()
