"""An event of Amazon SES, as a lambda gets it (by SNS, SQS, EventBridge or as it is) -> reports.

SES knows its own name of the mail, and the headers that we gave it. Nothing is verified here: a lambda is called by whom
its permissions name. Who takes SNS over HTTP has to check the signature of SNS before.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from contact.bounces.report import MailReport, status_in
from contact.mail.identifier import Identifier, identifiers_in
from desk.data import replace

# A record in a message in a record: nothing real is nested deeper.
DEEPEST = 4
_WORD = re.compile(r"[A-Za-z]{1,40}")

Json = Mapping[str, object]


def from_ses_event(event: object) -> list[MailReport]:
    """What SES reports. Other events, and what is no event at all, report nothing."""
    return [report for notification in _notifications(event, DEEPEST) for report in _reports(notification)]


def _notifications(event: object, deepest: int) -> Iterator[Json]:
    """The notifications of SES within what wraps them."""
    if isinstance(event, str):
        try:
            event = json.loads(event)
        except (ValueError, RecursionError):
            return
    if not isinstance(event, Mapping) or not deepest:
        return
    if isinstance(event.get("mail"), Mapping):
        yield event
        return
    # SNS writes Sns/Message, SQS body, EventBridge detail.
    inner = [event.get(name) for name in ("Sns", "Message", "body", "detail")]
    records = event.get("Records")
    for one in [*inner, *(records if isinstance(records, list) else ())]:
        yield from _notifications(one, deepest - 1)


def _reports(notification: Json) -> Iterator[MailReport]:
    mail = _object(notification, "mail")
    sort = str(notification.get("eventType") or notification.get("notificationType") or "")
    for report in _happened(sort.lower(), notification):
        yield replace(report, identifiers=_identifiers(mail), provider_id=str(mail.get("messageId") or ""))


def _happened(sort: str, notification: Json) -> Iterator[MailReport]:
    match sort:
        case "bounce":
            yield from _bounce(_object(notification, "bounce"))
        case "complaint":
            yield _complaint(_object(notification, "complaint"))
        case "reject":
            # SES itself found a virus in it: nothing that the address could help.
            yield MailReport(happened="bounced", permanent=True, reason="Rejected")
        case "delivery":
            yield MailReport(happened="delivered")


def _bounce(bounce: Json) -> Iterator[MailReport]:
    permanent = str(bounce.get("bounceType", "")).lower() == "permanent"
    recipient = _first(bounce, "bouncedRecipients")
    status = status_in(str(recipient.get("status", ""))) or status_in(str(recipient.get("diagnosticCode", "")))
    if not permanent and not recipient.get("status") and not recipient.get("diagnosticCode"):
        # Out-of-office replies come as bounces of this sort: the mail has arrived.
        return
    reason = status or _word(bounce.get("bounceSubType"))
    yield MailReport(happened="bounced", permanent=permanent, reason=reason, lasting=permanent)


def _complaint(complaint: Json) -> MailReport:
    if complaint.get("complaintSubType") == "OnAccountSuppressionList":
        # Somebody complained long ago, and SES has not even tried.
        return MailReport(happened="bounced", permanent=True, reason="OnAccountSuppressionList", lasting=True)
    return MailReport(happened="reported-as-spam", permanent=True, lasting=True)


def _identifiers(mail: Json) -> tuple[Identifier, ...]:
    """The name that we gave the mail, which SES repeats among the headers."""
    common = str(_object(mail, "commonHeaders").get("messageId", ""))
    headers = [header for header in _list(mail, "headers") if isinstance(header, Mapping)]
    own = (str(header.get("value", "")) for header in headers if str(header.get("name", "")).lower() == "message-id")
    return tuple(dict.fromkeys(found for text in (common, *own) for found in identifiers_in(text)))


def _object(owner: Json, name: str) -> Json:
    found = owner.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(owner: Json, name: str) -> Sequence[object]:
    found = owner.get(name)
    return found if isinstance(found, list) else ()


def _first(owner: Json, name: str) -> Json:
    found = _list(owner, name)
    return found[0] if found and isinstance(found[0], Mapping) else {}


def _word(value: object) -> str:
    return value if isinstance(value, str) and _WORD.fullmatch(value) else ""
