"""A report by mail -> the names of the mail of ours that it is about, from every place where servers put one.

Only places that name the mail that came back, never one that it answered: an answer of a colleague may come back too.
"""

import re
from collections.abc import Iterator
from email.message import Message

from contact.mail.identifier import Identifier, identifiers_in

RETURNED = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
# Where the server says to which address the report went; with a return path that names the mail, that is its name.
_ADDRESSED = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
# Within one line: over empty lines it would take the square of their number.
_MESSAGE_ID = re.compile(r"^[> \t]*Message-ID:\s*(<[^<>\s]{1,300}>)", re.IGNORECASE | re.MULTILINE)


def names(message: Message, recipient: str, status_fields: str = "") -> tuple[Identifier, ...]:
    """All names that are found, each once; whether they are ours is proven later."""
    texts = [recipient, status_fields, *(str(message.get(name, "")) for name in _ADDRESSED)]
    returned = list(returned_ids(message))
    # Some servers return nothing at all; their report then is an answer to the mail.
    texts.extend(returned or [str(message.get("In-Reply-To", ""))])
    return tuple(dict.fromkeys(found for text in texts for found in identifiers_in(text)))


def returned_ids(message: Message) -> Iterator[str]:
    """The Message-ID of the mail that came back, where its headers are attached."""
    for part in own_parts(message):
        if part.get_content_type() in RETURNED:
            found = _MESSAGE_ID.search(headers_of(part))
            if found:
                yield found[1]
            return


def headers_of(part: Message) -> str:
    """The headers of a returned mail, however they are attached."""
    attached = inner(part)
    if attached:
        return "".join(f"{name}: {value}\n" for name, value in attached[0].items())
    return text_of(part).replace("\r\n", "\n").partition("\n\n")[0]


def own_parts(message: Message) -> Iterator[Message]:
    """The parts of a mail itself, without those of mails that are attached to it."""
    if message.get_content_maintype() != "multipart":
        yield message
        return
    for part in inner(message):
        yield from own_parts(part)


def inner(part: Message) -> list[Message]:
    """What a part directly consists of."""
    payload: object = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def message_id_in(text: str) -> str:
    """The first Message-ID in a text that quotes headers, or empty."""
    found = _MESSAGE_ID.search(text)
    return found[1] if found else ""


def text_of(part: Message) -> str:
    """The text of a part, whatever it says about its characters: what we look for is ASCII."""
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
