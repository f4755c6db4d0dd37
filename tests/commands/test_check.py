"""frontdesk check: everything that can be wrong, for people and for programs."""

import json

import pytest

from frontdesk.version import VERSION
from tests.commands.conftest import Run
from tests.project import Project

FILE = "faq/en/account/open-it.md"


@pytest.fixture
def faulty(project: Project) -> Project:
    """One error and one warning."""
    project.answer("# 100%, or: more\n\nCall {{ phnoe }}.")
    return project


def test_nothing_wrong_is_said_in_one_line(run: Run, project: Project) -> None:
    """On stderr; stdout is empty, and nothing is written."""
    ran = run("check")
    assert (ran.code, ran.out, ran.err) == (0, "", "0 errors\n")
    assert not (project.folder / "site").exists()


def test_text_is_for_people(run: Run, faulty: Project) -> None:
    """Place, what is wrong, rule, fix; then the sum."""
    ran = run("check")
    assert ran.code == 1
    assert ran.out == (
        f"{FILE}:7: warning: a heading with one # competes with the question, which is the title of the page "
        "[top-heading]\n    fix: start it with ##\n"
        f"{FILE}:9: 'phnoe' is not a desk tag [unknown-tag]\n"
        "    fix: write '{{ phone }}'; to show the braces themselves, write \\{{ phnoe }}\n"
    )
    assert ran.err == "1 error, 1 warning\n"


@pytest.mark.parametrize("option", [("--json",), ("--format", "json")])
def test_json_is_for_programs(run: Run, faulty: Project, option: tuple[str, ...]) -> None:
    """A list, each finding with file, line, rule, severity, message and fix."""
    ran = run("check", *option)
    assert ran.code == 1
    assert json.loads(ran.out) == [
        {
            "file": FILE,
            "line": 7,
            "rule": "top-heading",
            "message": "a heading with one # competes with the question, which is the title of the page",
            "fix": "start it with ##",
            "severity": "warning",
        },
        {
            "file": FILE,
            "line": 9,
            "rule": "unknown-tag",
            "message": "'phnoe' is not a desk tag",
            "fix": "write '{{ phone }}'; to show the braces themselves, write \\{{ phnoe }}",
            "severity": "error",
        },
    ]


def test_json_of_nothing_wrong_is_an_empty_list(run: Run) -> None:
    """A program need not treat it apart."""
    assert json.loads(run("check", "--json").out) == []


def test_github_annotates_the_lines_of_a_pull_request(run: Run, project: Project) -> None:
    """One workflow command a finding, escaped as GitHub asks."""
    project.answer("{{ fact a%b:c,d }}")
    ran = run("check", "--format", "github")
    assert ran.code == 1
    assert ran.out == (
        f"::error file={FILE},line=7,title=bad-tag::{{{{ fact a%25b:c,d }}}}: there is no fact 'a%25b:c,d' "
        "(fix: add below 'facts:' in site_config.yml:%0A  a%25b:c,d: ...)\n"
    )


def test_sarif_is_for_code_scanning(run: Run, faulty: Project) -> None:
    """Version 2.1.0, with the rules that were broken and a place for each finding."""
    log = json.loads(run("check", "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    (scan,) = log["runs"]
    assert scan["tool"]["driver"] == {
        "name": "frontdesk",
        "version": VERSION,
        "rules": [{"id": "top-heading"}, {"id": "unknown-tag"}],
    }
    assert [(result["ruleId"], result["level"]) for result in scan["results"]] == [
        ("top-heading", "warning"),
        ("unknown-tag", "error"),
    ]
    assert scan["results"][1]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": FILE}, "region": {"startLine": 9}}}
    ]


def test_strict_fails_on_a_warning(run: Run, project: Project) -> None:
    """Without it a warning passes."""
    project.answer("# Heading\n\nText.")
    assert run("check").code == 0
    assert run("check", "--strict").code == 1


def test_a_golden_query_that_does_not_hold_fails_the_check(run: Run, project: Project) -> None:
    """A build only warns of it: an urgent answer has to get out (row F6)."""
    project.write("faq/en/golden_queries.yml", "- query: open one\n  first: account/close-it\n  reason: A wish.\n")
    said = (
        "'open one' finds 'How do I open an account?' (account/open-it) first, and 'How do I close my account?' "
        "(account/close-it) not at all; it has to be first: A wish [golden-query]\n"
        "    fix: in faq/en/account/close-it.md, add those of these words that belong to it to the question, "
        "or to its synonyms:\n"
        "         synonyms: [open, one]\n"
    )
    ran = run("check")
    assert (ran.code, ran.out) == (1, f"faq/en/golden_queries.yml:1: {said}")
    built = run("build")
    assert (built.code, built.err) == (0, f"faq/en/golden_queries.yml:1: warning: {said}")
    assert (project.folder / "site/index.html").is_file()
    assert run("build", "--strict").code == 1
