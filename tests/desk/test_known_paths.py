"""A site's paths in one short text: each is found again, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from desk.known_paths import is_among, marks_of


@given(st.sets(st.text(max_size=20)), st.text(max_size=20))
def test_a_path_is_found_if_it_is_there(paths: set[str], other: str) -> None:
    """All that were given, no other one."""
    marks = marks_of(paths)
    assert all(is_among(path, marks) for path in paths)
    assert is_among(other, marks) == (other in paths)


def test_ten_thousand_paths_take_eighty_kilobytes() -> None:
    """However long they are: the bundle of a large site stays small."""
    paths = [f"a-category-with-a-long-name/a-question-{number}" for number in range(10_000)]
    assert len(marks_of(paths)) == 80_000
    assert marks_of(reversed(paths)) == marks_of(paths)
