"""The data files of the profiles: complete, honest about their sources, and documented row by row."""

import re
from pathlib import Path

import pytest

from desk.profiles.model import Profile, Row, cited
from desk.profiles.reading import PROFILES, read_profile, regulators_of, retention_asked
from generator.rules.profiles import CHECKS

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "running" / "profiles.md"
_COMPLIANCE = re.compile(r"complian|guarantee|the rule says", re.IGNORECASE)


def rows() -> list[tuple[str, Row]]:
    return [(name, row) for name in PROFILES for row in read_profile(name).rows]


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> Profile:
    return read_profile(request.param)


def test_every_data_file_is_a_profile() -> None:
    """A file that nobody can choose is forgotten work."""
    files = {file.stem for file in (ROOT / "desk" / "profiles").glob("*.yml")}
    assert files == set(PROFILES)
    assert [read_profile(name).name for name in PROFILES] == list(PROFILES)


def test_each_row_says_who_can_tell() -> None:
    """A check, the product or a person: exactly one of them; and a check is one that there is."""
    unclear = [(name, row.row) for name, row in rows() if [row.check, row.product, row.person].count("") != 2]
    assert unclear == []
    assert {row.check for _, row in rows() if row.check} == set(CHECKS)


def test_only_what_was_read_stops_a_build() -> None:
    """A row whose rule was not read warns, whatever it says."""
    wrong = [(name, row.row) for name, row in rows() if row.check and row.severity == "error" and row.mark != "V"]
    assert wrong == []


def test_no_profile_speaks_of_compliance(profile: Profile) -> None:
    """What is checked is worded as a check."""
    words = [*(f"{row.expects} {row.product} {row.person}" for row in profile.rows), profile.title]
    assert [text for text in words if _COMPLIANCE.search(text)] == []


def test_a_source_that_was_not_read_is_named_as_such() -> None:
    """The mark of REQUIREMENTS stands beside the citation."""
    found = {row.mark: cited(row) for row in read_profile("nydfs").rows}
    assert found == {
        "V": "DFS guidance of May 30, 2024",
        "S": "DFS guidance of May 30, 2024, known from secondary accounts",
        "M": "DFS guidance of May 30, 2024, from memory and unverified",
    }


def test_each_row_is_documented(profile: Profile) -> None:
    """Row, source, mark and what is expected stand in docs/running/profiles.md, and no others."""
    section = DOCUMENT.read_text(encoding="utf-8").partition(f"### `{profile.name}`")[2].partition("\n### ")[0]
    found = re.findall(r"^\| ([A-Z]\d+) \| (.*?) \| ([VSMD]) \| (.*?) \|", section, re.MULTILINE)
    expected = [(row.row, row.citation, row.mark, row.expects) for row in profile.rows]
    expected += [
        (clock.row, clock.citation, clock.mark, f"clock `{clock.name}`: {clock.duration}") for clock in profile.clocks
    ]
    if kept := profile.retention:
        expected.append((kept.row, kept.citation, kept.mark, f"records kept for {kept.months // 12} years"))
    assert found == expected
    assert str(profile.version) in section


def test_a_regulator_is_dated_and_complete() -> None:
    """The way to DFS: name, address, website and telephone, as of a day, from a source (row F3)."""
    (found,) = regulators_of(PROFILES)
    assert found.named("es") == "Departamento de Servicios Financieros del Estado de Nueva York"
    assert found.named("fr") == "New York State Department of Financial Services"
    assert (found.website, found.phone, found.shown) == (
        "https://www.dfs.ny.gov/complaint",
        "+18003423736",
        "1-800-342-3736",
    )
    assert found.address
    assert found.as_of == read_profile("nydfs").version
    assert "before you publish" in found.source


def test_the_longest_retention_of_the_profiles_counts() -> None:
    """Seven years of New York before three of the United Kingdom (row N1)."""
    retention, source = retention_asked(["uk-disp", "nydfs", "mica"])
    assert (str(retention), source) == ("7 years", "N1 (23 NYCRR 200.12, known from secondary accounts)")
    assert str(retention_asked(["mica"])[0]) == "0 months"
