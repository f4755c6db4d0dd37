"""References: what people read out over the telephone still finds their case."""

from hypothesis import given
from hypothesis import strategies as st

from contact.reference import ALPHABET, LENGTH, check_symbol, new_reference, normalise

NINE_SYMBOLS = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
SYMBOL = st.sampled_from(ALPHABET)


def test_new_references_are_right_and_differ() -> None:
    """A thousand references in a row all differ, and each passes its own check."""
    made = {new_reference() for _ in range(1000)}
    assert len(made) == 1000
    assert all(normalise(reference) == reference for reference in made)


def test_reference_is_grouped_for_reading_out() -> None:
    """A reference is written in groups of three, four and three."""
    assert [len(group) for group in new_reference().split("-")] == [3, 4, 3]


def test_reference_in_our_documents_is_right() -> None:
    """The example that stands in templates and documents would find its case."""
    assert normalise("7kq 4m2p 9xw") == "7KQ-4M2P-9XW"


def test_alphabet_holds_nothing_that_is_taken_for_something_else() -> None:
    """No vowel, no digit that looks like a letter, no letter that looks like a digit; and their number is prime."""
    assert not set("AEIOUY01LSZBN") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 23


@given(NINE_SYMBOLS, st.integers(0, LENGTH - 1), SYMBOL)
def test_one_wrong_symbol_is_noticed(symbols: str, place: int, wrong: str) -> None:
    """Whichever symbol is misheard, the reference is refused instead of finding somebody else's case."""
    right = symbols + check_symbol(symbols)
    typed = right[:place] + wrong + right[place + 1 :]
    assert (normalise(typed) is not None) == (typed == right)


@given(NINE_SYMBOLS, st.integers(0, LENGTH - 2))
def test_swapped_neighbours_are_noticed(symbols: str, place: int) -> None:
    """Two neighbours that changed places are noticed, the check symbol included."""
    right = symbols + check_symbol(symbols)
    typed = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert (normalise(typed) is not None) == (typed == right)


@given(NINE_SYMBOLS, st.sampled_from(["", " ", "-", "\u2013", "\u00a0"]))
def test_people_may_write_it_their_way(symbols: str, between: str) -> None:
    """Small letters, spaces, other hyphens or none: all are the same reference."""
    right = symbols + check_symbol(symbols)
    typed = f" {right[:3]}{between}{right[3:7]}{between}{right[7:]} ".lower()
    assert normalise(typed) == f"{right[:3]}-{right[3:7]}-{right[7:]}"


@given(st.text(max_size=30))
def test_anything_else_is_no_reference(typed: str) -> None:
    """Any text at all is answered with a reference or with None, never with an error."""
    found = normalise(typed)
    assert found is None or normalise(found) == found
