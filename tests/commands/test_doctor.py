"""frontdesk doctor: what is missing on this machine or in this configuration."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from contact.events import AcknowledgementFailed, Assigned, Received
from contact.keys import LocalKeys
from contact.log import Arrival, Log
from contact.personal import personal
from contact.store import Finished
from contact.store.sqlite import SqliteStore
from desk.duration import Duration
from desk.estimate import Estimate
from desk.folders import Folders
from tests.commands.conftest import Run
from tests.project import Project


def lines(out: str) -> dict[str, str]:
    """The mark of each check by its words, without numbers."""
    return {re.sub(r"\d+(\.\d+)*", "N", line[5:]): line[:5].strip() for line in out.splitlines()}


def test_a_built_project_has_nothing_to_mend(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line a check, and exit code 0."""
    monkeypatch.delenv("FRONTDESK_SMTP_URL", raising=False)
    assert run("build").code == 0
    ran = run("doctor")
    assert lines(ran.out) == {
        "Python N": "ok",
        "site_config.yml has no errors": "ok",
        "pages are drawn by 'material', and what that needs is installed": "ok",
        "a telephone number is set": "ok",
        "the contact bundle is built": "ok",
        "N GB free on the disk": "ok",
        "FRONTDESK_SMTP_URL is not set: frontdesk serve shows mail locally": "ok",
        "git is there": "ok",
    }
    assert ran.code == 0


def test_what_is_missing_is_marked(run: Run, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken settings, no build, no git: exit code 1, and the command that mends it."""
    monkeypatch.setattr("frontdesk.commands.doctor.shutil.which", lambda _name: None)
    monkeypatch.setenv("FRONTDESK_SMTP_URL", "smtp://127.0.0.1:25")
    project.change("site_config.yml", "    name:\n", "    nmae:\n")
    ran = run("doctor")
    marks = lines(ran.out)
    assert ran.code == 1
    assert marks["site_config.yml has N errors: frontdesk check lists them"] == "MEND"
    assert marks["no contact bundle yet: run frontdesk build"] == "MEND"
    assert marks["git is missing: acknowledgements cannot name the commit of the site"] == "MEND"
    assert marks["acknowledgements go to FRONTDESK_SMTP_URL"] == "ok"


def test_a_desk_without_a_phone_is_told_so(run: Run, project: Project) -> None:
    """A desk may do without; whoever forgot the number is reminded."""
    project.change(
        "site_config.yml", '  phone:\n    number: "+1 212 555 0142"\n    hours: office\n    voicemail: true\n', ""
    )
    assert lines(run("doctor").out)["no telephone number is set (it need not be)"] == "ok"


def test_stuck_mail_is_counted(run: Run, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """An acknowledgement that nobody has sent for a quarter of an hour, and one that was given up (row E8)."""
    log = Log(store=SqliteStore(Folders(project.folder).requests), keys=LocalKeys())
    at = datetime.now(UTC) - timedelta(minutes=16)
    for token in ("late", "failed"):
        log.record(arrival(token, at))
    (entry,) = log.store.claim(at, timedelta(0), 1)
    case = log.store.find(entry.reference)
    assert case is not None
    failed = AcknowledgementFailed(message_id="<a@example.net>", reason="550 5.1.1", attempts=1)
    assert log.add(case, at, failed, finished=Finished(entry=entry, state="failed", error="550 5.1.1"))
    marks = lines(run("doctor").out)
    assert marks["mails that have waited for too long: N; see frontdesk outbox list"] == "MEND"
    assert marks["mails that could not be delivered: N; see frontdesk outbox list"] == "MEND"
    # Told, and no reason to mend the installation.
    assert marks["cases that are overdue: N; see frontdesk requests list --overdue"] == "ok"
    case = log.store.find(entry.reference)
    assert case is not None
    log.add(case, at, Assigned(queue="general", to="beth", by="beth"))
    log.store.close()
    assert lines(run("doctor").out)["no mail was given up"] == "ok"


def arrival(token: str, at: datetime) -> Arrival:
    """A message with an e-mail address."""
    texts = personal({"message": token, "name": "", "email": "ana@example.net", "phone": "", "number": ""})
    received = Received(
        channel="form",
        kind="request",
        topic="other",
        language="en",
        page="",
        page_language="en",
        consent_digest="",
        personal_digest=texts.digest,
        estimate=Estimate(due=at, duration=Duration(1, "business days"), calendar="office", basis="channel"),
        acknowledged_by="email",
        suspected=False,
        commit="",
    )
    return Arrival(at=at, token=token, texts=texts, bodies=[received], mails=[("acknowledgement", "waiting")])
