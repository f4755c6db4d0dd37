"""An e-mail address as typed -> the one address that mail is sent to."""

import re

# What most people have. Short enough to be within every limit, and with nothing in it that could be read in two ways; no
# punycode. Whatever else is an address, the package below knows.
_PLAIN = re.compile(r"\w+(?:[.+-]\w+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+([a-z]{2,})", re.ASCII)
_LONGEST_PLAIN = 64
# Domains of one's own network, of tests and of proxies begin or end in these (IANA, special-use domain names).
_SPECIAL = ("alt", "arpa", "invalid", "local", "localhost", "onion", "test")


def parse_email(text: str) -> str:
    """The address, its domain in ASCII. Raises ValueError for none, for two, or for one with a display name.

    Asks no name server: a slow one would keep a customer waiting, and a mistyped domain shows when the mail is sent.
    """
    plain = _PLAIN.fullmatch(text) if len(text) <= _LONGEST_PLAIN else None
    return text if plain and plain[1] not in _SPECIAL else _parsed(text)


def _parsed(text: str) -> str:
    # 25 ms to import, which a lambda that starts has not got.
    import email_validator  # noqa: PLC0415

    try:
        found = email_validator.validate_email(text, check_deliverability=False, strict=True)
    except email_validator.EmailNotValidError as error:
        raise ValueError(str(error)) from None
    address = found.ascii_email or found.normalized
    # The beginning of an encoded word (RFC 2047): valid in an address, but what reads a mail decodes it, line breaks and all.
    if "=?" in address:
        raise ValueError("an encoded word is no address")
    return address
