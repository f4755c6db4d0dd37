"""One rule, one small generator, one code. `RULES` is the list; nothing is written while a rule finds an error."""

from collections.abc import Callable, Iterator
from datetime import date

from desk.finding import Finding
from generator.content import Site
from generator.rules.answers import unclosed_tag, unwritten_answer
from generator.rules.names import bad_name, repeated_path, reserved_path
from generator.rules.references import nested_category, redirect_clash, related_nowhere, unknown_topic
from generator.rules.reviews import future_review, long_summary, never_reviewed, review_overdue
from generator.rules.translations import missing_category_translation, missing_translation, missing_words

Rule = Callable[[Site, date], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    bad_name,
    repeated_path,
    reserved_path,
    nested_category,
    unknown_topic,
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
)

__all__ = ["RULES", "Rule", "missing_words"]


def findings_of(site: Site, today: date) -> Iterator[Finding]:
    """Everything that any rule finds."""
    for rule in RULES:
        yield from rule(site, today)
