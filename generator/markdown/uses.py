"""Turn questions into the desk tags that they show, each with its line: what has to be read again when a value changes.

Knows nothing of what a tag says.
"""

from collections.abc import Iterable, Iterator

from desk.data import Data
from desk.place import Place
from generator.content import Question, Site
from generator.markdown.code import without_code
from generator.markdown.tags import hide


class Use(Data, frozen=True):
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


def all_uses(found: Iterable[Use]) -> tuple[Use, ...]:
    """The tags of any answers, by file and line; the same one once a line."""
    return tuple(sorted(set(found), key=lambda use: (use.place, use.call)))


def uses_on(site: Site) -> tuple[Use, ...]:
    """The tags of all answers in all languages, of drafts too, read from what their writers wrote."""
    return all_uses(use for question in (*site.all_questions(), *site.drafts) for use in uses_in(question))
