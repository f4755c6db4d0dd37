"""frontdesk report searches: what people looked for and did not find, and what they found, where searches are counted."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from contact.report.period import Period
from contact.report.searches import LookedFor, Searches, searches_report
from desk.data import to_json
from frontdesk.backend import open_bundle, open_log
from frontdesk.commands.report.nearest import Nearest, NearestQuestions
from frontdesk.commands.report.searches_file import write_searches
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.plain_sight import visible_json
from frontdesk.terminal import table
from frontdesk.today import now

NOT_FOUND = ("words", "language", "searches", "no result", "not opened", "opened", "nearest question now")
FOUND = ("words", "language", "searches", "opened", "opened most often")
LATELY = timedelta(days=90)
# Of each table. All of them are in the file and in the JSON.
MOST_ROWS = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which days, which language, and where to."""
    day_options(parser)
    parser.add_argument("--language", default="", metavar="CODE", help="only searches in this language")
    parser.add_argument("--csv", type=Path, metavar="FILE.csv", help="also write all words, one a row")
    parser.add_argument("--output", type=Path, metavar="DIR", help="the built site (default: site in the project)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print it."""
    today = now().date()
    period = chosen_days(options, otherwise=Period(since=today - LATELY, until=today))
    if period is None:
        return 2
    settings = open_bundle(options.project).settings
    offered = settings.languages.offered
    if options.language and options.language not in offered:
        print(f"the site has no '{options.language}': use one of {', '.join(offered)}", file=sys.stderr)
        return 2
    if not settings.search.counting:
        print("searches are not counted: set `search: {counting: true}` in site_config.yml", file=sys.stderr)
    with open_log(options.project) as log:
        report = searches_report(log.store, period, options.language)
    questions = NearestQuestions(options.output or options.project / "site")
    nearest = [questions.of(looked.language, looked.words) for looked in report.not_found]
    for language in sorted(questions.missing):
        print(f"the site has no search index for '{language}': run `frontdesk build` first", file=sys.stderr)
    if options.csv:
        write_searches(options.csv, report, nearest)
    if options.json:
        print(visible_json(json.dumps(_as_json(report, nearest), indent=2, ensure_ascii=False)))
    else:
        _print(report, nearest)
    return 0


def _as_json(report: Searches, nearest: Sequence[Nearest | None]) -> Mapping[str, object]:
    whole: dict[str, list[dict[str, object]]] = json.loads(to_json(report))
    for looked, question in zip(whole["not_found"], nearest, strict=True):
        looked["nearest"] = question and {"page": question.page, "question": question.question}
    return whole


def _print(report: Searches, nearest: Sequence[Nearest | None]) -> None:
    days = f"{report.since} to {report.until}"
    missed = [_missed(looked, question) for looked, question in zip(report.not_found, nearest, strict=True)]
    table(f"Looked for and not found, {days}", NOT_FOUND, missed[:MOST_ROWS])
    print()
    table(f"Found, {days}", FOUND, [_found(looked) for looked in report.found[:MOST_ROWS]])
    print(f"\n{days}{f', in {report.language}' if report.language else ''}")
    print(
        f"{_searches(report.searches)}: {report.without_result:,} without a result, {report.not_opened:,} without "
        f"an opened one, {report.opened:,} opened"
    )
    print(
        f"not shown: {_searches(report.rare_searches)} for words that few people looked for ({report.rare_words:,} of them)"
    )
    more = max(0, len(report.not_found) - MOST_ROWS) + max(0, len(report.found) - MOST_ROWS)
    if more:
        print(f"{more:,} more rows: write them all with --csv FILE.csv")
    print()
    for name, meaning in report.definitions.items():
        print(f"{name}: {meaning}")


def _searches(number: int) -> str:
    return f"{number:,} {'search' if number == 1 else 'searches'}"


def _missed(looked: LookedFor, nearest: Nearest | None) -> Sequence[str]:
    return (
        looked.words,
        looked.language,
        f"{looked.searches:,}",
        f"{looked.without_result:,}",
        f"{looked.not_opened:,}",
        f"{looked.opened:,}",
        f"{nearest.question} ({nearest.page})" if nearest else "-",
    )


def _found(looked: LookedFor) -> Sequence[str]:
    share = f"{looked.opened / looked.searches:.0%}"
    return looked.words, looked.language, f"{looked.searches:,}", share, looked.pages[0].page
