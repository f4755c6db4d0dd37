"""What the receiving mail server found out about a message -> whether its sender's domain vouches for it.

Checks no signature itself. Believes only the server that the desk is told to believe: everybody can write the same header.
"""

import os
import re
from collections.abc import Mapping

from contact.arriving.headers import QUOTED, Headers, without_comments
from desk.data import Data

# The name by which the receiving mail server signs what it found out (RFC 8601: authserv-id).
TRUSTED_SERVER = "FRONTDESK_MAIL_AUTHSERV"

# No result is longer; comments are looked for in nothing longer either.
_LONGEST = 4000
_METHOD = re.compile(r"\s*(\w+)(?:/\d+)?\s*=\s*(\w+)(.*)", re.DOTALL)
_PROPERTY = re.compile(r"([\w.-]+)\s*=\s*([^\s;]+)")


class Verdicts(Data, frozen=True, kw_only=True):
    """What the way in has found out by itself, where it does."""

    proven: bool = False
    spam: bool = False


def trusted_server() -> str:
    """The server whose findings count; empty for nobody's."""
    return os.environ.get(TRUSTED_SERVER, "").strip().lower()


def ses_verdicts(receipt: Mapping[str, object]) -> Verdicts:
    """What Amazon SES has found out. DKIM and SPF alone may vouch for another domain than that of the sender."""

    def status(name: str) -> str:
        found = receipt.get(name)
        return str(found.get("status", "")) if isinstance(found, Mapping) else ""

    return Verdicts(
        proven=status("dmarcVerdict") == "PASS", spam="FAIL" in {status("spamVerdict"), status("virusVerdict")}
    )


def is_proven(headers: Headers, address: str, server: str) -> bool:
    """Whether the trusted server says that the domain of this address vouches for the message."""
    domain = address.rpartition("@")[2].casefold()
    if not server or not domain:
        return False
    # Servers write theirs above what was there: one further down may be anybody's.
    named = (value.partition(";") for value in headers.all("authentication-results"))
    found = next((rest for name, _, rest in named if name.split() and name.split()[0].lower() == server), "")
    # In comments and in quotation marks stands what a stranger could choose: his address, the name of his server.
    plain = without_comments(found[:_LONGEST]) or ""
    return any(_vouches(result, domain) for result in QUOTED.sub("", plain).split(";"))


def _vouches(result: str, domain: str) -> bool:
    method = _METHOD.fullmatch(result)
    if method is None or method[2].lower() != "pass":
        return False
    properties: dict[str, str] = {name.lower(): value.lower() for name, value in _PROPERTY.findall(method[3])}
    match method[1].lower():
        case "dmarc":
            return properties.get("header.from", "") == domain
        case "dkim":
            return _aligned(properties.get("header.d", "") or properties.get("header.i", "").rpartition("@")[2], domain)
        case "spf":
            return _aligned(properties.get("smtp.mailfrom", "").rpartition("@")[2], domain)
        case _:
            return False


def _aligned(signer: str, domain: str) -> bool:
    """Whether the signer is the domain, or one above it."""
    return "." in signer and (domain == signer or domain.endswith(f".{signer}"))
