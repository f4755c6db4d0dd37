"""frontdesk build: faq/ -> site/ and the contact bundle; or site_config.yml alone -> what a notice changes.

Imports the generator where it is needed: `--desk-only` has less than a second.
"""

import argparse
import gc
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desk.finding import numbered, shortened
from desk.folders import Folders, made_private
from frontdesk.today import build_day
from frontdesk.typed_number import number_to

if TYPE_CHECKING:
    from generator.build import Built
    from generator.published import Published

NAME = "build"
EXAMPLE = "frontdesk build --output site --strict"


MOST_JOBS = 256


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where the site is written (default: site in the project)"
    )
    parser.add_argument(
        "--desk-only",
        action="store_true",
        help="publish only what site_config.yml says of hours, numbers and notices; no page is drawn anew",
    )
    parser.add_argument("--strict", action="store_true", help="warnings stop the build too")
    parser.add_argument("--clean", action="store_true", help="forget what earlier builds kept")
    parser.add_argument(
        "--jobs",
        type=number_to(MOST_JOBS),
        default=0,
        metavar="N",
        help="most processes that work at once (default: one a processor core); the bytes are the same with any number",
    )
    parser.add_argument("--verbose", action="store_true", help="print the time of each stage")


def run(options: argparse.Namespace) -> int:
    """Build and publish; findings go to stderr."""
    from generator.output import OutputError  # noqa: PLC0415 - see the top

    output = options.output or options.project / "site"
    try:
        return _desk_only(options, output) if options.desk_only else _build(options, output)
    except OutputError as error:
        print(error, file=sys.stderr)
        return 1


def _build(options: argparse.Namespace, output: Path) -> int:
    from frontdesk.allocator import keep_memory  # noqa: PLC0415 - see the top
    from generator.turns import turn  # noqa: PLC0415 - see the top

    # The process ends with the build, and what it holds is needed to the end: to look for garbage takes a tenth of the time.
    gc.disable()
    keep_memory()
    with turn(made_private(Folders(options.project).state), _say):
        return _build_alone(options, output)


def _build_alone(options: argparse.Namespace, output: Path) -> int:
    from frontdesk.review import notes_since_last_build, remember_settings_of_pages  # noqa: PLC0415 - see the top
    from frontdesk.terminal import progress  # noqa: PLC0415 - 60 ms that other commands need not wait for
    from generator.build import build_site, publication_of, publish_built  # noqa: PLC0415 - see the top

    if options.clean:
        shutil.rmtree(Folders(options.project).cache, ignore_errors=True)
    with publication_of(options.project, output, _say) as publication:
        with progress() as report:
            built = build_site(
                options.project, build_day(), progress=report, jobs=options.jobs, publication=publication
            )
        if built.findings:
            print(shortened(built.findings), file=sys.stderr)
        if built.findings and options.strict:
            print(f"{numbered(len(built.findings), 'warning')}, and --strict. Nothing was published.", file=sys.stderr)
            return 1
        # Before what the last build left is replaced.
        notes = list(notes_since_last_build(options.project, built))
        published = publish_built(built, options.project, publication)
    remember_settings_of_pages(options.project, built)
    for note in notes:
        print(note, file=sys.stderr)
    _report(built, published, output, verbose=options.verbose)
    return 0


def _desk_only(options: argparse.Namespace, output: Path) -> int:
    from generator.desk_only import publish_desk_only  # noqa: PLC0415 - see the top

    done = publish_desk_only(options.project, output, build_day(), strict=options.strict)
    if done.findings:
        print(shortened(done.findings), file=sys.stderr)
    if done.waiting:
        changed = ", ".join(f"'{name}'" for name in done.waiting)
        print(f"Pages do not show yet what changed in {changed}: run `frontdesk build`.", file=sys.stderr)
    elif done.notices:
        print(
            "Open pages show the notices by their script. The page of notices, and readers without a script, "
            "have them after the next `frontdesk build`.",
            file=sys.stderr,
        )
    print(f"{', '.join(done.files) or 'nothing new'} -> {output}; settings -> {Folders(options.project).bundle}")
    return 0


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _report(built: "Built", published: "Published", output: Path, *, verbose: bool) -> None:
    if verbose:
        for stage, seconds in built.watch.stages.items():
            print(f"{stage:10} {seconds * 1000:8.1f} ms", file=sys.stderr)
    questions = numbered(len(built.site.all_questions()), "question")
    languages = numbered(len(built.site.languages), "language")
    seconds = sum(built.watch.stages.values())
    files, size = published.size()
    print(f"{questions} in {languages}, {numbered(files, 'file')}, {size / 1e6:.1f} MB -> {output} in {seconds:.2f} s")
    for language, searched in built.searched.items():
        print(f"search in {language}: {searched.told}")
