"""frontdesk new question: a stub for an answer, in the right place, with the front matter filled in."""

import argparse
import json
import sys
from pathlib import Path

from desk.settings import read_settings
from frontdesk.today import build_day
from generator.content.front_matter import UNWRITTEN
from generator.rules.names import clean_name

NAME = "new"
EXAMPLE = 'frontdesk new question "How do I change my PIN?" --category account'

_LONGEST_SLUG = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("what", choices=["question"], help="what to start")
    parser.add_argument("title", help="the question as a customer would ask it")
    parser.add_argument("--category", required=True, help="the folder it belongs to, such as account")
    parser.add_argument(
        "--language", default="", metavar="CODE", help="only this language (default: every language of the site)"
    )


def run(options: argparse.Namespace) -> int:
    """Write one stub a language, as drafts; never over a file that is there."""
    settings = read_settings(options.project, build_day())
    languages = settings.languages.offered
    if options.language and options.language not in languages:
        print(f"the site has no '{options.language}': use one of {', '.join(languages)}", file=sys.stderr)
        return 2
    if not options.title.strip():
        print("the question is empty", file=sys.stderr)
        return 2
    slug = clean_name(options.title.replace("/", " "))[:_LONGEST_SLUG].rstrip("-")
    wanted = [options.language] if options.language else languages
    faq = options.project / "faq"
    targets = [faq / language / clean_name(options.category) / f"{slug}.md" for language in wanted]
    for target in targets:
        if target.exists():
            print(f"{target} is there already; nothing was written", file=sys.stderr)
            return 1
    for target in targets:
        _write(target, faq, options.title, settings.topics[-1].id)
        print(target)
    print("Write the answer, what customers call it (synonyms) and the day of the review.", file=sys.stderr)
    print("Then take out 'draft: true', build, and see whether `frontdesk search` finds it.", file=sys.stderr)
    return 0


def _write(target: Path, faq: Path, title: str, topic: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    folders = [folder for folder in target.parents if faq in folder.parents and folder.parent != faq]
    for folder in folders:
        category = folder / "_category.yml"
        if not category.exists():
            name = json.dumps(folder.name.replace("-", " ").capitalize(), ensure_ascii=False)
            category.write_text(f"title: {name}\n", encoding="utf-8")
    question = json.dumps(title, ensure_ascii=False)
    lines = [
        "---",
        f"question: {question}",
        "summary: ",
        f"topic: {topic}",
        "reviewed: ",
        "owner: ",
        "synonyms: []",
    ]
    lines += ["related: []", "draft: true", "---", UNWRITTEN, ""]
    target.write_text("\n".join(lines), encoding="utf-8")
