"""A bank of documents -> a Frontdesk project, one answer a document, built and searched by the command; path -> id."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.search.bank import Document

CATEGORIES = 12
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_SETTINGS = """\
organisation: {{name: Bench Desk, site_url: "https://help.bench.example/"}}
languages: {{default: en, offered: [en]}}
channels:
  form: {{hours: office}}
hours:
  office:
    time_zone: America/New_York
    weekly: {{monday-friday: 09:00-17:00}}
response_times:
  form: {{request: 1 business day, complaint: 2 business days}}
topics: [{{id: general, name: General, queue: general}}]
responsible: [{{role: Head of Customer Service, contact: head@bench.example, from: 2026-01-01}}]
notices: []
search: {{meaning: {meaning}}}
"""


def written(bank: Sequence[Document], folder: Path, meaning: str) -> Path:
    """The project, ready for `frontdesk build`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site_config.yml").write_text(_SETTINGS.format(meaning=meaning), encoding="utf-8")
    for number in range(CATEGORIES):
        category = folder / "faq" / "en" / f"part-{number:02}"
        category.mkdir(parents=True, exist_ok=True)
        text = f"title: Part {number}\nsummary: Answers of part {number}.\norder: {number}\n"
        (category / "_category.yml").write_text(text, encoding="utf-8")
    for document in bank:
        file = folder / "faq" / "en" / f"{path_of(document.id)}.md"
        question = json.dumps(document.title, ensure_ascii=False)
        file.write_text(f"---\nquestion: {question}\n---\n{markdown(document.body)}\n", encoding="utf-8")
    return folder


def path_of(name: str) -> str:
    """Where a document of this id stands: `category/slug`. Neither says anything about the text."""
    return f"part-{sum(name.encode()) % CATEGORIES:02}/{name}"


def id_of(path: str) -> str:
    """The id of the document at this path."""
    return path.rpartition("/")[2]


def markdown(text: str) -> str:
    """Plain text as Markdown that comes out as the same text."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def build(project: Path) -> None:
    """`frontdesk build`. Raises CalledProcessError with what it said."""
    subprocess.run([sys.executable, "-m", "frontdesk", "build", "--project", project], check=True, capture_output=True)


def search(project: Path, asked: Mapping[str, Sequence[str]]) -> dict[str, list[list[str]]]:
    """`frontdesk search --queries`: the ids that each query finds, best first."""
    found = {}
    for name, queries in asked.items():
        file = project / f"{name}.jsonl"
        lines = [json.dumps({"qid": str(number), "query": query}) for number, query in enumerate(queries)]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command: list[str | Path] = [sys.executable, "-m", "frontdesk", "search", "--project", project]
        command += ["--limit", "10", "--queries", file]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        found[name] = [[id_of(path) for path in json.loads(line)["results"]] for line in done.stdout.splitlines()]
    return found
