"""One rule, one small generator, one code. Nothing is written while a rule finds an error.

Those of one question look at nothing but its text and the settings, so that what they find is kept until either is changed;
those of the site look at all questions, and at the text of none.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from desk.data import Data, replace
from desk.finding import Finding
from generator.content import Question, Site
from generator.content.model import Body
from generator.markdown.uses import Use, uses_on
from generator.rules.answers import unclosed_tag, unwritten_answer
from generator.rules.assistant_tests import assistant_untested
from generator.rules.context import RuleContext, rule_context
from generator.rules.facts import unused_fact
from generator.rules.measured import measured_nowhere, measured_overdue, promise_not_kept
from generator.rules.names import bad_name, repeated_path, reserved_path
from generator.rules.packages import missing_package
from generator.rules.procedure import unknown_procedure
from generator.rules.prose import likely_in, settled_in_categories, settled_in_prose
from generator.rules.queues import empty_queue
from generator.rules.references import nested_category, redirect_clash, related_nowhere, unknown_topic
from generator.rules.reviews import future_review, long_summary, never_reviewed, review_overdue
from generator.rules.sentence_model import no_sentence_model
from generator.rules.synonyms import synonym_empty, synonym_repeated
from generator.rules.translations import missing_category_translation, missing_translation, missing_words

QuestionRule = Callable[[Question, RuleContext], Iterator[Finding]]
SiteRule = Callable[[Site, date], Iterator[Finding]]

QUESTION_RULES: tuple[QuestionRule, ...] = (
    unknown_topic,
    long_summary,
    unwritten_answer,
    unclosed_tag,
)

SITE_RULES: tuple[SiteRule, ...] = (
    bad_name,
    repeated_path,
    reserved_path,
    nested_category,
    unknown_procedure,
    empty_queue,
    related_nowhere,
    redirect_clash,
    missing_translation,
    missing_category_translation,
    review_overdue,
    future_review,
    never_reviewed,
    assistant_untested,
    measured_overdue,
    measured_nowhere,
    promise_not_kept,
    synonym_empty,
    synonym_repeated,
    no_sentence_model,
    missing_package,
)


class Verdict(Data, frozen=True):
    """What rules find in one question. Where it is not `whole`, it is the same as long as `RuleContext.basis` is."""

    findings: tuple[Finding, ...]
    whole: bool


__all__ = [
    "QUESTION_RULES",
    "SITE_RULES",
    "RuleContext",
    "Verdict",
    "findings_of",
    "missing_words",
    "question_findings",
    "question_verdict",
    "rule_context",
    "settled_in_categories",
    "site_findings",
]


def findings_of(site: Site, today: date) -> Iterator[Finding]:
    """Everything that any rule finds."""
    about = rule_context(site.settings)
    for question in (*site.all_questions(), *site.drafts):
        yield from question_findings(question, about)
    yield from site_findings(site, today, uses_on(site))
    yield from settled_in_categories(site.settings, site.all_categories())


def question_findings(question: Question, about: RuleContext) -> tuple[Finding, ...]:
    """What rules find in one question, whatever the others are and whatever day it is."""
    return question_verdict(question, about).findings


def question_verdict(question: Question, about: RuleContext) -> Verdict:
    """The same, and whether all settings have a say in it."""
    # Rules ask for the body again and again, and each time it might be read.
    question = replace(question, source=Body.of(question.body))
    finders = likely_in(question, about)
    found = [finding for rule in QUESTION_RULES for finding in rule(question, about)]
    return Verdict((*found, *settled_in_prose(question, about, finders)), bool(finders))


def site_findings(site: Site, today: date, uses: Sequence[Use]) -> Iterator[Finding]:
    """What rules find in all questions together; `uses` are the desk tags of all answers. No text of an answer is read."""
    for rule in SITE_RULES:
        yield from rule(site, today)
    yield from unused_fact(site, uses)
