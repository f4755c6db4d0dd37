"""frontdesk facts: each fact, every answer that shows it, and what has to be read again after a change (row U1)."""

import json
import subprocess

import pytest

from tests.commands.conftest import Run
from tests.project import Project

FACTS = """\
facts:
  card_fee:
    en: $5
    es: 5 USD
  card_time:
    en: 3 days
    es: 3 días
"""


@pytest.fixture
def written(project: Project) -> Project:
    """Two facts; one stands in an answer of each language."""
    project.write("site_config.yml", project.read("site_config.yml") + FACTS)
    project.answer("A card is {{ fact card_fee }}.\n\nSign up, for {{fact  card_fee}} or {{ fact card_fee }}.")
    project.answer("Cuesta {{ fact card_fee }}. En código: `{{ fact card_time }}`.", language="es")
    return project


def git(project: Project, *words: str) -> None:
    """One command of git in the project, by nobody in particular."""
    who = ["-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(project.folder), *who, *words], check=True, capture_output=True)


def test_each_fact_is_listed_with_its_answers(run: Run, written: Project) -> None:
    """In every language, a line once, and not what only shows the tag as code."""
    assert run("facts").out == (
        "card_fee\n"
        "    en: $5\n"
        "    es: 5 USD\n"
        "    faq/en/account/open-it.md:7\n"
        "    faq/en/account/open-it.md:9\n"
        "    faq/es/account/open-it.md:7\n"
        "card_time\n"
        "    en: 3 days\n"
        "    es: 3 días\n"
        "    no answer shows it\n"
    )


def test_one_fact_as_json(run: Run, written: Project) -> None:
    """For programs: where it is set, what it says, where it stands."""
    (fact,) = json.loads(run("facts", "card_fee", "--json").out)
    assert (fact["fact"], fact["values"]) == ("card_fee", {"en": "$5", "es": "5 USD"})
    assert fact["place"]["file"] == "site_config.yml"
    assert fact["uses"][-1] == {"file": "faq/es/account/open-it.md", "line": 7, "language": "es"}


def test_a_fact_that_is_not_there(run: Run, written: Project) -> None:
    """The nearest name is offered."""
    ran = run("facts", "cardfee")
    assert (ran.code, ran.err) == (1, "'cardfee' is not a fact of site_config.yml: write 'card_fee'\n")


def test_a_renamed_fact_is_offered_where_the_old_name_stands(run: Run, written: Project) -> None:
    """No answer is published with a fact that is gone: the build stops at each place that names it."""
    written.change("site_config.yml", "  card_fee:", "  card_fees:")
    ran = run("build")
    assert ran.code == 1
    assert ran.err.count("there is no fact 'card_fee' [bad-tag]\n    fix: {{ fact card_fees }}") == 4


def test_what_changed_since_a_commit(run: Run, written: Project) -> None:
    """Facts, numbers and hours that say something else, with each answer and template that depends on them."""
    git(written, "init", "--quiet")
    git(written, "add", ".")
    git(written, "commit", "--quiet", "--message", "a")
    assert run("facts", "--since", "HEAD").out == "no desk tag says anything else than in HEAD\n"
    written.change("site_config.yml", "    es: 5 USD\n", "    es: 6 USD\n")
    written.change("site_config.yml", "    complaint: 2 business days", "    complaint: 3 business days")
    changes = json.loads(run("facts", "--since", "HEAD", "--json").out)
    assert [change["tag"] for change in changes] == [
        "response_time phone complaint",
        "response_time email complaint",
        "response_time form complaint",
        "fact card_fee",
    ]
    assert changes[0]["before"] == {"en": "2 business days", "es": "2 días hábiles"}
    assert "ack_templates/es/complaint.body.txt" in {place["file"] for place in changes[0]["templates"]}
    assert run("facts", "card_fee", "--since", "HEAD").out == (
        "fact card_fee\n    es: 5 USD -> 6 USD\n    faq/es/account/open-it.md:7\n"
    )


def test_a_commit_without_settings(run: Run, written: Project) -> None:
    """What git says is said."""
    git(written, "init", "--quiet")
    ran = run("facts", "--since", "gone")
    assert (ran.code, ran.err) == (1, "there are no settings in 'gone': fatal: bad revision 'gone'\n")
    assert run("facts", "--since", "").code == 1


def test_settings_of_a_commit_that_cannot_be_read(run: Run, written: Project) -> None:
    """The first finding is named; nothing is compared with half of the settings."""
    settings = written.read("site_config.yml")
    written.write("site_config.yml", settings.replace("topics:", "topisc:"))
    git(written, "init", "--quiet")
    git(written, "add", ".")
    git(written, "commit", "--quiet", "--message", "a")
    written.write("site_config.yml", settings)
    ran = run("facts", "--since", "HEAD")
    assert ran.code == 1
    assert ran.err.startswith("the settings of HEAD cannot be read: site_config.yml:")


def test_a_build_says_what_changed_since_the_last_one(run: Run, written: Project) -> None:
    """Once, with the answers to be read again; it is no finding, so that --strict does not stop at it."""
    run("build")
    written.change("site_config.yml", "    en: $5\n", "    en: $6\n")
    # That changes no page, so that its answers are still to be read.
    assert "note:" not in run("build", "--desk-only").err
    ran = run("build")
    assert ran.code == 0
    assert (
        "note: {{ fact card_fee }} said '$5' and now says '$6'; read again 1 answer: "
        "faq/en/account/open-it.md:7, faq/en/account/open-it.md:9\n"
    ) in ran.err
    assert "note:" not in run("build").err
