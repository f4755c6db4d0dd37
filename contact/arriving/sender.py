"""The header From -> exactly one address, or the reason why there is none.

Stricter than the standard library, which finds an address in nearly everything, and sometimes another one than the next
program does: what can be read in two ways is not answered at all.
"""

import re

from contact.arriving.characters import one_line
from contact.arriving.headers import QUOTED, Headers, in_words, without_comments
from contact.arriving.mail import Sender
from contact.validation.email import parse_email

LONGEST_NAME = 100
# An address is no longer than 254 characters; the rest is room for a name and for comments.
LONGEST_FROM = 2000

_IN_BRACKETS = re.compile(r"([^<>]*)<([^<>]*)>\s*")
_LOOKS_LIKE_ADDRESS = re.compile(r"[^\s,;:<>()@\"]+@[^\s,;:<>()@\"]+")
_ESCAPED = re.compile(r"\\(.)")


def read_sender(headers: Headers) -> Sender:
    """Who wrote the message."""
    written = headers.all("from")
    if len(written) > 1:
        return Sender(problem="several-senders")
    return one_mailbox(written[0]) if written else Sender(problem="no-sender")


def one_mailbox(value: str) -> Sender:
    """The one mailbox in a header, as `Ana <ana@example.net>`, `ana@example.net (Ana)` or without a name."""
    plain = without_comments(value) if len(value) <= LONGEST_FROM else None
    if plain is None:
        return Sender(problem="no-sender")
    unquoted = QUOTED.sub(" ", plain)
    found = _IN_BRACKETS.fullmatch(unquoted)
    address = (found[2] if found else unquoted).strip()
    others = set(_LOOKS_LIKE_ADDRESS.findall(unquoted)) - {address}
    if others or unquoted.count("<") > 1:
        return Sender(problem="several-senders")
    try:
        parsed = parse_email(address)
    except ValueError:
        return Sender(problem="no-sender")
    name = plain.rpartition("<")[0] if found else ""
    return Sender(address=parsed, name=_name(name))


def _name(written: str) -> str:
    text = written.strip()
    if QUOTED.fullmatch(text):
        text = _ESCAPED.sub(r"\1", text[1:-1])
    return one_line(in_words(text), LONGEST_NAME)
