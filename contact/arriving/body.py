"""The parts of a message -> the text that a person would read first, and everything else as files.

Plain text is preferred; HTML is read where there is nothing else. Nothing is shown, opened or unpacked.
"""

import re
from collections.abc import Iterable

from contact.arriving.characters import decoded, many_lines
from contact.arriving.file_names import file_names
from contact.arriving.headers import parameter
from contact.arriving.html_text import text_from_html
from contact.arriving.mail import LONGEST_TEXT, MOST_FILES, File, Remark
from contact.arriving.parts import Part, Parts
from desk.data import Data, field

# So much of a text is looked at: twenty times what is kept, for HTML says everything twice.
MOST_TEXT_BYTES = 1_000_000

_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
# A line of RFC 3676 that goes on in the next one: it ends in a space, and is neither quoted nor a signature's beginning.
_FLOWS = re.compile(r"^(?!>)(?!-- $)(.*) \n(?![>\n])", re.MULTILINE)


class _Room(Data):
    """How much is still looked at, of all texts of a message together: it may have two hundred parts."""

    left: int = 2 * MOST_TEXT_BYTES


class Body(Data, frozen=True, kw_only=True):
    """What was found."""

    text: str
    files: tuple[File, ...]
    remarks: tuple[Remark, ...]


class _Found(Data):
    """Gathers texts and files; `is_plain` tells whether none of the texts comes from HTML."""

    texts: list[str] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    is_plain: bool = True
    room: _Room = field(default_factory=_Room)

    @property
    def is_blank(self) -> bool:
        return not any(self.texts)


def read_body(parts: Parts) -> Body:
    """The text and the files of a message. Never raises."""
    found = _Found()
    _gather(parts.top, found)
    text, cut = many_lines("\n\n".join(filter(None, found.texts)), LONGEST_TEXT)
    kept = found.files[:MOST_FILES]
    names = file_names(kept)
    files = tuple(
        File(name=name, media_type=part.media_type, content=part.content())
        for name, part in zip(names, kept, strict=True)
    )
    left_out = parts.left_out or len(found.files) > MOST_FILES
    remarks = _remarks(found, has_text=bool(text), cut=cut, left_out=left_out)
    return Body(text=text, files=files, remarks=tuple(remarks))


def _gather(part: Part, found: _Found) -> None:
    if part.media_type == "multipart/alternative" and part.children:
        _choose(part.children, found)
    elif part.children:
        for child in part.children:
            _gather(child, found)
    elif _is_text(part):
        found.is_plain &= part.media_type != "text/html"
        found.texts.append(_text(part, found.room))
    else:
        found.files.append(part)


def _choose(parts: Iterable[Part], found: _Found) -> None:
    """Of several forms of the same the plain one, if there is anything in it; the files of all of them."""
    forms = []
    for part in parts:
        form = _Found(room=found.room)
        _gather(part, form)
        found.files += form.files
        forms.append(form)
    told = [form for form in forms if not form.is_blank]
    best = next((form for form in told if form.is_plain), told[0] if told else None)
    if best:
        found.texts += best.texts
        found.is_plain &= best.is_plain


def _is_text(part: Part) -> bool:
    # A multipart in which no part could be found is shown as what it looks like.
    text = part.media_type in {"text/plain", "text/html"} or part.media_type.startswith("multipart/")
    return text and not part.is_attachment and not part.file_name


def _text(part: Part, room: _Room) -> str:
    content = part.content(min(MOST_TEXT_BYTES, room.left))
    room.left -= len(content)
    text = decoded(content, part.charset).replace("\r\n", "\n")
    if part.media_type == "text/html":
        return text_from_html(text)
    if parameter(part.about, "format").lower() == "flowed":
        between = "" if parameter(part.about, "delsp").lower() == "yes" else " "
        text = _FLOWS.sub(rf"\1{between}", text)
    return text.strip()


def _remarks(found: _Found, *, has_text: bool, cut: bool, left_out: bool) -> Iterable[Remark]:
    types = {part.media_type for part in found.files}
    if not has_text:
        yield "encrypted" if types & _ENCRYPTED else "tnef" if types & _TNEF else "no-text"
    if cut or found.room.left <= 0:
        yield "cut"
    if left_out:
        yield "left-out"
