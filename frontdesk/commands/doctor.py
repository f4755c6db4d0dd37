"""frontdesk doctor: what is missing on this machine or in this configuration."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator

from contact.deployment import DATABASE, TWILIO_TOKEN
from contact.letter_names import event_number, is_letter, kind_of
from contact.log import Log
from contact.outbox import is_stuck
from contact.store import Entry
from desk.bundle import BUNDLE_FILE
from desk.finding import FindingsError
from desk.folders import Folders
from desk.settings import read_settings
from desk.settings.model import Settings
from frontdesk.backend import BackendError, configured_twilio_token, open_log
from frontdesk.today import build_day, now
from generator.rules.packages import missing_packages

NAME = "doctor"
EXAMPLE = "frontdesk doctor"

OLDEST_PYTHON = (3, 11)
# A build of a large site and a year of requests fit into this.
LEAST_FREE_BYTES = 500_000_000
MOST_COUNTED = 1000


def arguments(_parser: argparse.ArgumentParser) -> None:
    """There are no options."""


def run(options: argparse.Namespace) -> int:
    """Print one line a check; exit 1 where one fails."""
    failed = 0
    for good, text in _checks(Folders(options.project)):
        failed += not good
        print(f"{'ok  ' if good else 'MEND'} {text}")
    return 1 if failed else 0


def _checks(folders: Folders) -> Iterator[tuple[bool, str]]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= OLDEST_PYTHON, f"Python {python}"
    try:
        settings = read_settings(folders.project, build_day())
        yield True, "site_config.yml has no errors"
        missing = [finding.message for finding in missing_packages(settings)]
        yield (
            not missing,
            "; ".join(missing) or f"pages are drawn by '{settings.engine}', and what that needs is installed",
        )
        phone = (
            "a telephone number is set" if settings.channels.phone else "no telephone number is set (it need not be)"
        )
        yield True, phone
        yield from _telephony(settings)
    except FindingsError as error:
        yield False, f"site_config.yml has {len(error.findings)} errors: frontdesk check lists them"
    built = (folders.bundle / BUNDLE_FILE).is_file()
    yield built, "the contact bundle is built" if built else "no contact bundle yet: run frontdesk build"
    free = shutil.disk_usage(folders.project).free
    yield free > LEAST_FREE_BYTES, f"{free / 1e9:.1f} GB free on the disk"
    mail = bool(os.environ.get("FRONTDESK_SMTP_URL"))
    yield (
        True,
        "acknowledgements go to FRONTDESK_SMTP_URL"
        if mail
        else "FRONTDESK_SMTP_URL is not set: frontdesk serve shows mail locally",
    )
    yield from _outbox(folders)
    git = shutil.which("git") is not None
    yield git, "git is there" if git else "git is missing: acknowledgements cannot name the commit of the site"


def _telephony(settings: Settings) -> Iterator[tuple[bool, str]]:
    """Whether Twilio can be answered, where the settings say that it asks."""
    if settings.telephony is None or settings.telephony.provider != "twilio":
        return
    try:
        token = configured_twilio_token()
    except BackendError as error:
        yield False, str(error)
        return
    told = (
        "Twilio is answered" if token else f"{TWILIO_TOKEN} is not set: Twilio is not answered, and text messages wait"
    )
    yield True, told


def _outbox(folders: Folders) -> Iterator[tuple[bool, str]]:
    """Whether mail is stuck. Where nothing came in yet nothing is opened, and no request log is made."""
    if not (os.environ.get(DATABASE) or folders.requests.exists()):
        return
    try:
        with open_log(folders.project) as log:
            entries = list(log.store.outbox())
            late = sum(is_stuck(entry, now()) for entry in entries)
            # Once somebody works on the case, the customer is reached in another way.
            failed = sum(_waits_for_a_person(log, entry) for entry in entries if entry.state == "failed")
            overdue = len(log.store.due(limit=MOST_COUNTED, before=now()))
    except BackendError as error:
        yield False, str(error)
        return
    yield (
        not late,
        f"mails that have waited for too long: {late}; see frontdesk outbox list" if late else "no mail is late",
    )
    told = f"mails that could not be delivered: {failed}; see frontdesk outbox list"
    yield not failed, told if failed else "no mail was given up"
    # Nothing of the installation is broken by it, and a desk that is behind must still be able to check itself.
    several = f"{overdue:,} or more" if overdue == MOST_COUNTED else f"{overdue:,}"
    late_work = f"cases that are overdue: {several}; see frontdesk requests list --overdue"
    yield True, late_work if overdue else "no case is overdue"


def _waits_for_a_person(log: Log, entry: Entry) -> bool:
    case = log.store.find(entry.reference)
    if case is None:
        return False
    if not is_letter(entry.mail):
        return case.status == "not-acknowledged"
    later = case.events[event_number(entry.mail) :]
    told_since = any(event.kind in {"replied", "updated", "resolved"} for event in later)
    return kind_of(entry.mail) != "feedback" and not told_since
