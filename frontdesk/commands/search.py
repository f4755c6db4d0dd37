"""frontdesk search: the site's own search from the terminal, on the index that the last build wrote."""

import argparse
import json
import sys
from pathlib import Path

from desk.data import UnreadableError
from generator.search import search
from generator.search.index import DEFAULT_LIMIT, titles

NAME = "search"
HELP = "Search the built site as its search page does."
EXAMPLE = 'frontdesk search "I cannot get into my account" --language en'


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("words", nargs="?", help="what somebody would type")
    parser.add_argument(
        "--language", default="", metavar="CODE", help="language of the answers (default: the site's first)"
    )
    parser.add_argument(
        "--limit", type=int, default=DEFAULT_LIMIT, metavar="N", help="most results to print (default: 10)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--queries", type=Path, metavar="FILE.jsonl", help="search for every line of a file; prints one line each"
    )
    parser.add_argument("--output", type=Path, metavar="DIR", help="the built site (default: site in the project)")


def run(options: argparse.Namespace) -> int:
    """Search once, or once for each line of a file."""
    if (options.words is None) == (options.queries is None):
        print("give words to search for, or --queries FILE.jsonl", file=sys.stderr)
        return 2
    folder = (options.output or options.project / "site") / "assets" / "search"
    if not folder.is_dir():
        print("there is no built site yet: run `frontdesk build` first", file=sys.stderr)
        return 1
    index = _index(folder, options.language)
    if index is None:
        return 2
    try:
        names = titles(index)
    except UnreadableError as error:
        print(f"the search index cannot be read ({error}): run `frontdesk build` again", file=sys.stderr)
        return 1
    if options.queries:
        return _all(options.queries, index, options.limit)
    found = search(index, options.words, options.limit)
    if options.json:
        print(json.dumps({"query": options.words, "results": found}, ensure_ascii=False))
    else:
        for number, path in enumerate(found, start=1):
            print(f"{number:2}. {names[path]}\n    {path}")
    if not found:
        print("no answer found", file=sys.stderr)
    return 0


def _index(folder: Path, language: str) -> bytes | None:
    languages = sorted(file.stem for file in folder.glob("*.json"))
    wanted = language or _default(folder, languages)
    if wanted not in languages:
        print(f"the site has no '{language}': use one of {', '.join(languages)}", file=sys.stderr)
        return None
    return (folder / f"{wanted}.json").read_bytes()


def _default(folder: Path, languages: list[str]) -> str:
    """The language at the root of the site: the one without a folder of its own."""
    site = folder.parent.parent
    return next((language for language in languages if not (site / language / "index.html").is_file()), languages[0])


def _all(file: Path, index: bytes, limit: int) -> int:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
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
            print(f'{file}:{number}: a line is {{"qid": "...", "query": "..."}}', file=sys.stderr)
            return 1
        print(json.dumps({"qid": qid, "results": search(index, str(query), limit)}, ensure_ascii=False))
    return 0
