"""What raw HTML, template braces and attribute lists in an answer become, and what of them the site will not show."""

import re
from collections.abc import Iterator

from generator.importing.changes import Change, Edit, Note, Stretches
from generator.importing.elements import ELEMENTS, PLACEHOLDERS_TOO
from generator.importing.headings import ATTRIBUTE_LIST, Heading
from generator.importing.prose import Prose, Tag
from generator.markdown.allow_list import TAGS as SHOWN

ESCAPED = "escaped"
ATTRIBUTE_LISTS = "attribute lists taken out"

_BRACES = re.compile(r"\{\{[^{}\n]*\}\}")
_ATTRIBUTES = re.compile(rf"(?:(?<=[)\]*_>\x00])|^[ \t>]*)({ATTRIBUTE_LIST})", re.MULTILINE)
_EVENT = re.compile(r"\s(on[a-z]+)\s*=", re.IGNORECASE)
_HIDDEN = re.compile(
    r"\sstyle\s*=\s*[\"'][^\"']*(?:display\s*:\s*none|visibility\s*:\s*hidden)|\shidden(?=[\s=/>])", re.IGNORECASE
)
_SCRIPT_ADDRESS = re.compile(r"\s(?:href|src)\s*=\s*[\"']?\s*(?:javascript|vbscript):", re.IGNORECASE)
_ATTRIBUTED = re.compile(r"\s[\w:-]+\s*=")
_BOX = re.compile(r"\stype\s*=\s*[\"']?(?:checkbox|radio)\b", re.IGNORECASE)
# Their text goes too; of every other element only the tags do.
_SILENT = frozenset({"script", "style"})


def markup_changes(prose: Prose, headings: tuple[Heading, ...]) -> Iterator[Change]:
    """Escape what a reader must see, take out what would be shown by mistake, and name what will not be shown."""
    closed = {tag.name for tag in prose.tags if tag.closes}
    for tag in prose.tags:
        if _is_placeholder(tag, closed):
            yield from _escaped(tag)
        elif not tag.closes:
            yield from _dropped(tag)
    yield from _braces(prose)
    yield from _attribute_lists(prose, headings)


def _is_placeholder(tag: Tag, closed: set[str]) -> bool:
    if tag.name not in ELEMENTS:
        return not _ATTRIBUTED.search(tag.source)
    bare = tag.source[1:-1].lower() == tag.name
    return bare and tag.name in PLACEHOLDERS_TOO and tag.name not in closed


def _escaped(tag: Tag) -> Iterator[Change]:
    """Where Markdown is read, with a backslash, as a writer would; in raw HTML, as a character reference."""
    yield Edit(tag.start, tag.start + 1, "&lt;" if tag.raw else "\\<", ESCAPED)
    message = f"{tag.source} is no HTML element and would have vanished; it is shown as written now"
    yield Note(tag.start, "escaped-placeholder", message, "nothing, if readers are meant to see it; else delete it")


def _dropped(tag: Tag) -> Iterator[Note]:
    if tag.name not in SHOWN or (tag.name == "input" and not _BOX.search(tag.source)):
        rest = "nor what is inside" if tag.name in _SILENT else "only the text inside, if there is any"
        message = f"<{tag.name}> is not shown on the site, {rest}"
        yield Note(tag.start, "dropped-html", message, "say it in Markdown, or link to it")
    for found in _EVENT.finditer(tag.source):
        message = f"{found[1].lower()}= in <{tag.name}> does nothing on the site"
        yield Note(tag.start, "dropped-html", message, "take it out, and see that the text makes sense without it")
    if _SCRIPT_ADDRESS.search(tag.source):
        message = f"the address of this <{tag.name}> is a script, and does nothing on the site"
        yield Note(tag.start, "dropped-html", message, "link to a page instead")
    if _HIDDEN.search(tag.source):
        message = f"this <{tag.name}> was hidden by its style; on the site its text is shown"
        yield Note(
            tag.start, "hidden-text", message, f"delete it from <{tag.name} ...> to </{tag.name}>, or let it be read"
        )


def _braces(prose: Prose) -> Iterator[Change]:
    raw, tags = _raw(prose), Stretches((tag.start, tag.end) for tag in prose.tags)
    for found in _BRACES.finditer(prose.masked):
        as_html = found.start() in raw or found.start() in tags
        yield Edit(found.start(), found.start() + 1, "&#123;" if as_html else "\\{", ESCAPED)
        message = f"{found[0]} would have been read as a desk tag; it is shown as written now"
        yield Note(
            found.start(),
            "escaped-braces",
            message,
            "if hours, a fee or a number is meant, write a desk tag: {{ phone }}",
        )


def _attribute_lists(prose: Prose, headings: tuple[Heading, ...]) -> Iterator[Change]:
    raw, done = _raw(prose), Stretches((heading.outer, heading.end) for heading in headings if heading.attributed)
    for found in _ATTRIBUTES.finditer(prose.masked):
        start, end = found.span(1)
        if start not in raw and start not in done:
            yield Edit(start, end, "", ATTRIBUTE_LISTS)
            if "#" in found[1]:
                message = f"{found[1]} gave this place an anchor; it was taken out"
                yield Note(start, "dropped-anchor", message, 'if something links here, write <a id="..."></a>')


def _raw(prose: Prose) -> Stretches:
    return Stretches((block.start, block.end) for block in prose.blocks if block.kind == "html")
