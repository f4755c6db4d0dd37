"""Turn questions into the desk tags that they show, each with its line: what has to be read again when a value changes.

Knows nothing of what a tag says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from desk.place import Place
from generator.content import Question, Site
from generator.markdown.code import without_code
from generator.markdown.tags import hide


@dataclass(frozen=True, slots=True)
class Use:
    """One tag in one answer: `call` is what stands in its braces, with single spaces (`fact trading_fee`)."""

    call: str
    language: str
    place: Place


def uses_in(question: Question) -> Iterator[Use]:
    """The tags of an answer. In code they are shown as they are written, and depend on nothing."""
    if "{{" not in question.body:
        return
    for tag in hide(without_code(question.body), question.body_line).tags:
        yield Use(" ".join(tag.call.split()), question.language, Place(question.file, tag.line))


def all_uses(site: Site) -> tuple[Use, ...]:
    """The tags of all answers in all languages, of drafts too, by file and line; the same one once a line."""
    found = (use for question in (*site.all_questions(), *site.drafts) for use in uses_in(question))
    return tuple(sorted(set(found), key=lambda use: (use.place, use.call)))
