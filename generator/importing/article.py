"""An article as it came: its front matter, its answer taken apart, and what others may link to in it."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.importing.anchors import anchor, html_ids, numbered_anchors
from generator.importing.changes import Note
from generator.importing.front import Front, read_front
from generator.importing.headings import Heading, headings
from generator.importing.naming import title
from generator.importing.prose import Prose
from generator.importing.sources import Source

# Zendesk's exports put the article's number first: 360016822039-Verify-the-model.md
_NUMBER = re.compile(r"(\d{6,})[-_ ]+(?=.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """`source` is where it lay. `repeated` is the heading that only says the title again, and goes."""

    source: PurePosixPath
    id: str
    name: str
    title: str
    front: Front
    prose: Prose
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]
    ids: frozenset[str]
    repeated: Heading | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """An article and its new path, `category/slug`."""

    article: Article
    path: str


def read_article(source: Source) -> Article:
    """The article of a file."""
    front = read_front(source)
    prose = Prose(source.text[front.body_at :])
    found = headings(prose)
    number = _NUMBER.match(source.path.stem)
    name = source.path.stem[number.end() :] if number else source.path.stem
    words, repeated = _title(front.title, name, found, prose)
    kept = tuple(heading for heading in found if heading is not repeated)
    anchors = tuple(numbered_anchors(kept))
    own = {heading.own_id for heading in kept if heading.own_id}
    return Article(
        source=source.path,
        id=front.id or (number[1] if number else ""),
        name=name,
        title=words,
        front=front,
        prose=prose,
        headings=kept,
        anchors=anchors,
        ids=frozenset({*anchors, *own, *(one.name for one in html_ids(prose))}),
        repeated=repeated,
        notes=_notes(source, front),
    )


def _title(given: str, name: str, found: tuple[Heading, ...], prose: Prose) -> tuple[str, Heading | None]:
    """The question, and the heading that only repeats it."""
    first = found[0] if found else None
    leads = first is not None and prose.blocks[0].start == first.start
    words = " ".join(first.words.split()) if first else ""
    if given:
        repeats = first is not None and (leads or first.level == 1) and anchor(words) == anchor(given)
        return given, first if repeats else None
    if first is None or not words:
        return title(name), None
    return words, first if leads or first.level == 1 else None


def _notes(source: Source, front: Front) -> tuple[Note, ...]:
    """The notes of reading, their offsets counted from the start of the answer; -1 for the front matter."""
    moved = (Note(max(note.at - front.body_at, -1), note.rule, note.message, note.fix) for note in source.notes)
    return (*moved, *(Note(-1, note.rule, note.message, note.fix) for note in front.notes))
