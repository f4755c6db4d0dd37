"""Each mistake is named with its line and mended by what the message offers; each rule has a site that breaks it."""

import re
from pathlib import Path

import pytest

from desk.finding import FindingsError
from generator.starter import STARTER_THEME
from tests.refused.cases import RefusedCase, refused_cases
from tests.refused.rule_codes import rule_codes

STARTER = STARTER_THEME.parent

# Where a finding points, and whether it is a warning.
_FINDING = re.compile(r"^(?P<file>\S[^:\n]*):(?P<line>\d+): (?P<warning>warning: )?.*\[[a-z0-9-]+\]$", re.MULTILINE)


@pytest.mark.parametrize("case", refused_cases(), ids=lambda case: case.name)
def test_a_mistake_is_explained_in_full(case: RefusedCase, tmp_path: Path, *, update_golden: bool) -> None:
    """Every finding of the site is named: place, what is wrong, rule, and what to write instead."""
    said = case.lay_out(tmp_path).check().replace(str(tmp_path), "PROJECT")
    if update_golden:
        (case.folder / "expected.txt").write_text(said + "\n", encoding="utf-8")
    assert said == case.expected
    assert f"[{case.rule}]" in said, "a case that no longer breaks its rule proves nothing"


@pytest.mark.parametrize("case", refused_cases(), ids=lambda case: case.name)
def test_a_finding_points_to_a_line_that_is_there(case: RefusedCase, tmp_path: Path) -> None:
    """The line of a finding exists in its file; a file that is missing has one line."""
    project = case.lay_out(tmp_path)
    found = list(_FINDING.finditer(case.expected))
    assert len(found) == case.expected.count("\n    fix: ")
    for place in found:
        file = next((one for one in (project.folder / place["file"], STARTER / place["file"]) if one.is_file()), None)
        lines = file.read_bytes().count(b"\n") + 1 if file else 1
        assert 1 <= int(place["line"]) <= lines, place[0]


@pytest.mark.parametrize("name", ["bad-name", "long-summary", "missing-picture", "never-reviewed"])
def test_only_an_error_stops_the_build(name: str, tmp_path: Path) -> None:
    """With warnings alone there is a site to publish; with one error there is nothing."""
    case = next(case for case in refused_cases() if case.name == name)
    project = case.lay_out(tmp_path)
    if all(finding["warning"] for finding in _FINDING.finditer(case.expected)):
        assert "index.html" in project.build().files
    else:
        with pytest.raises(FindingsError):
            project.build()


def test_every_rule_has_a_refused_site() -> None:
    """Whoever adds a rule adds a site that breaks it."""
    codes = rule_codes() - {""}
    assert {case.rule for case in refused_cases()} == codes
