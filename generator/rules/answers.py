"""Rules about the Markdown of answers that can be told before it is rendered."""

import re
from collections.abc import Iterator

from desk.finding import Finding
from desk.place import Place
from generator.content import Question
from generator.content.front_matter import UNWRITTEN
from generator.markdown.code import without_code
from generator.markdown.tag_values import TAGS
from generator.markdown.tags import hide
from generator.rules.context import RuleContext

_OPENED = re.compile(r"(?<!\\)\{\{[ \t]*([^{}\n]*)(\}?)")

# As many words as a tag may have.
_ARGUMENTS = re.compile(r"[\w-]+(?:[ \t]+[\w-]+){0,2}[ \t]*")


def unwritten_answer(question: Question, _about: RuleContext) -> Iterator[Finding]:
    """Nobody publishes what `frontdesk new` wrote in place of the answer."""
    if question.draft or UNWRITTEN not in question.body:
        return
    for line, text in enumerate(question.body.split("\n"), start=question.body_line):
        if text.strip() == UNWRITTEN:
            message = "the answer is still the line that `frontdesk new` wrote"
            fix = "write the answer in its place, or add above: draft: true"
            yield Finding(place=Place(question.file, line), rule="empty-answer", message=message, fix=fix)


def unclosed_tag(question: Question, _about: RuleContext) -> Iterator[Finding]:
    """Two braces that nothing closes in their line are shown as they are."""
    if "{{" not in question.body:
        return
    body = hide(without_code(question.body), 1).markdown
    lines = enumerate(body.split("\n"), start=question.body_line)
    for line, found in ((line, found) for line, text in lines for found in _OPENED.finditer(text)):
        yield Finding(
            place=Place(question.file, line),
            rule="unclosed-tag",
            message=f"the desk tag {found[0].strip()[:40]} has no }}}} in its line, and is shown as it is written",
            fix=f"write {_closed(found[1], found[2])}; to show the braces themselves, write \\{{{{",
            severity="warning",
        )


def _closed(inner: str, brace: str) -> str:
    """The tag as it was probably meant: all of it up to a single brace or the line's end, else its name."""
    words = inner.split()
    whole = brace or (_ARGUMENTS.fullmatch(inner) and words[0] in TAGS)
    if whole and words:
        return f"{{{{ {' '.join(words)} }}}}"
    return f"{{{{ {words[0]} }}}}" if words and words[0] in TAGS else "two braces at its end too: {{ phone }}"
