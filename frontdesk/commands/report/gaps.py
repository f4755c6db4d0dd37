"""frontdesk report gaps: what customers ask and the site does not answer, ranked; `frontdesk new question` starts from it."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from contact.report.gaps import Gap, Gaps, gaps
from contact.report.period import last_quarter
from desk.data import to_json
from desk.finding import Finding, numbered
from desk.settings import Settings
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.commands.report.csv_file import write_csv
from frontdesk.commands.report.nearest import Nearest, NearestQuestions
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.plain_sight import visible_json
from frontdesk.terminal import table
from frontdesk.today import now
from generator.content import Site, read_site

COLUMNS = ("number", "what", "language", "times", "of", "share", "why", "nearest question now")
WHY = {
    "topic": "no answer is about it",
    "search": "looked for and not found",
    "request-after": "answer read, then asked us",
    "not-helpful": "called not helpful",
}
# All of them are in the file and in the JSON.
MOST_ROWS = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which days, and where to."""
    day_options(parser)
    parser.add_argument("--site", type=Path, metavar="DIR", help="the built site (default: site in the project)")
    parser.add_argument(
        "--output", type=Path, metavar="FILE.json", help="write JSON to a file, for `frontdesk new question`"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE.csv", help="also write all gaps, one a row")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print it."""
    period = chosen_days(options, otherwise=last_quarter(now().date()))
    if period is None:
        return 2
    bundle = open_bundle(options.project)
    ignored: list[Finding] = []
    site = read_site(options.project, bundle.settings, ignored)
    answered = {question.topic for question in site.all_questions()}
    with open_log(options.project) as log:
        report = gaps(log.store, bundle, period, answered)
    questions = _Questions(NearestQuestions(options.site or options.project / "site"), site)
    rows = [_row(gap, questions.about(gap)) for gap in report.gaps]
    told = visible_json(_json(report, questions))
    for language in sorted(questions.nearest.missing):
        print(f"the site has no search index for '{language}': run `frontdesk build` first", file=sys.stderr)
    if not bundle.settings.search.counting:
        print("searches are not counted: set `search: {counting: true}` in site_config.yml", file=sys.stderr)
    if options.csv:
        write_csv(options.csv, COLUMNS, rows)
    if options.output:
        _write(options.output, told)
        print(f"{numbered(len(report.gaps), 'gap')} in {options.output}", file=sys.stderr)
    elif options.json:
        print(told)
    else:
        _print(report, rows)
    return 0


class _Questions:
    """Finds the question of the site that a gap is about, or that is nearest to it."""

    def __init__(self, nearest: NearestQuestions, site: Site) -> None:
        self.nearest, self.settings = nearest, site.settings
        self._titles = {(question.language, question.path): question.title for question in site.all_questions()}

    def about(self, gap: Gap) -> Nearest | None:
        if gap.page:
            return Nearest(page=gap.page, question=self._titles.get((gap.language, gap.page), gap.page))
        return self.nearest.of(gap.language, gap.words or topic_name(gap, self.settings))


def topic_name(gap: Gap, settings: Settings) -> str:
    """What customers read of a topic, in the language of the gap."""
    topic = settings.topic(gap.topic)
    return topic.name.get(gap.language, gap.topic) if topic else gap.topic


def _json(report: Gaps, questions: _Questions) -> str:
    whole: dict[str, list[dict[str, object]]] = json.loads(to_json(report))
    for told, gap in zip(whole["gaps"], report.gaps, strict=True):
        told["share"] = round(gap.share, 4)
        told["topic_name"] = topic_name(gap, questions.settings) if gap.topic else ""
        told["nearest"] = _as_json(questions.about(gap))
    return json.dumps({"report": "gaps", **whole}, indent=2, ensure_ascii=False)


def _as_json(nearest: Nearest | None) -> Mapping[str, str] | None:
    return None if nearest is None else {"page": nearest.page, "question": nearest.question}


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BackendError(f"{file} cannot be written: {error.strerror}") from error


def _row(gap: Gap, nearest: Nearest | None) -> tuple[str, ...]:
    what = gap.words or gap.page or gap.topic
    about = f"{nearest.question} ({nearest.page})" if nearest else "-"
    counts = f"{gap.times:,}", f"{gap.of:,}", f"{gap.share:.0%}"
    return str(gap.number), what, gap.language, *counts, WHY[gap.sort], about


def _print(report: Gaps, rows: list[tuple[str, ...]]) -> None:
    days = f"{report.since} to {report.until}"
    table(f"What customers ask and the site does not answer, {days}", COLUMNS, rows[:MOST_ROWS])
    rare = numbered(report.hidden, "gap")
    print(f"\n{days}: {numbered(report.messages, 'message')} of people; {rare} that few people met not shown")
    if len(rows) > MOST_ROWS:
        print(f"{len(rows) - MOST_ROWS:,} more rows: write them all with --csv FILE.csv")
    if rows:
        print(
            "start an answer: frontdesk report gaps --output gaps.json; frontdesk new question --from-report gaps.json --pick 1"
        )
    print()
    for name, meaning in report.definitions.items():
        print(f"{name}: {meaning}")
