"""One rule, one small generator, one code. `RULES` is the list; nothing is written while a rule finds an error."""

from collections.abc import Callable, Iterator
from datetime import date

from desk.finding import Finding
from generator.content import Site
from generator.rules.answers import unclosed_tag, unwritten_answer
from generator.rules.facts import unused_fact
from generator.rules.measured import measured_nowhere, measured_overdue, promise_not_kept
from generator.rules.names import bad_name, repeated_path, reserved_path
from generator.rules.procedure import unknown_procedure
from generator.rules.prose import settled_in_prose
from generator.rules.references import nested_category, redirect_clash, related_nowhere, unknown_topic
from generator.rules.reviews import future_review, long_summary, never_reviewed, review_overdue
from generator.rules.sentence_model import no_sentence_model
from generator.rules.synonyms import synonym_empty, synonym_repeated
from generator.rules.translations import missing_category_translation, missing_translation, missing_words

Rule = Callable[[Site, date], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    bad_name,
    repeated_path,
    reserved_path,
    nested_category,
    unknown_topic,
    unknown_procedure,
    related_nowhere,
    redirect_clash,
    missing_translation,
    missing_category_translation,
    review_overdue,
    future_review,
    never_reviewed,
    long_summary,
    unwritten_answer,
    unclosed_tag,
    settled_in_prose,
    unused_fact,
    measured_overdue,
    measured_nowhere,
    promise_not_kept,
    synonym_empty,
    synonym_repeated,
    no_sentence_model,
)

__all__ = ["RULES", "Rule", "missing_words"]


def findings_of(site: Site, today: date) -> Iterator[Finding]:
    """Everything that any rule finds."""
    for rule in RULES:
        yield from rule(site, today)
