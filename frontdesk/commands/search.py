"""frontdesk search: the site's own search from the terminal, on the index that the last build wrote."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from desk.data import UnreadableError
from frontdesk.plain_sight import visible_json
from frontdesk.typed_number import number_to
from generator.search import DEFAULT_LIMIT, Index, open_index

NAME = "search"
EXAMPLE = 'frontdesk search "I cannot get into my account" --language en'


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("words", nargs="*", help="what somebody would type")
    parser.add_argument(
        "--language", default="", metavar="CODE", help="language of the answers (default: the site's first)"
    )
    parser.add_argument(
        "--limit", type=number_to(), default=DEFAULT_LIMIT, metavar="N", help="most results to print (default: 10)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--queries", type=Path, metavar="FILE.jsonl", help="search for every line of a file; prints one line each"
    )
    parser.add_argument("--output", type=Path, metavar="DIR", help="the built site (default: site in the project)")


def run(options: argparse.Namespace) -> int:
    """Search once, or once for each line of a file."""
    if bool(options.words) == bool(options.queries):
        print("give words to search for, or --queries FILE.jsonl", file=sys.stderr)
        return 2
    folder = (options.output or options.project / "site") / "assets" / "search"
    if not any(folder.glob("*.json")):
        print("there is no built site yet: run `frontdesk build` first", file=sys.stderr)
        return 1
    language = _language(folder, options.language)
    if not language:
        return 2
    try:
        index = open_index(lambda name: (folder / name).read_bytes(), language)
        if options.queries:
            return _all(options.queries, index, options.limit)
        return _one(" ".join(options.words), index, options)
    except UnreadableError as error:
        print(f"the search index cannot be read ({error}): run `frontdesk build` again", file=sys.stderr)
        return 1


def _one(words: str, index: Index, options: argparse.Namespace) -> int:
    found = index.search(words, options.limit)
    if options.json:
        _print_json({"query": words, "results": [result.path for result in found]})
    else:
        for place, result in enumerate(found, start=1):
            print(f"{place:2}. {index.card(result.number).title}\n    {result.path}")
    if not found:
        print("no answer found", file=sys.stderr)
    return 0


def _language(folder: Path, language: str) -> str:
    """The one that was asked for, or the site's first; empty where the site does not have it."""
    languages = sorted(file.stem for file in folder.glob("*.json"))
    wanted = language or _default(folder, languages)
    if wanted not in languages:
        print(f"the site has no '{language}': use one of {', '.join(languages)}", file=sys.stderr)
        return ""
    return wanted


def _default(folder: Path, languages: list[str]) -> str:
    """The language at the root of the site: the one without a folder of its own."""
    site = folder.parent.parent
    return next((language for language in languages if not (site / language / "index.html").is_file()), languages[0])


def _all(file: Path, index: Index, limit: int) -> int:
    try:
        # Not splitlines: a text of JSON may hold other line ends than this one. Some editors begin a file with a mark.
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        print(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}", file=sys.stderr)
        return 1
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            query, qid = asked["query"], asked["qid"]
        except (ValueError, KeyError, TypeError):
            query = None
        if not isinstance(query, str):
            print(f'{file}:{number}: a line is {{"qid": "...", "query": "..."}}', file=sys.stderr)
            return 1
        _print_json({"qid": qid, "results": index.paths(query, limit)})
    return 0


def _print_json(found: dict[str, Any]) -> None:
    """What no terminal could print, such as half a character, stands there as JSON spells it."""
    print(visible_json(json.dumps(found, ensure_ascii=False)))
