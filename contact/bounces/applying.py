"""A report on a mail -> an event of its case, once however often it is reported.

Anybody can write a report, so it must name the mail as only those can who had it in hands (contact.mail.identifier), or as
the mail service names it. What it can bring about is little even so: a mail counts as bounced, and for a while
nothing goes to its address by itself. It reveals nothing, and who reports is told nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from contact.addressee import texts_of_mail
from contact.bounces.report import MailReport
from contact.case import Case
from contact.events import Acknowledged, Body, Bounced, Delivered, Event, EventKind, MailSent, ReportedAsSpam, body_of
from contact.letter_names import is_letter, kind_of
from contact.log import Log, alias_of
from contact.mail.identifier import identifiers_in
from contact.outbox_gate import let_rest
from contact.store import Entry, Finished
from desk.data import Data

_log = logging.getLogger(__name__)

# `early`: the mail is ours, and whoever sent it has not written that down yet. Whoever reports should do so again.
Applied = Literal["recorded", "known", "unknown", "early"]
_SENT: frozenset[EventKind] = frozenset({"acknowledged", "mail-sent"})
_GIVEN_UP: frozenset[EventKind] = frozenset({"acknowledgement-failed", "mail-failed"})


class _Sent(Data, frozen=True, kw_only=True):
    """A mail that was sent: its case, the event that says so, and what that says."""

    case: Case
    event: Event
    mail: Acknowledged | MailSent

    @property
    def name(self) -> str:
        """What it is called in the outbox; empty where its Message-ID is none of ours."""
        found = next(identifiers_in(self.mail.message_id), None)
        return found.mail if found else ""


def apply(report: MailReport, log: Log, clock: Callable[[], datetime]) -> Applied:
    """Write down what was reported. Raises StoreError, and then it should be reported again."""
    case, names = _named(report, log)
    if case is None:
        return "unknown"
    sent = _sent(case, names)
    if sent is None:
        given_up = any(event.kind in _GIVEN_UP and _names(event, names) for event in case.events)
        return "known" if given_up else "early"
    if _is_known(sent.case, sent, report):
        return "known"
    now = clock()
    # Before the event: whoever is interrupted in between does both again.
    if report.lasting and (address := texts_of_mail(case, sent.name, log).get("email", "")):
        let_rest(log, address, now)
    if not _add(log, sent, report, now):
        return "known"
    if report.happened != "delivered":
        _log.warning("the mail %s of %s: %s %s", sent.name, case.reference, report.happened, report.reason)
    return "recorded"


def _named(report: MailReport, log: Log) -> tuple[Case | None, list[str]]:
    """The case of the mail, and what the event of its being sent calls the mail."""
    for name in report.identifiers:
        if name.is_ours(log.hasher()):
            return log.store.find(name.reference), [str(name)]
    reference = log.store.find_alias(alias_of(report.provider_id)) if report.provider_id else None
    return (log.store.find(reference) if reference else None), [report.provider_id]


def _sent(case: Case, names: list[str]) -> _Sent | None:
    """The latest time that this mail was sent."""
    for event in reversed(case.events):
        if event.kind in _SENT and _names(event, names):
            body = body_of(event)
            if isinstance(body, Acknowledged | MailSent):
                return _Sent(case=case, event=event, mail=body)
    return None


def _names(event: Event, names: list[str]) -> bool:
    return any(name in event.body for name in names)


def _is_known(case: Case, sent: _Sent, report: MailReport) -> bool:
    """Whether this was written down since the mail was sent. What has bounced is not delivered by a report that comes late."""
    kinds: set[EventKind] = {report.happened}
    if report.happened == "delivered":
        kinds.add("bounced")
    since = (event for event in case.events if event.number > sent.event.number and event.kind in kinds)
    return any(sent.mail.message_id in event.body for event in since)


def _add(log: Log, sent: _Sent, report: MailReport, now: datetime) -> bool:
    body = _body(report, sent.mail.message_id)

    def is_known(case: Case) -> bool:
        return _is_known(case, sent, report)

    # A mail that came back is unsent mail again: it shows in the outbox, and can be tried again there.
    finished = _unsent_again(sent, report, now) if report.happened == "bounced" else None
    if log.add(sent.case, now, body, finished=finished, unless=is_known):
        return True
    current = log.store.find(sent.case.reference)
    if current is None or is_known(current):
        return False
    # The entry is no longer one of a mail that was sent: a person has it tried again already.
    return log.add(current, now, body, unless=is_known)


def _body(report: MailReport, message_id: str) -> Body:
    match report.happened:
        case "bounced":
            return Bounced(message_id=message_id, permanent=report.permanent, reason=report.reason)
        case "reported-as-spam":
            return ReportedAsSpam(message_id=message_id)
        case "delivered":
            return Delivered(message_id=message_id)


def _unsent_again(sent: _Sent, report: MailReport, now: datetime) -> Finished | None:
    # Whom we could not ask for feedback, nobody need look at.
    if not sent.name or (is_letter(sent.name) and kind_of(sent.name) == "feedback"):
        return None
    entry = Entry(
        reference=sent.case.reference,
        mail=sent.name,
        state="sent",
        attempts=sent.mail.attempts,
        due=now,
        lease="",
        error="",
    )
    return Finished(entry=entry, state="failed", due=now, error=f"bounced {report.reason}".strip())
