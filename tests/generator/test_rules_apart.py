"""What rules find in one question depends on nothing but its text and the settings; the others read no text (row W1)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.data import replace
from desk.settings import Settings
from desk.settings.reading import settings_from_text
from generator.content import Question, Site, read_site
from generator.content.model import Body
from generator.markdown.uses import uses_on
from generator.rules import findings_of, question_findings, question_verdict, rule_context, site_findings
from tests.project import TODAY, Project, question, settings_text

HOURS = "We are open Monday to Friday, 9 AM to 5 PM."
TEXTS = {
    "faq/en/account/hours.md": question("When?", HOURS),
    "faq/en/account/phone.md": question("Who?", "Call us on 212-555-0142. {{ phone"),
    "faq/en/account/topic.md": question("What?", "That.", "related: [account/nowhere]").replace(
        "account\n", "other\n", 1
    ),
    "faq/en/account/plain.md": question("How?", "So."),
}


def settings() -> Settings:
    """A desk in English."""
    return settings_from_text(settings_text(("en",)), TODAY)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Questions with something wrong in each but one."""
    project = Project.good(tmp_path, "en")
    for file, text in TEXTS.items():
        project.write(file, text)
    return read_site(tmp_path, settings(), [])


def without_texts(site: Site) -> Site:
    """The same, and whoever asks for the text of an answer has an accident."""

    def unread(questions: Iterator[Question]) -> dict[str, Question]:
        return {one.path: replace(one, source=Body()) for one in questions}

    return replace(site, questions={language: unread(iter(own.values())) for language, own in site.questions.items()})


def test_what_is_found_in_all_questions_needs_the_text_of_none(site: Site) -> None:
    """That of a question which did not change is not in memory (row W1)."""
    found = [*site_findings(without_texts(site), TODAY, uses_on(site))]
    assert [finding.rule for finding in found] == ["related-nowhere"]
    assert found == [*site_findings(site, TODAY, uses_on(site))]


def test_both_are_everything(site: Site) -> None:
    """`frontdesk check` tells all of it."""
    about = rule_context(site.settings)
    apart = [finding for one in site.all_questions() for finding in question_findings(one, about)]
    assert [finding.rule for finding in apart] == ["prose-hours", "unclosed-tag", "prose-phone", "unknown-topic"]
    assert [*findings_of(site, TODAY)] == [*apart, *site_findings(site, TODAY, uses_on(site))]


def test_most_verdicts_outlast_a_change_of_hours(site: Site) -> None:
    """Only where an answer speaks of hours or the like have all settings a say in it (row W1)."""
    about = rule_context(site.settings)
    other = rule_context(settings_from_text(settings_text(("en",)).replace("09:00-17:00", "10:00-18:00"), TODAY))
    verdicts = {one.path: question_verdict(one, about) for one in site.all_questions()}
    assert {path for path, verdict in verdicts.items() if verdict.whole} == {"account/hours", "account/phone"}
    assert about.basis == other.basis
    for one in site.all_questions():
        assert verdicts[one.path].whole or question_verdict(one, other) == verdicts[one.path]
    told = settings_from_text(settings_text(("en",)).replace("555 0142", "555 0143"), TODAY)
    assert rule_context(told).basis != about.basis


def test_a_verdict_does_not_depend_on_what_was_looked_at_before(site: Site) -> None:
    """A number and the link around it are one finding, each time somebody asks (row W1)."""
    about = rule_context(site.settings)
    one = site.questions["en"]["account/phone"]
    assert (
        question_findings(one, about)
        == question_findings(one, about)
        == question_findings(one, rule_context(settings()))
    )
