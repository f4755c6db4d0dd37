"""What no answer needs, and what would keep a renderer busy for minutes: refused, with its line, before it is rendered."""

import re
from collections.abc import Iterator
from itertools import islice

from desk.finding import Finding
from desk.place import Place
from generator.content import Question
from generator.content.front_matter import LARGEST_ANSWER
from generator.markdown.nesting import DEEPEST, too_deep

# Of headings with the same words, both renderers try the number of each anew: the time grows with the square of them.
MOST_HEADINGS = 1_000
# With these it grows so in comrak, which makes links of addresses.
MOST_ADDRESSES = 5_000
# With these, in Python-Markdown.
MOST_FOOTNOTES = 1_000
# What comes behind one that stays open is read again for each of them; only what renders in no time can do that.
MOST_OPEN_BRACKETS = 100
# Each is sought in the whole answer.
MOST_ABBREVIATIONS = 200
# Four columns are one level in either dialect.
_WIDEST_INDENT = 4 * DEEPEST

_MARKER = r"[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,99}\]:)"
# Each of these begins with the end of the line before, which is found faster than the beginning of one.
_DEEP_LINE = re.compile(
    rf"\n(?=[-+*>\d\[ \t])(?:(?!-[- \t]*$|\*[* \t]*$)(?:{_MARKER}){{{DEEPEST + 1}}}|[ \t]{{{_WIDEST_INDENT + 1}}}[ \t]*[^ \t\n])",
    re.MULTILINE,
)
_HEADING = re.compile(rf"\n(?:{_MARKER})*[ \t]*(?:#{{1,6}}(?:[ \t]|$)|(?:=+|-+)[ \t]*$)", re.MULTILINE)


def refused(question: Question) -> Iterator[Finding]:
    """What can be told from the Markdown; the first line that goes too far."""
    body = question.body
    if deep := _DEEP_LINE.search(f"\n{body}"):
        yield nested_too_deep(question, deep.start())
    if body.count("\n") >= MOST_HEADINGS:
        heading = next(islice(_HEADING.finditer(f"\n{body}"), MOST_HEADINGS, None), None)
        if heading:
            yield _too_many(question, heading.start(), f"{MOST_HEADINGS:,} headings")
    if body.count("@") > MOST_ADDRESSES:
        yield _too_many(question, 0, f"{MOST_ADDRESSES:,} e-mail addresses")
    if body.count("[^") > MOST_FOOTNOTES:
        yield _too_many(question, 0, f"{MOST_FOOTNOTES:,} footnotes")


def too_slow(question: Question, longest: int) -> Iterator[Finding]:
    """What a dialect that renders no more than so many characters should not be given."""
    body = question.body
    if len(body) > longest:
        yield _too_many(question, 0, f"{longest:,} characters")
    elif longest < LARGEST_ANSWER:
        if any(
            body.count(opening) - body.count(closing) > MOST_OPEN_BRACKETS for opening, closing in ("[]", "()", "<>")
        ):
            yield _too_many(question, 0, f"{MOST_OPEN_BRACKETS} brackets that nothing closes")
        if body.count("\n*[") > MOST_ABBREVIATIONS:
            yield _too_many(question, 0, f"{MOST_ABBREVIATIONS} abbreviations")


def nested(question: Question, html: str) -> Iterator[Finding]:
    """What can be told only from the HTML, as a dialect drew it."""
    if too_deep(html) is not None:
        yield nested_too_deep(question, too_deep(question.body) or 0)


def nested_too_deep(question: Question, at: int) -> Finding:
    """The finding for an offset of the answer."""
    message = f"more than {DEEPEST} quotes, lists or HTML elements stand inside one another"
    fix = "let them follow one another, and close what is opened: <div> ... </div>"
    return Finding(place=_place(question, at), rule="too-deep", message=message, fix=fix)


def _too_many(question: Question, at: int, what: str) -> Finding:
    message = f"the answer has more than {what}"
    return Finding(place=_place(question, at), rule="too-long", message=message, fix="split it into several questions")


def _place(question: Question, at: int) -> Place:
    return Place(question.file, question.body_line + question.body.count("\n", 0, at))
