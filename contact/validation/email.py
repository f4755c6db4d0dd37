"""An e-mail address as typed -> the one address that mail is sent to."""


def parse_email(text: str) -> str:
    """The address, its domain in ASCII. Raises ValueError for none, for two, or for one with a display name.

    Asks no name server: a slow one would keep a customer waiting, and a mistyped domain shows when the mail is sent.
    """
    # 25 ms to import, and a request with an error or with a telephone number alone needs none of it.
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
