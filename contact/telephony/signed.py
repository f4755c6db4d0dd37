"""A request of Twilio -> what it says of a call, or a refusal. Everything in it is checked, also where it is signed.

What is refused gets no answer that tells why: who sends it is not Twilio.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs

from contact.http import LARGEST_FORM, HttpRequest
from contact.telephony.asked import LONGEST_FIELD, Asked, caller_of, is_current
from contact.telephony.library import is_signed

# A call of an hour has a dozen fields; one that came through a company's exchange brings its headers along.
MOST_FIELDS = 100

_CALL = re.compile(r"CA[0-9a-fA-F]{32}")


class RefusedError(Exception):
    """Not from Twilio, not for us, or too old. The reason is for our log alone."""


def asked(request: HttpRequest, address: str, *, account: str, token: str, now: datetime) -> Asked:
    """What a request says, which was sent to `address`. Raises RefusedError."""
    form = _form(request)
    if not is_signed(address, form, request.headers.get("x-twilio-signature", ""), token):
        raise RefusedError("the signature is wrong")
    fields = {name: values[-1][:LONGEST_FIELD] for name, values in form.items()}
    if fields.get("AccountSid") != account:
        raise RefusedError("it is for another account")
    call_id = fields.get("CallSid", "")
    if not _CALL.fullmatch(call_id):
        raise RefusedError("it names no call")
    if (told := fields.get("Timestamp")) and not _is_of_now(told, now):
        raise RefusedError("it is old")
    return Asked(call_id=call_id, caller=caller_of(fields.get("From", "")), fields=fields)


def _form(request: HttpRequest) -> Mapping[str, Sequence[str]]:
    if request.oversized or len(request.body) > LARGEST_FORM:
        raise RefusedError("it is too large")
    if request.content_type != "application/x-www-form-urlencoded":
        raise RefusedError("it is no form")
    try:
        text = request.body.decode("ascii")
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise RefusedError("it is no form") from None


def _is_of_now(told: str, now: datetime) -> bool:
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return False
    return at.tzinfo is not None and is_current(at, now)
