"""Turn one placed article into the text of its new file, and into what a person must look at there."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.finding import Finding
from desk.place import Place
from generator.importing.anchors import anchor_changes
from generator.importing.article import Article, Placed
from generator.importing.attachments import Attachments
from generator.importing.changes import Change, Edit, Edited, Note
from generator.importing.headings import heading_changes
from generator.importing.library import Library
from generator.importing.links import LinkRewriter
from generator.importing.markup import markup_changes
from generator.importing.references import Reference

# The line of `question:` in every file that the import writes.
QUESTION_LINE = 2


@dataclass(frozen=True, slots=True)
class Converted:
    """A new file: its text, what was changed in it, and what was found."""

    text: str
    made: Counter[str]
    findings: tuple[Finding, ...]


def converted(
    placed: Placed, links: Sequence[Reference], library: Library, attachments: Attachments, *, pending: bool
) -> Converted:
    """The new file of an article. `pending` where the site has languages into which it has yet to be translated."""
    article = placed.article
    changes = list(_changes(placed, links, library, attachments))
    edited = Edited(article.prose.text, (change for change in changes if isinstance(change, Edit)))
    body = edited.text.lstrip("\n")
    head = _front_matter(article, pending=pending)
    text = f"{head}{body.rstrip()}\n"
    shift = head.count("\n") - (edited.text.count("\n") - body.count("\n"))
    # What stood in blank lines before or after the answer is looked for in its first or last line.
    first, last = head.count("\n") + 1, text.count("\n")
    file = f"{attachments.new_root}/{placed.path}.md"
    notes = [*article.notes, *(change for change in changes if isinstance(change, Note))]
    findings = (
        Finding(
            place=Place(file, QUESTION_LINE if note.at < 0 else min(max(edited.line(note.at) + shift, first), last)),
            rule=note.rule,
            message=note.message,
            fix=note.fix,
            severity="warning",
        )
        for note in notes
    )
    made = Counter(edit.what for edit in edited.made if edit.what)
    return Converted(text, made, tuple(findings))


def _changes(
    placed: Placed, links: Sequence[Reference], library: Library, attachments: Attachments
) -> Iterator[Change]:
    article = placed.article
    repeated = article.repeated
    if repeated:
        yield Edit(repeated.start, repeated.end, "", "titles taken out of the answer")
    yield from heading_changes(article.prose, article.headings, article.anchors)
    yield from anchor_changes(article.prose, article.headings, article.anchors)
    yield from markup_changes(article.prose, article.headings)
    rewriter = LinkRewriter(placed, library)
    for reference in links:
        if attachments.claims(reference):
            yield from attachments.changes(reference, placed)
        else:
            yield from rewriter.changes(reference)


def _front_matter(article: Article, *, pending: bool) -> str:
    lines = ["---", f"question: {quoted(article.title)}"]
    if article.front.summary:
        lines.append(f"summary: {quoted(article.front.summary)}")
    if article.front.synonyms:
        lines.append(f"synonyms: [{', '.join(quoted(word) for word in article.front.synonyms)}]")
    if article.front.draft:
        lines.append("draft: true")
    if pending:
        lines.append("translation: pending")
    return "\n".join([*lines, "---", ""])


def quoted(text: str) -> str:
    """A YAML scalar that is this text, whatever the text is: double quotes are JSON's, which YAML reads alike."""
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
