"""Searches are counted without what may name somebody (rows E7, N2)."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.abuse.search_words import LONGEST, search_words, without_marks
from tests.contact.abuse.written import written_texts

# Each as somebody may type it, and what of it may be counted. tests/browser/test_search_counts.py reads the same file.
TYPED = json.loads((Path(__file__).parent / "search_words.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TYPED, ids=lambda case: case["typed"][:30])
def test_what_may_name_somebody_is_left_out(case: dict[str, str]) -> None:
    """Addresses, numbers of five digits, references and secrets go; what is looked for stays."""
    assert search_words(case["typed"]) == case["words"]


@given(st.one_of(st.text(), written_texts()))
def test_any_text_has_words_that_may_be_counted(typed: str) -> None:
    """Short, without an address and without five digits in a row; and masking them once more leaves no more of them."""
    words = search_words(typed)
    assert len(words) <= LONGEST
    assert "@" not in words
    assert re.search(r"\d{5}", words) is None
    assert set(without_marks(search_words(words)).split()) <= set(without_marks(words).split())
