"""A text for a cell of a spreadsheet -> one that no spreadsheet takes for a formula.

Excel, LibreOffice and Google Sheets work out what begins with =, +, - or @, also behind white space and in CSV files; a
formula can fetch what stands in other cells (OWASP: CSV injection). Knows no file format.
"""

# A tab or a line break at the start is dropped by some readers, and what follows it is the start then.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")  # noqa: RUF001 - full width, which Excel reads alike
_SHOWN_AS_TEXT = "'"


def safe_cell(text: str) -> str:
    """The text, behind an apostrophe where it could be a formula. Numbers are written as numbers, and never come here."""
    cleaned = text.replace("\0", "")
    begins = cleaned.lstrip(" \u00a0\u200b\ufeff")
    return _SHOWN_AS_TEXT + cleaned if begins.startswith(_STARTS_A_FORMULA) else cleaned
