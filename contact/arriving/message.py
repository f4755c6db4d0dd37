"""The bytes of an e-mail -> an ArrivedMail, whatever the bytes are.

Tells what the message says, not what is to become of it. Nothing here knows a case or the desk's settings.
"""

import hashlib
import re
from itertools import chain

from contact.arriving.body import read_body
from contact.arriving.characters import one_line
from contact.arriving.headers import Headers, in_words, split_head
from contact.arriving.mail import LONGEST_LINE, MOST_BYTES, ArrivedMail, TooLargeError
from contact.arriving.parts import Part, plain_beginning, read_parts
from contact.arriving.sender import one_mailbox, read_sender
from desk.data import Data, to_sorted_json

# Of a long thread the last ones count.
MOST_ANSWERED = 50

# RFC 5322 allows more, which nobody writes; what is longer than a line of mail is no name of one.
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Reading(Data, frozen=True, kw_only=True):
    """A message, and the parts that it was read from, for those who look at its other headers.

    `fingerprint` is the same for the same message, whichever servers have brought it.
    """

    mail: ArrivedMail
    top: Part
    fingerprint: str


def read_mail(source: bytes, most_bytes: int = MOST_BYTES) -> Reading:
    """Read a message. Raises TooLargeError, and nothing else."""
    if len(source) > most_bytes:
        raise TooLargeError
    parts = read_parts(source)
    headers = parts.top.headers
    body = read_body(parts)
    mail = ArrivedMail(
        sender=read_sender(headers),
        reply_to=one_mailbox(headers.first("reply-to")).address,
        subject=one_line(in_words(headers.first("subject")), LONGEST_LINE),
        text=body.text,
        files=body.files,
        message_id=_message_id(headers),
        answers=_answers(headers),
        language=_language(headers),
        spam=headers.first("x-spam-flag").strip().lower() == "yes",
        remarks=body.remarks,
    )
    return Reading(mail=mail, top=parts.top, fingerprint=_fingerprint(source))


def _fingerprint(source: bytes) -> str:
    """Over what its author's program wrote: servers add fields to the head, and choose the line ends."""
    headers, body = split_head(plain_beginning(source))
    said = [headers.all(name) for name in ("message-id", "date", "from", "subject")]
    return hashlib.sha256(to_sorted_json([said, hashlib.sha256(body.replace(b"\r", b"")).hexdigest()])).hexdigest()


def _message_id(headers: Headers) -> str:
    """The name of the message; empty where it has none, or two."""
    written = headers.all("message-id")
    found = _MESSAGE_ID.findall(written[0]) if len(written) == 1 else []
    return found[0] if len(found) == 1 else ""


def _answers(headers: Headers) -> tuple[str, ...]:
    answered = (_MESSAGE_ID.findall(value) for value in headers.all("in-reply-to"))
    before = _MESSAGE_ID.findall(" ".join(headers.all("references")))
    nearest_first = dict.fromkeys([*chain.from_iterable(answered), *reversed(before)])
    return tuple(nearest_first)[:MOST_ANSWERED]


def _language(headers: Headers) -> str:
    found = _LANGUAGE.match(headers.first("content-language").strip())
    return found[0] if found else ""
