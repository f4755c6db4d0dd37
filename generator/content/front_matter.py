"""Split a Markdown file into front matter and answer, and read both into a Question."""

from desk.fields import Fields
from desk.finding import Finding
from desk.place import Place
from desk.yaml_lines import Table, read_table
from generator.content.model import Mention, Question

# One answer; the longest real help article that we know has 60,000 characters.
LARGEST_ANSWER = 1_000_000

# What `frontdesk new` writes where the answer will be.
UNWRITTEN = "The answer, in the first sentence."

_START = "question: How do I ...?"


def split(text: str) -> tuple[str | None, str, int]:
    """The front matter (None where there is none), the body, and the line in which the body starts."""
    if not text.startswith("---"):
        return None, text, 1
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def read_question(text: str, file: str, language: str, path: str, findings: list[Finding]) -> Question | None:
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
    table = read_table(front, file, findings, first_line=2)
    return None if table is None else _question(table, body, body_line, (file, language, path), findings)


def _question(
    table: Table, body: str, body_line: int, where: tuple[str, str, str], findings: list[Finding]
) -> Question:
    file, language, path = where
    fields = Fields(Table(table.entries, Place(file), table.places), "", findings)
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
        translation_pending=fields.choice("translation", ("pending", "done"), "done") == "pending",
        body=body,
        body_line=body_line,
        places=fields.places,
    )
    fields.close()
    return question


def _mentions(fields: Fields, key: str) -> tuple[Mention, ...]:
    items = fields.items(key, f"{key}: [category/question]")
    return tuple(Mention(item.text.strip("/").removesuffix(".md"), item.place) for item in items)
