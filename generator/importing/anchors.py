"""What can be linked to inside an answer: the ids of headings as GitHub makes them, and those that raw HTML sets."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.importing.changes import Change, Edit, Note
from generator.importing.headings import Heading
from generator.importing.prose import Prose

_ID = re.compile(r"\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE)
_BARE_ANCHOR = re.compile(r"<a\s+(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)[\"']?\s*>\s*</a>\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlId:
    """An id that a tag sets, and the offset of the tag."""

    name: str
    at: int


def anchor(words: str) -> str:
    """The id that GitHub gives to a heading of these words."""
    kept = (mark for mark in words.lower() if mark in " -" or _is_of_a_word(mark))
    return "".join(kept).replace(" ", "-")


def _is_of_a_word(mark: str) -> bool:
    category = unicodedata.category(mark)
    return category[0] in "LMN" or category == "Pc"


def numbered_anchors(found: Sequence[Heading]) -> list[str]:
    """The anchor of each heading: the second of the same words gets -1, the third -2."""
    taken: set[str] = set()
    last: defaultdict[str, int] = defaultdict(int)
    anchors = []
    for heading in found:
        name = plain = anchor(heading.words)
        while name in taken:
            last[plain] += 1
            name = f"{plain}-{last[plain]}"
        taken.add(name)
        anchors.append(name)
    return anchors


def html_ids(prose: Prose) -> list[HtmlId]:
    """The ids that raw HTML sets; the name of an <a> is one too."""
    ids = []
    for tag in prose.tags:
        for found in _ID.finditer(tag.source):
            name = found[1] or found[2] or found[3] or ""
            if name and (tag.name == "a" or "id" in found[0].partition("=")[0].lower()):
                ids.append(HtmlId(name, tag.start))
    return ids


def anchor_changes(prose: Prose, headings: Sequence[Heading], anchors: Sequence[str]) -> Iterator[Change]:
    """Take out `<a id="usa"></a>` above `## USA`, which bears that id anyway; say which ids are there twice."""
    by_start = {heading.start: name for heading, name in zip(headings, anchors, strict=True)}
    needless = set()
    for tag in prose.tags:
        found = _BARE_ANCHOR.match(prose.masked, tag.start)
        if found and by_start.get(found.end()) == found[1]:
            needless.add(tag.start)
            yield Edit(tag.start, found.end(), "", "needless anchors taken out")
    places = [HtmlId(name, start) for start, name in by_start.items()]
    places += [
        HtmlId(heading.own_id, heading.start)
        for heading, name in zip(headings, anchors, strict=True)
        if heading.own_id not in {"", name}
    ]
    places += [place for place in html_ids(prose) if place.at not in needless]
    yield from _repeated(sorted(places, key=lambda place: place.at))


def _repeated(places: Sequence[HtmlId]) -> Iterator[Note]:
    """An id that is there twice leads to its first place only. One note an id."""
    first: set[str] = set()
    blamed: set[str] = set()
    for place in places:
        if place.name in first and place.name not in blamed:
            blamed.add(place.name)
            message = f"the id '{place.name}' is used twice in this answer; links lead to the first one"
            yield Note(place.at, "repeated-id", message, f"take it out here, or rename it: {place.name}-2")
        first.add(place.name)
