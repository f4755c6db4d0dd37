"""frontdesk import: an existing tree of Markdown help articles -> faq/."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desk.finding import FindingsError
from frontdesk.today import build_day
from generator.importing import STYLES, ImportRefusedError, Options, import_tree
from generator.importing.report import as_json, as_text

NAME = "import"
EXAMPLE = "frontdesk import ~/help-center --from zendesk"

DONE, NOTHING_IMPORTED, WRONG_USE = 0, 1, 2


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder with the articles; it is only read")
    parser.add_argument(
        "--from",
        dest="style",
        choices=STYLES,
        default="plain",
        help="plain: articles link to each other's files; zendesk: they link to each other's numbers (default: plain)",
    )
    parser.add_argument("--category", metavar="NAME", default="", help="put everything below this category")
    parser.add_argument("--language", metavar="CODE", default="en", help="the language of the articles (default: en)")
    parser.add_argument("--force", action="store_true", help="replace questions that are there already")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--all", action="store_true", help="show every finding, not the first few of each kind")
    parser.add_argument("--json", action="store_true", help="print the result as JSON, with every finding")


def run(arguments: Namespace) -> int:
    """Import, and report. 0: imported; 1: nothing could be imported; 2: wrong use."""
    options = Options(
        project=arguments.project,
        today=build_day(),
        style=arguments.style,
        language=arguments.language,
        category=arguments.category,
        force=arguments.force,
        dry_run=arguments.dry_run,
    )
    try:
        result = import_tree(arguments.folder, options)
    except ImportRefusedError as refusal:
        sys.stderr.write(f"frontdesk import: {refusal}\n")
        return WRONG_USE
    except FindingsError as error:
        sys.stderr.write(f"{error}\nThe settings cannot be read. Nothing was imported.\n")
        return NOTHING_IMPORTED
    except OSError as error:
        sys.stderr.write(f"frontdesk import: {error}. Nothing was imported.\n")
        return NOTHING_IMPORTED
    if arguments.json:
        sys.stdout.write(json.dumps(as_json(result), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(as_text(result, everything=arguments.all))
    return DONE if result.articles else NOTHING_IMPORTED
