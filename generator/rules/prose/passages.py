"""Turn an answer or a template into passages: what a reader reads in one piece, each letter still in its place.

What is no prose of the desk's own is blanked, letter for letter: code, addresses of links, markup, desk tags, and what
stands in quotation marks. Knows nothing of what is looked for.
"""

import re
from collections.abc import Iterator
from typing import Literal

from desk.data import Data, replace
from desk.place import Place
from generator.content import Category, Question
from generator.markdown.code import without_code

Source = Literal["answer", "front matter", "template"]

# Stands for a desk tag: no letter, no space, nothing that ends a sentence.
TAG_MARK = "\N{MIDDLE DOT}"

LONGEST_SENTENCE = 2000

_TAG = re.compile(r"\{[{%][^{}\n]{0,300}[%}]\}")
# An address that dials or opens a mail stays: it is a number or an address of somebody.
_PICTURE_OR_LINK = re.compile(
    r"\]\((?!\s*(?:tel|mailto):)\s*(<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)([^()\n]{0,300})\)"
)
_AUTOLINK = re.compile(r"<https?:[^<>\s]*>|https?://[^\s<>()|]+")
_ELEMENT = re.compile(r"<[A-Za-z/!][^<>]*>")
_ALTERNATIVE = re.compile(r"\balt=(\"[^\"]*\"|'[^']*')")
_QUOTED = re.compile(r"\"[^\"]{1,300}\"|“[^“”]{1,300}”|«[^«»]{1,300}»|„[^„“]{1,300}“")
# An alert speaks for the desk; any other quote is somebody else's.
_QUOTE = re.compile(r"^[ \t]*>(?![ \t]*\[!)[^\n]*(?:\n[ \t]*>[^\n]*)*", re.MULTILINE)
_ALERT = re.compile(r"^[ \t]*>[ \t]*\[!\w+\][^\n]*(?:\n[ \t]*>[^\n]*)*", re.MULTILINE)
_MARKS = re.compile(r"[*>#]|&nbsp;|\N{NO-BREAK SPACE}|\N{NARROW NO-BREAK SPACE}")
# Their dots end no sentence.
_SHORT = re.compile(
    r"(?i)\b(?:[ap]\.?\s?m|mon|tues?|wed|thur?s?|fri|sat|sun|lun|mar|mi[eé]|jue|vie|s[aá]b|dom|tel|n[uú]m|ext|hrs?|h|approx)\."
    r"|(?<=\b[ap])\.(?=\s?m\b)"
)
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
# Without any of these there is no code and no comment.
_CODE = ("`", "~~~", "<!--", "    ", "\t")
_HEADING = re.compile(r"^#{1,6}\s")
_OWN_BLOCK = re.compile(r"^[ \t]*(?:[-+*]|\d{1,9}[.)]|#{1,6}|\|)(?:\s|$|(?<=\|))")


class Passage(Data, frozen=True, kw_only=True):
    """One block of text from `line` on: a paragraph, an item, a row of a table. `around` is what stands above it."""

    file: str
    line: int
    text: str
    language: str
    source: Source
    topic: str = ""
    around: str = ""

    def place(self, offset: int) -> Place:
        """The line in which a letter of the text stands."""
        return Place(self.file, self.line + self.text.count("\n", 0, offset))

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence on one line, with the offset at which it starts; what is longer is none."""
        flat = _SHORT.sub(lambda found: found[0].replace(".", " "), self.text.replace("\n", " "))
        at = 0
        for end in _SENTENCE_END.finditer(flat):
            if end.end() - at <= LONGEST_SENTENCE:
                yield at, flat[at : end.end()]
            at = end.end()
        if len(flat) - at <= LONGEST_SENTENCE and flat[at:].strip():
            yield at, flat[at:]


def passages_of_front(item: Question | Category) -> Iterator[Passage]:
    """The title and the summary of a question or a category."""
    title = "question" if isinstance(item, Question) else "title"
    for key, text in ((title, item.title), ("summary", item.summary)):
        line = item.place(key).line
        topic = item.topic if isinstance(item, Question) else ""
        yield Passage(
            file=item.file,
            line=line,
            text=_unquoted(text),
            language=item.language,
            source="front matter",
            topic=topic,
            around=item.title,
        )


def passages_of(question: Question) -> Iterator[Passage]:
    """The title, the summary and every block of an answer."""
    front = list(passages_of_front(question))
    yield from front
    body = without_code(question.body) if any(mark in question.body for mark in _CODE) else question.body
    if ">" in body:
        body = _QUOTE.sub(_blank, _ALERT.sub(_without_marks, body))
    yield from _blocks(replace(front[0], line=question.body_line, source="answer"), _without_markup(body))


def passages_of_template(file: str, text: str) -> Iterator[Passage]:
    """Every block of one part of an acknowledgement."""
    passage = Passage(file=file, line=1, text="", language=file.split("/")[1], source="template")
    yield from _blocks(passage, _without_markup(text))


def _blocks(passage: Passage, text: str) -> Iterator[Passage]:
    heading = row = ""
    lines: list[str] = []
    start = passage.line

    def block() -> Iterator[Passage]:
        written = "\n".join(lines)
        if written.strip():
            yield replace(passage, line=start, text=_unquoted(written), around=f"{passage.around} | {heading} | {row}")

    for number, line in enumerate(text.split("\n"), start=passage.line):
        if not line.strip() or _OWN_BLOCK.match(line):
            yield from block()
            lines, start = [], number
        if not line.strip():
            row = ""
            continue
        if _HEADING.match(line):
            heading = line
        if line.lstrip().startswith("|") and not row:
            row = line
        if not lines:
            start = number
        lines.append(line)
    yield from block()


def _without_markup(text: str) -> str:
    for mark, pattern, instead in _UNREAD:
        if mark in text:
            text = pattern.sub(instead, text)
    return text


def readable(text: str) -> str:
    """A part of an answer without its markup, on one line; what is quoted in it is there, as its quotes may end elsewhere."""
    return _MARKS.sub(_blank, _without_markup(text)).replace("\n", " ")


def _unquoted(text: str) -> str:
    # Before the marks: a quotation may hold some.
    return _MARKS.sub(_blank, _QUOTED.sub(_blank, text))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _mark(found: re.Match[str]) -> str:
    return TAG_MARK * len(found[0])


def _without_marks(found: re.Match[str]) -> str:
    return re.sub(r"(?m)^[ \t]*>[ \t]*(?:\[!\w+\])?", _blank, found[0])


def _element(found: re.Match[str]) -> str:
    """Blank, but for the words of a picture."""
    words = _ALTERNATIVE.search(found[0])
    blank = _blank(found)
    if words is None:
        return blank
    start, end = words.start(1) + 1, words.end(1) - 1
    return blank[:start] + found[0][start:end] + blank[end:]


# What is no prose, each with a mark that all of it has.
_UNREAD = (("{", _TAG, _mark), ("http", _AUTOLINK, _blank), ("](", _PICTURE_OR_LINK, _blank), ("<", _ELEMENT, _element))
