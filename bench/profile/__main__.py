"""Where does the time of our own build go, by stage and by function? `python -m bench.profile --help`."""

import argparse
import shutil
import tempfile
from pathlib import Path

from bench.build import ours
from bench.build.articles import DATA, originals
from bench.build.corpus import Corpus
from bench.build.edits import OURS_EDITS
from bench.profile import looks
from bench.timing import say

CLEAN = ["--clean"]


def main() -> None:
    """Make the project, build it three times with three looks, print what was seen."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as place:
        run = _Run(options, Path(place, "project"))
        seen = looks.stages(run.again())
        _stages(seen)
        stats = looks.profile(run.again(), Path(place, "profile"))
        modules, functions = looks.modules(stats), looks.functions(stats)
        _places("modules, seconds in themselves (under the profiler, in one process)", modules[: options.lines])
        _places("functions, by seconds in themselves", functions[: options.lines])
        ours_first = sorted(functions, key=lambda one: -one.whole)
        own = [one for one in ours_first if one.name.startswith(("generator/", "desk/", "frontdesk/"))]
        _places("functions of ours, by seconds with all that they call", own[: options.lines])
        say("\nimports, seconds (while they are being watched)")
        for name, seconds in looks.imports(run.again())[: options.lines]:
            say(f"  {seconds:8.3f}  {name}")


class _Run:
    """A project that is in the same state before each build: never built, or built and then edited once."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self._folder, self._edit, self._turn = folder, options.edit, 0
        self._more = ["--project", str(folder)] + (["--jobs", str(options.jobs)] if options.jobs else [])
        if options.project:
            shutil.copytree(
                options.project, folder, ignore=shutil.ignore_patterns("site", ".frontdesk", ".git", ".venv")
            )
        else:
            ours.written(Corpus(originals(options.data), options.size), folder, options.settings)
        if self._edit:
            looks.stages(self._more)

    def again(self) -> list[str]:
        """The options of the next build."""
        if not self._edit:
            shutil.rmtree(self._folder / "site", ignore_errors=True)
            return [*self._more, *CLEAN]
        self._turn += 1
        OURS_EDITS[self._edit](self._folder, self._turn)
        return self._more


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description=__doc__)
    parser.add_argument("--size", type=int, default=1000, help="pages of a made project")
    parser.add_argument(
        "--project",
        type=Path,
        help="look at a copy of this project instead; with --size's edits it must be one of them",
    )
    parser.add_argument("--data", type=Path, default=DATA, help="a folder of help articles in Markdown")
    parser.add_argument(
        "--settings", default="", metavar="LINES", help="more lines of settings, such as 'engine: plain'"
    )
    parser.add_argument("--edit", choices=sorted(OURS_EDITS), help="build after this edit; without it: from nothing")
    parser.add_argument("--jobs", type=int, help="processes of the first build; the profiled ones have one")
    parser.add_argument("--lines", type=int, default=25, help="lines of each table")
    return parser.parse_args()


def _stages(seen: looks.Stages) -> None:
    megabytes = seen.memory / 1e6
    say(
        f"{seen.processor:.2f} processor seconds, {seen.wall:.2f} of waiting, {megabytes:.0f} MB in the largest process\n"
    )
    say("stages, seconds")
    for name, seconds in seen.stages:
        say(f"  {seconds:8.3f}  {name}")
    rest = seen.wall - sum(seconds for _, seconds in seen.stages)
    say(f"  {rest:8.3f}  the rest: Python's start, imports, what stands between the stages")


def _places(title: str, found: list[looks.Place]) -> None:
    say(f"\n{title}\n       own    whole     calls")
    for one in found:
        say(f"  {one.own:8.3f} {one.whole:8.3f} {one.calls:9,}  {one.name}")


if __name__ == "__main__":
    main()
