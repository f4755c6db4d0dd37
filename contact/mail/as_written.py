"""E-mail whose headers and parts are written beforehand, character by character, and go out just so.

The standard library reads, decodes and folds each header anew whenever a message is looked at or written, which takes
twenty times as long as all the rest; and it decodes what looks like an encoded word, also in an address.
"""

import re
from binascii import b2a_qp
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import Policy
from typing import Any


class _AsWritten(Policy):
    """A header is the text that it was given, with its line breaks."""

    linesep = "\r\n"
    # smtplib asks for it where an address is not ASCII; our headers are the same either way.
    utf8 = True

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, _, value = "".join(sourcelines).partition(":")
        return name, value.strip()

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:  # noqa: ANN401 - as Policy declares it
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the same for every header
        return value

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode()


AS_WRITTEN = _AsWritten()
_BOUNDARY = re.compile(r'boundary="([^"]+)"')


class Written(EmailMessage):
    """A mail of such headers and parts. To write it out is to put them one behind the other."""

    def as_bytes(self, unixfrom: bool = False, policy: Policy | None = None) -> bytes:  # noqa: ARG002, FBT001, FBT002 - as EmailMessage declares it
        """The source, whatever the policy: there is nothing left to fold or to encode."""
        return "".join(_source(self)).encode()


def _source(message: EmailMessage) -> Iterator[str]:
    for name, value in message.raw_items():
        yield f"{name}: {value}\r\n"
    yield "\r\n"
    content: object = message.get_payload()
    if not isinstance(content, list):
        yield str(content)
        return
    (boundary,) = _BOUNDARY.findall(message["Content-Type"])
    for part in content:
        yield f"--{boundary}\r\n"
        yield from _source(part)
        yield "\r\n"
    yield f"--{boundary}--\r\n"


def text_part(text: str, subtype: str) -> EmailMessage:
    """A text as quoted-printable, which a person can still read in the source."""
    part = Written(policy=AS_WRITTEN)
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(b2a_qp("\r\n".join(text.splitlines()).encode() + b"\r\n").decode("ascii"))
    return part
