"""frontdesk new question: a stub for an answer, in the right place, with the front matter filled in."""

import argparse
import json
import sys
from pathlib import Path

from desk.settings import Settings, read_settings
from frontdesk.question_stub import NoStubError, Stub, picked_gap, stub_of
from frontdesk.today import build_day
from frontdesk.typed_number import number_to
from generator.content.front_matter import UNWRITTEN
from generator.rules.names import clean_name

NAME = "new"
EXAMPLE = 'frontdesk new question "How do I change my PIN?" --category account'

_LONGEST_SLUG = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("what", choices=["question"], help="what to start")
    parser.add_argument("title", nargs="?", default="", help="the question as a customer would ask it")
    parser.add_argument("--category", default="", help="the folder it belongs to, such as account")
    parser.add_argument(
        "--from-report",
        type=Path,
        metavar="gaps.json",
        help="start from what `frontdesk report gaps --output gaps.json` found: question, category and topic are proposed",
    )
    parser.add_argument("--pick", type=number_to(), default=1, metavar="N", help="which gap of the report (default: 1)")
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
    try:
        stub = _stub(options, settings)
    except NoStubError as error:
        print(error, file=sys.stderr)
        return 2
    slug = clean_name(stub.title.replace("/", " "))[:_LONGEST_SLUG].rstrip("-")
    wanted = [options.language] if options.language else languages
    faq = options.project / "faq"
    targets = [faq / language / clean_name(stub.category) / f"{slug}.md" for language in wanted]
    for target in targets:
        if target.exists():
            print(f"{target} is there already; nothing was written", file=sys.stderr)
            return 1
    for target in targets:
        _write(target, faq, stub)
        print(target)
    print("Write the answer, what customers call it (synonyms) and the day of the review.", file=sys.stderr)
    print("Then take out 'draft: true', build, and see whether `frontdesk search` finds it.", file=sys.stderr)
    return 0


def _stub(options: argparse.Namespace, settings: Settings) -> Stub:
    """What is known of the question before it is written. Raises NoStubError."""
    if options.from_report:
        picked = picked_gap(options.from_report, options.pick)
        return stub_of(picked, options.project, settings, title=options.title, category=options.category)
    if not options.title.strip():
        raise NoStubError("the question is empty")
    if not options.category:
        raise NoStubError("say which folder it belongs to: --category account")
    return Stub(title=options.title, category=options.category, topic=settings.topics[-1].id)


def _write(target: Path, faq: Path, stub: Stub) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    folders = [folder for folder in target.parents if faq in folder.parents and folder.parent != faq]
    for folder in folders:
        category = folder / "_category.yml"
        if not category.exists():
            name = json.dumps(folder.name.replace("-", " ").capitalize(), ensure_ascii=False)
            category.write_text(f"title: {name}\n", encoding="utf-8")
    question = json.dumps(stub.title, ensure_ascii=False)
    lines = [
        "---",
        *(f"# {reason}" for reason in stub.reasons_for(target.relative_to(faq))),
        f"question: {question}",
        "summary: ",
        f"topic: {stub.topic}",
        "reviewed: ",
        "owner: ",
        f"synonyms: {json.dumps(stub.synonyms_in(target.relative_to(faq).parts[0]), ensure_ascii=False)}",
        f"related: {json.dumps(stub.related)}",
        "draft: true",
        "---",
        UNWRITTEN,
        "",
    ]
    target.write_text("\n".join(lines), encoding="utf-8")
