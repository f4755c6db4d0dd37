"""A text for a cell of a spreadsheet -> one that no spreadsheet takes for a formula.

Excel, LibreOffice and Google Sheets work out what begins with =, +, - or @, also behind white space and in CSV files; a
formula can fetch what stands in other cells (OWASP: CSV injection). Knows no file format.
"""

# A tab or a line break at the start is dropped by some readers, and what follows it is the start then.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")  # noqa: RUF001 - full width, which Excel reads alike
_SHOWN_AS_TEXT = "'"
# Some readers drop these too: spaces without width, and what turns the direction of a text.
_UNSEEN = " \u00a0\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"


def safe_cell(text: str) -> str:
    """The text, behind an apostrophe where it could be a formula. Numbers are written as numbers, and never come here."""
    cleaned = text.replace("\0", "")
    begins = cleaned.lstrip(_UNSEEN)
    return _SHOWN_AS_TEXT + cleaned if begins.startswith(_STARTS_A_FORMULA) else cleaned
