"""Answers and templates -> warnings for what the settings say already, and prose says again: one truth, in one place.

Hours, telephone numbers, addresses, times to answer and facts. There is no comment that silences a warning: what is
somebody else's is told by whose it is, and what is quoted stands in quotation marks, as readers need it too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from desk.bundle import AckTemplate
from desk.finding import Finding
from desk.settings import Settings
from generator.content import Category, Question
from generator.rules.context import RuleContext
from generator.rules.prose.contacts import (
    may_hold_address,
    may_hold_email,
    may_hold_phone,
    written_address,
    written_email,
    written_phone,
)
from generator.rules.prose.desk_values import Desk
from generator.rules.prose.facts import may_hold_fact, written_fact
from generator.rules.prose.hours import may_hold_hours, written_hours
from generator.rules.prose.passages import Passage, passages_of, passages_of_front, passages_of_template
from generator.rules.prose.response_times import may_hold_response_time, written_response_time
from generator.rules.prose.signs import Signs

__all__ = ["FINDERS", "likely_in", "settled_in_categories", "settled_in_prose", "settled_in_templates"]

Finder = Callable[[Passage, Desk], Iterator[Finding]]

# What is looked for, and whether a text can hold any of it: that is asked of whole answers first, and most hold none.
_FINDERS = (
    (may_hold_phone, written_phone),
    (may_hold_email, written_email),
    (may_hold_address, written_address),
    (may_hold_hours, written_hours),
    (may_hold_response_time, written_response_time),
    (may_hold_fact, written_fact),
)


# All of them: for whoever asks whether any is left out wrongly.
FINDERS = tuple(find for _, find in _FINDERS)


def likely_in(question: Question, about: RuleContext) -> Sequence[Finder]:
    """What may be found in a question: this depends on no more of the settings than `about.basis` holds."""
    return _likely(f"{question.title}\n{question.summary}\n{question.body}", question.language, about)


def settled_in_prose(question: Question, about: RuleContext, finders: Sequence[Finder]) -> Iterator[Finding]:
    """What site_config.yml settles is not written out in an answer, its title or its summary (rows U1, R1)."""
    if finders:
        desk = Desk(about)
        for passage in passages_of(question):
            yield from _findings(passage, desk, finders)


def settled_in_categories(settings: Settings, categories: Iterable[Category]) -> Iterator[Finding]:
    """The same in the title and the summary of a category."""
    values = RuleContext(settings)
    desk = Desk(values)
    for category in categories:
        finders = _likely(f"{category.title}\n{category.summary}", category.language, values)
        for passage in passages_of_front(category) if finders else ():
            yield from _findings(passage, desk, finders)


def settled_in_templates(settings: Settings, templates: Mapping[str, Mapping[str, AckTemplate]]) -> Iterator[Finding]:
    """The same in what every customer is sent."""
    values = RuleContext(settings)
    desk = Desk(values)
    for language, by_kind in templates.items():
        for kind, template in by_kind.items():
            for part, text in template.parts.items():
                finders = _likely(text, language, values)
                file = f"ack_templates/{language}/{kind}.{part}"
                for passage in passages_of_template(file, text) if finders else ():
                    yield from _findings(passage, desk, finders)


def _likely(text: str, language: str, about: RuleContext) -> list[Finder]:
    signs = Signs(text)
    return [find for may_hold, find in _FINDERS if may_hold(signs, language, about)]


def _findings(passage: Passage, desk: Desk, finders: Sequence[Finder]) -> Iterator[Finding]:
    for find in finders:
        yield from find(passage, desk)
