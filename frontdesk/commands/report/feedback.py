"""frontdesk report feedback: what customers thought of how their messages were handled, and what was changed after it."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from contact.encryption import UndecipherableError
from contact.feedback_link import FEEDBACK_TEXT
from contact.log import Log
from contact.report.period import last_quarter
from contact.report.satisfaction import SCORES, Judged, Satisfaction, Scores, satisfaction
from desk.data import to_json
from desk.finding import numbered
from frontdesk.backend import open_bundle, open_log
from frontdesk.commands.report.csv_file import write_csv
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.plain_sight import visible_json
from frontdesk.terminal import table
from frontdesk.today import now
from frontdesk.typed_day import typed_day

COLUMNS = ("of", "value", "asked", "answered", "mean", *map(str, SCORES))
LOW = ("case", "answered", "score", "kind", "topic", "queue", "written from", "changed after it", "comment")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which days, and how much of it."""
    day_options(parser)
    parser.add_argument("--as-of", type=typed_day, metavar="DATE", help="as the log stood at the end of this day (UTC)")
    parser.add_argument(
        "--low", action="store_true", help="also list the cases with a score of 1 or 2, with their comments"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE.csv", help="also write the figures, one group a row")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print it."""
    period = chosen_days(options, otherwise=last_quarter(now().date()))
    if period is None:
        return 2
    settings = open_bundle(options.project).settings
    with open_log(options.project) as log:
        report = satisfaction(log.store, settings, period.since, period.until, options.as_of)
        comments = [_comment(log, case) for case in report.low] if options.low else []
    if options.csv:
        write_csv(options.csv, COLUMNS, [_row(group) for group in (report.whole, *report.groups)])
    if options.json:
        print(visible_json(json.dumps(_as_json(report, comments), indent=2, ensure_ascii=False)))
        return 0
    table(
        f"Feedback, {report.since} to {report.until}",
        COLUMNS,
        [_row(group) for group in (report.whole, *report.groups)],
    )
    if options.low:
        print()
        rows = [_low(case, comment) for case, comment in zip(report.low, comments, strict=True)]
        table("Low scores, the newest first", LOW, rows)
    _say(report, listed=options.low)
    return 0


def _comment(log: Log, case: Judged) -> str:
    """What the customer wrote beside a score; only in this list, for whoever has to mend it."""
    if not case.text:
        return ""
    found = log.store.find(case.reference)
    try:
        texts = log.texts(found, FEEDBACK_TEXT) if found else None
    except UndecipherableError:
        return "(cannot be read)"
    return texts.fields.get("comment", "") if texts else ""


def _as_json(report: Satisfaction, comments: Sequence[str]) -> dict[str, object]:
    whole: dict[str, object] = json.loads(to_json(report))
    low = json.loads(to_json(report.low))
    if comments:
        low = [{**case, "comment": comment} for case, comment in zip(low, comments, strict=True)]
    return {**whole, "low": low}


def _row(group: Scores) -> tuple[str, ...]:
    scores = [f"{count:,}" for count in group.scores] if group.scores else ["-"] * len(SCORES)
    mean = "-" if group.mean is None else f"{group.mean:.2f}"
    return group.by or "all", group.value or "-", f"{group.asked:,}", f"{group.answered:,}", mean, *scores


def _low(case: Judged, comment: str) -> tuple[str, ...]:
    answered = f"{case.scored_at:%Y-%m-%d}" if case.scored_at else "-"
    changed = ", ".join(_changes(case)) or "-"
    return (
        case.reference,
        answered,
        str(case.score),
        case.kind,
        case.topic or "-",
        case.queue or "-",
        case.page or "-",
        changed,
        comment or "-",
    )


def _changes(case: Judged) -> Iterator[str]:
    for used in case.used:
        yield " ".join(filter(None, (used.page, used.commit)))


def _say(report: Satisfaction, *, listed: bool) -> None:
    as_of = f"as of the end of {report.as_of}" if report.as_of else "as the log is now"
    print(f"\n{report.since} to {report.until}, {as_of}")
    print(f"{numbered(report.small_groups, 'group')} too small to be shown, or beside one that is")
    if report.low and not listed:
        print(f"{numbered(len(report.low), 'low score')}: list them with --low")
    print()
    for name, meaning in report.definitions.items():
        print(f"{name}: {meaning}")
