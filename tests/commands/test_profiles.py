"""`frontdesk profiles`: what a check found, what the product does, and what only a person can tell."""

import json

from tests.commands.conftest import Run
from tests.project import Project


def test_a_profile_is_listed_row_by_row(run: Run) -> None:
    """One that the settings do not name is looked at as if they did; an error ends with 1 (row P6)."""
    ran = run("profiles", "california-dfal")
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert lines[0] == (
        "california-dfal: California, Digital Financial Assets Law (Financial Code, division 1.25); "
        "checks of 2026-11-22; not in site_config.yml"
    )
    assert lines[1] == (
        "  P6   2 found        a toll-free number, answered by people 10 hours a day from Monday to Friday except on "
        "federal holidays (Cal. Fin. Code 3507)"
    )
    assert lines[2].strip().startswith("site_config.yml:9: +1 212-555-0142 is not toll-free; the check for P6")
    assert lines[-2:] == [
        "  I4   by the product that a program which talks to people says so (Cal. Bus. & Prof. Code 17941)",
        f"{'':22}With assistant, its words are required in every language, and stand above the form.",
    ]


def test_where_a_check_finds_nothing_it_says_no_more_than_that(run: Run) -> None:
    """Warnings alone end with 0, and a clock is listed with its source (row R5)."""
    ran = run("profiles", "uk-disp")
    assert ran.code == 0
    assert "  R5   nothing found  response times for complaints that are not longer than the legal clock" in ran.out
    assert "  R5   clock          final-answer: 8 weeks (DISP 1.6, from memory and unverified)" in ran.out
    assert "complian" not in ran.out


def test_the_profiles_of_the_settings_are_the_default(run: Run, project: Project) -> None:
    """None yet, then the one that is written there."""
    none = "site_config.yml names no profile; there are nydfs, california-dfal, mica, uk-disp, spain-10-2025\n"
    assert run("profiles").out == none
    project.write("site_config.yml", project.read("site_config.yml") + "profiles: [spain-10-2025]\n")
    (report,) = json.loads(run("profiles", "--json").out)
    assert (report["profile"], report["in_force"], report["version"]) == ("spain-10-2025", True, "2026-11-22")
    assert [(row["row"], row["told_by"], len(row["findings"])) for row in report["rows"]] == [
        ("P7", "person", 0),
        ("I2", "product", 0),
        ("R5", "check", 0),
        ("W3", "check", 0),
    ]
    assert report["clocks"][0] == {
        "name": "final-answer",
        "duration": "15 business days",
        "row": "R5",
        "citation": "Ley 10/2025",
        "mark": "M",
    }


def test_an_unknown_profile_is_refused_with_those_there_are(run: Run) -> None:
    """Wrong use ends with 2."""
    ran = run("profiles", "dfs")
    assert ran.code == 2
    assert "'dfs' is no profile: use one of nydfs, california-dfal, mica, uk-disp, spain-10-2025" in ran.err


def test_the_assistants_tests_are_shown_beside_their_row(run: Run, project: Project) -> None:
    """Row I3: an examiner sees when the assistant was tested, with what and with which result."""
    project.write(
        "site_config.yml",
        project.read("site_config.yml")
        + """\
assistant:
  name: Ada
  disclosure: {en: A program., es: Un programa.}
  tests:
    - {date: 2026-11-02, set: 60 questions, result: 58 of 60 right, link: https://sample.example/tests}
""",
    )
    ran = run("profiles", "nydfs")
    told = "tested on 2026-11-02: 60 questions; 58 of 60 right (https://sample.example/tests)"
    cited = "(DFS guidance of May 30, 2024, known from secondary accounts)"
    assert f"  I3   nothing found  that answers of a program are tested and watched {cited}\n{'':22}{told}\n" in ran.out
    (report,) = json.loads(run("profiles", "nydfs", "--json").out)
    assert [row["record"] for row in report["rows"] if row["row"] == "I3"] == [[told]]
