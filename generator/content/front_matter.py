"""Split a Markdown file into front matter and answer, and read both into a Question."""

import re

from desk.fields import Fields
from desk.finding import Finding
from desk.place import Place
from desk.yaml_lines import Table, read_table
from generator.content.model import Body, Mention, Question
from generator.content.plain_front import NotPlainError, PlainFields

# One answer; the longest real help article that we know has 60,000 characters.
LARGEST_ANSWER = 1_000_000

# What `frontdesk new` writes where the answer will be.
UNWRITTEN = "The answer, in the first sentence."

# From the end of the line before, which is found faster than the beginning of one. Any space at the end, but not that itself.
_END = re.compile(r"\n(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE)
_TRANSLATION = ("pending", "done")
_START = "question: How do I ...?"


def split(text: str) -> tuple[str | None, str, int]:
    """The front matter (None where there is none), the body, and the line in which the body starts."""
    first, opened, _ = text.partition("\n") if text.startswith("---") else ("", "", "")
    start = len(first) + 1
    found = _END.search(text, start - 1) if opened and first.rstrip() == "---" else None
    if found is None:
        return None, text, 1
    end = found.start()
    return text[start : max(end, start)], text[found.end() + 1 :], text.count("\n", 0, end) + 3


def read_question(  # noqa: PLR0917 - a file is known by all of these
    text: str, file: str, language: str, path: str, findings: list[Finding], digest: bytes = b""
) -> Question | None:
    """A question from the text of its file; None where the front matter cannot be read (a finding says why)."""
    front, body, body_line = split(text)
    if front is None:
        opened = text.split("\n", 1)[0].rstrip() == "---"
        message = "the front matter does not end" if opened else "the file does not start with front matter"
        fix = "write a line --- below the last key" if opened else f"---\n{_START}\ntopic: other\n---"
        findings.append(Finding(place=Place(file), rule="no-front-matter", message=message, fix=fix))
        return None
    if len(body) > LARGEST_ANSWER:
        message = f"the answer is longer than {LARGEST_ANSWER:,} characters"
        findings.append(
            Finding(
                place=Place(file, body_line), rule="too-long", message=message, fix="split it into several questions"
            )
        )
        return None
    where = file, language, path, digest
    try:
        plain = PlainFields(front, file, 2)
        return question_of(plain, Body.of(body), body_line, where)
    except NotPlainError:
        pass
    table = read_table(front, file, findings, first_line=2)
    if table is None:
        return None
    fields = Fields(Table(table.entries, Place(file), table.places), "", findings)
    return question_of(fields, Body.of(body), body_line, where)


def question_of(
    fields: Fields | PlainFields, body: Body, body_line: int, where: tuple[str, str, str, bytes]
) -> Question:
    """A question from its fields; whatever is wrong with them, they tell."""
    file, language, path, digest = where
    question = Question(
        language=language,
        path=path,
        file=file,
        title=fields.text("question", _START).strip(),
        summary=(fields.optional_text("summary", "summary: One sentence that answers the question.") or "").strip(),
        topic=fields.optional_text("topic", "topic: other") or "",
        reviewed=fields.date("reviewed", "reviewed: 2026-11-21"),
        owner=fields.optional_text("owner", "owner: Customer Service") or "",
        synonyms=fields.texts("synonyms", "synonyms: [sign up, register]"),
        related=_mentions(fields, "related"),
        redirect_from=_mentions(fields, "redirect_from"),
        draft=fields.flag("draft", default=False),
        translation_pending=fields.choice("translation", _TRANSLATION, "done") == "pending",
        source=body,
        body_line=body_line,
        lines=fields.lines,
        digest=digest,
    )
    fields.close()
    return question


def _mentions(fields: Fields | PlainFields, key: str) -> tuple[Mention, ...]:
    items = fields.items(key, f"{key}: [category/question]")
    return tuple(Mention(item.text.strip("/").removesuffix(".md"), item.place) for item in items)
