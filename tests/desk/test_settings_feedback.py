"""`feedback:` in the settings: whether, when and about what customers are asked what they think (row K1)."""

import pytest

from desk.duration import Duration
from desk.settings.feedback import AskFeedback
from tests.desk.sample import SAMPLE, accepted, refused


def test_nobody_is_asked_without_the_section() -> None:
    """To ask customers is the owner's decision."""
    assert accepted(SAMPLE).feedback == AskFeedback(ask="off")


def test_who_writes_the_section_asks() -> None:
    """When a case is closed, in the same mail, with the product's words, about requests and complaints."""
    found = accepted(SAMPLE + "feedback:\n  ask: on-resolution\n").feedback
    assert found == AskFeedback(ask="on-resolution", after=None, question={}, kinds=("request", "complaint"))
    assert found.concerns("request")
    assert found.concerns("complaint")


def test_later_in_own_words_and_only_about_complaints() -> None:
    """All of it can be said otherwise."""
    text = SAMPLE + (
        "feedback:\n  after: 2 calendar days\n  kinds: [complaint]\n"
        "  question: {en: Did we help?, es: '¿Le ayudamos?'}\n"
    )
    found = accepted(text).feedback
    assert found == AskFeedback(
        ask="on-resolution",
        after=Duration(2, "calendar days"),
        question={"en": "Did we help?", "es": "¿Le ayudamos?"},
        kinds=("complaint",),
    )
    assert not found.concerns("request")


def test_asking_can_be_switched_off() -> None:
    """`off` is a word here, and no way to say false."""
    off = accepted(SAMPLE + "feedback:\n  ask: off\n  kinds: [complaint]\n").feedback
    assert (off.ask, off.concerns("complaint")) == ("off", False)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "ask: always",
            "site_config.yml:44: 'always' is not a value of 'ask' [bad-value]\n    fix: use one of: off, on-resolution",
        ),
        (
            "kinds: [praise]",
            "site_config.yml:44: 'praise' is no kind of message [bad-value]\n    fix: use one of: request, complaint",
        ),
        (
            "after: soon",
            (
                "site_config.yml:44: 'soon' is not a duration: write a number and one of minutes, hours, business hours, "
                "business days, calendar days, weeks, months [bad-value]\n    fix: after: 2 calendar days"
            ),
        ),
        (
            "question: Did we help?",
            (
                "site_config.yml:44: 'question' needs a text in each language (en, es) [bad-value]\n    fix: question:\n"
                "           en: ...\n           es: ..."
            ),
        ),
    ],
)
def test_wrong_values_are_refused(lines: str, said: str) -> None:
    """Each with the line, and with what may be written."""
    assert refused(f"{SAMPLE}feedback:\n  {lines}\n") == said
