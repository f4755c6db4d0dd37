"""An SVG picture -> a finding where it could run code in a visitor's browser: it is a page of its own, on the site's address.

Whatever is not certain to be only a picture is refused, and so is what browsers might read in another way than we do.
"""

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from desk.finding import Finding
from desk.place import Place

_AGAIN = "save it again as a plain SVG in UTF-8, or as PNG"
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_HTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"})
_ANIMATIONS = frozenset({"set", "animate"})
_ADDRESSES = frozenset({"href", "src", "base"})
_HARMLESS = re.compile(r"\s*(?:#|https?://|data:image/(?:png|jpe?g|gif|webp)[;,])", re.IGNORECASE)
_ACTIVE_STYLE = re.compile(r"@import|url\(\s*[\"']?\s*(?:javascript|vbscript)\s*:", re.IGNORECASE)
_ENCODINGS = frozenset({"", "utf-8", "utf8", "us-ascii"})
# Of an address that is refused, as much as tells which one it is.
_SHOWN = 40


def active_picture(file: str, data: bytes) -> Iterator[Finding]:
    """A finding for an SVG that could run code; nothing for files of other kinds."""
    if not file.lower().endswith(".svg"):
        return
    line, message, fix = _problem(data)
    if message:
        yield Finding(place=Place(file, line), rule="active-picture", message=message, fix=fix)


def _problem(data: bytes) -> tuple[int, str, str]:
    """The line, what is wrong, and what to do; the first of all problems, empty where there is none."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1, "this picture is not UTF-8 text", _AGAIN
    if declared := _DECLARED.search(data):
        line = data.count(b"\n", 0, declared.start()) + 1
        return line, "this picture declares a document type, which can hide code", "delete the line <!DOCTYPE ...>"
    reader = _Reader()
    broken = reader.read(data)
    return reader.problem or broken or (1, "", "")


class _Reader:
    """Notes the first thing in a picture that is not only a picture."""

    def __init__(self) -> None:
        self.problem: tuple[int, str, str] | None = None
        self._style: list[str] | None = None
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, data: bytes) -> tuple[int, str, str] | None:
        """Read all of a picture; a problem where it cannot be read."""
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
        except expat.ExpatError as error:
            return error.lineno, f"this picture is broken: {expat.ErrorString(error.code)}", _AGAIN
        return None

    def _refuse(self, what: str) -> None:
        if self.problem is None:
            self.problem = (self._parser.CurrentLineNumber, f"this picture could run code: it has {what}", _AGAIN)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "").lower() not in _ENCODINGS:
            self._refuse(f'encoding="{encoding}"')

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._refuse("<?xml-stylesheet?>")

    def _start(self, element: str, attributes: Mapping[str, str]) -> None:
        space, name = _split(element)
        if name in _ACTIVE or space == _HTML:
            self._refuse(f"<{name}>")
        for full, value in attributes.items():
            self._attribute(name, _split(full)[1], value)
        if name == "style":
            self._style = []

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._refuse(f"{name}=")
        elif name in _ADDRESSES and not _HARMLESS.match(value):
            self._refuse(f'{name}="{" ".join(value.split())[:_SHOWN]}"')
        elif name == "style" and _ACTIVE_STYLE.search(value):
            self._refuse("a style that loads something")
        elif name == "attributename" and element in _ANIMATIONS:
            changed = value.strip().rpartition(":")[2].lower()
            if changed in _ADDRESSES or changed.startswith("on"):
                self._refuse(f'<{element} attributeName="{changed}">')

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, element: str) -> None:
        if _split(element)[1] == "style" and self._style is not None:
            if _ACTIVE_STYLE.search("".join(self._style)):
                self._refuse("a style that loads something")
            self._style = None


def _split(full: str) -> tuple[str, str]:
    """The namespace and the name of an element or attribute; browsers' names in any letters."""
    space, _, name = full.rpartition(" ")
    return space, name.lower()
