"""Read the front matter of an article from elsewhere: what has a place here, and what is dropped."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from desk.fields import LONGEST_TEXT
from desk.finding import Finding
from desk.place import Place
from desk.yaml_lines import Listing, Node, Table, Text, read_table
from generator.content.front_matter import split
from generator.importing.changes import Note
from generator.importing.sources import Source

TITLE_KEYS = ("question", "title")
SUMMARY_KEYS = ("summary", "description", "excerpt")
SYNONYM_KEYS = ("synonyms", "tags", "keywords", "labels", "label_names")
ID_KEYS = ("id", "article_id")
KNOWN_KEYS = frozenset((*TITLE_KEYS, *SUMMARY_KEYS, *SYNONYM_KEYS, "draft", "published"))

_UNCLOSED = re.compile(r"---[ \t]*\n((?:[A-Za-z_]+:.*\n|[ \t]+\S.*\n|-[ \t].*\n)+)")
_LINE = re.compile(r"^([A-Za-z_]+):[ \t]*(\S.*)$", re.MULTILINE)
_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front matter that is kept. `id` is the number at the old home; at `body_at` the answer starts."""

    title: str = ""
    summary: str = ""
    synonyms: tuple[str, ...] = ()
    draft: bool = False
    id: str = ""
    dropped: tuple[str, ...] = ()
    body_at: int = 0
    notes: tuple[Note, ...] = ()


def read_front(source: Source) -> Front:
    """The front matter of a file. What is broken there is read line by line, as far as it goes."""
    text, body, _ = split(source.text)
    if text is None:
        unclosed = _UNCLOSED.match(source.text)
        if unclosed is None:
            return Front(notes=(_none(),))
        ends = unclosed[0].count("\n")
        message = f"the front matter was never closed; it was taken to end at line {ends}"
        note = Note(
            0, "broken-front-matter", message, "read the first lines of the answer, and take out what is no answer"
        )
        return _front(_read_line_by_line(unclosed[1], source.path), unclosed.end(), (note,))
    findings: list[Finding] = []
    table = read_table(text, str(source.path), findings, first_line=2)
    notes = tuple(_broken(finding) for finding in findings)
    return _front(table or _read_line_by_line(text, source.path), len(source.text) - len(body), notes)


def _front(table: Table, body_at: int, notes: tuple[Note, ...]) -> Front:
    entries = {key.lower(): node for key, node in table.entries.items()}
    title, summary = (" ".join(_first(entries, keys).split()) for keys in (TITLE_KEYS, SUMMARY_KEYS))
    if len(summary) > LONGEST_TEXT:
        notes = (
            *notes,
            Note(0, "long-summary", "the description was too long for a summary and was left out", "summary: ..."),
        )
        summary = ""
    return Front(
        title=title[:LONGEST_TEXT],
        summary=summary,
        synonyms=tuple(dict.fromkeys(word for key in SYNONYM_KEYS for word in _words(entries.get(key)))),
        draft=_first(entries, ("draft",)).lower() in _TRUE or _first(entries, ("published",)).lower() in _FALSE,
        id=_first(entries, ID_KEYS),
        dropped=tuple(key for key in table.entries if key.lower() not in KNOWN_KEYS),
        body_at=body_at,
        notes=notes,
    )


def _first(entries: Mapping[str, Node], keys: Iterable[str]) -> str:
    """The first of these keys that has a text."""
    nodes = (entries.get(key) for key in keys)
    return next((node.text.strip() for node in nodes if isinstance(node, Text) and not node.blank), "")


def _words(node: Node | None) -> Iterator[str]:
    """A list of words, also as one text with commas."""
    if isinstance(node, Text) and not node.blank:
        yield from (word.strip() for word in node.text.split(",") if word.strip())
    elif isinstance(node, Listing):
        yield from (item.text.strip() for item in node.items if isinstance(item, Text) and item.text.strip())


def _read_line_by_line(text: str, path: PurePosixPath) -> Table:
    """The `key: value` lines of a text that is no YAML."""
    table = Table({}, Place(str(path), 2))
    for found in _LINE.finditer(text):
        table.entries.setdefault(found[1], Text(found[2].rstrip(" \t").strip("\"'"), table.place))
    return table


def _none() -> Note:
    message = "the article had no front matter; its first heading or its name became the question"
    return Note(0, "no-front-matter", message, "ask the question in the words of a customer")


def _broken(finding: Finding) -> Note:
    where = f"line {finding.place.line} of {finding.place.file}"
    message = f"{where}: {finding.message}; this front matter was read as far as it goes"
    return Note(0, "broken-front-matter", message, "compare this front matter with the original")
