"""frontdesk build: faq/ -> site/ and the contact bundle."""

import argparse
import shutil
import sys
from pathlib import Path

from desk.finding import numbered, shortened
from desk.folders import Folders
from frontdesk.today import build_day
from generator.build import Built, build_site, publish_built
from generator.output import OutputError

NAME = "build"
HELP = "Build the site and the contact bundle."
EXAMPLE = "frontdesk build --output site --strict"


MOST_JOBS = 256


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where the site is written (default: site in the project)"
    )
    parser.add_argument("--strict", action="store_true", help="warnings stop the build too")
    parser.add_argument("--clean", action="store_true", help="forget what earlier builds kept")
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="most processes to use; builds so far need one, and the bytes are the same with any number",
    )
    parser.add_argument("--verbose", action="store_true", help="print the time of each stage")


def run(options: argparse.Namespace) -> int:
    """Build and publish; findings go to stderr."""
    from frontdesk.terminal import progress  # noqa: PLC0415 - 60 ms that other commands need not wait for

    if options.clean:
        shutil.rmtree(Folders(options.project).cache, ignore_errors=True)
    output = options.output or options.project / "site"
    with progress() as report:
        built = build_site(options.project, build_day(), progress=report)
    if built.findings:
        print(shortened(built.findings), file=sys.stderr)
    if built.findings and options.strict:
        print(f"{len(built.findings)} warnings, and --strict. Nothing was published.", file=sys.stderr)
        return 1
    try:
        publish_built(built, options.project, output)
    except OutputError as error:
        print(error, file=sys.stderr)
        return 1
    _report(built, output, verbose=options.verbose)
    return 0


def _report(built: Built, output: Path, *, verbose: bool) -> None:
    if verbose:
        for stage, seconds in built.watch.stages.items():
            print(f"{stage:10} {seconds * 1000:8.1f} ms", file=sys.stderr)
    questions = numbered(len(built.site.all_questions()), "question")
    languages = numbered(len(built.site.languages), "language")
    seconds = sum(built.watch.stages.values())
    size = sum(map(len, built.files.values())) / 1e6
    print(
        f"{questions} in {languages}, {numbered(len(built.files), 'file')}, {size:.1f} MB -> {output} in {seconds:.2f} s"
    )


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"give a number from 1 to {MOST_JOBS}")
    return int(text)
