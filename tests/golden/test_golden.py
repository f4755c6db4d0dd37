"""Golden sites: the pages that a small project becomes, letter by letter."""

from pathlib import Path

import pytest

from tests.golden.cases import GoldenCase, golden_cases


@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: case.name)
def test_a_golden_site_is_built_as_expected(case: GoldenCase, tmp_path: Path, *, update_golden: bool) -> None:
    """Each page is what it was, and none is missing or new: an expected file that nothing produces fails too."""
    built = case.built(tmp_path)
    if update_golden:
        case.refresh(built)
    expected = case.expected()
    assert sorted(built) == sorted(expected)
    for path, text in built.items():
        assert text == expected[path], f"{case.name}: {path}"
