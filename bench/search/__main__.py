"""How well, how fast and in how many bytes does our search answer, beside its peers? `python -m bench.search --help`."""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.search import bank, quality, scale, tuning
from bench.search.browser import chromium
from bench.search.peers import PACKAGES, Peers
from bench.timing import TOP, say

DATA = TOP.parent / "shared" / "data" / "search"
SIZES = "1000,1822,10000,50000"
START = "<!-- figures: written by python -m bench.search -->"
END = "<!-- end of the figures -->"


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked for, and what all parts share."""

    options: argparse.Namespace
    peers: Peers
    stage: quality.Stage
    folder: Path

    @property
    def meanings(self) -> list[str]:
        """The settings of `search.meaning` to measure."""
        return _listed(self.options.meanings)

    @property
    def names(self) -> list[str]:
        """The peers to measure: those that are installed, of those that were asked for."""
        only = _listed(self.options.only)
        return [name for name in PACKAGES if self.peers.has(name) and (not only or name in only)]

    def kept(self, name: str, make: Callable[[], Sequence[Any]]) -> list[dict[str, Any]]:
        """A part's results; from the file that an earlier run left, where results are kept."""
        file: Path | None = self.options.kept and self.options.kept / f"{name}.json"
        if file and file.is_file():
            read: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
            return read
        made = [asdict(one) for one in make()]
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(made), encoding="utf-8")
        return made


def main() -> None:
    """Tune where asked, then quality, then size and time; all tables at the end."""
    options = _options()
    peers = Peers(options.peers)
    for name in (name for name in PACKAGES if not peers.has(name)):
        say(f"left out, not installed: {name}. `npm --prefix {options.peers} install {PACKAGES[name]}`")
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as place:
        stage = quality.Stage(peers, bank.documents(options.data), bank.queries(options.data), Path(place))
        run = Run(options, peers, stage, Path(place))
        for name in _listed(options.tune):
            say(f"{name}: {tuning.tune(peers, name, stage.file, stage.asked, stage.more(name))}")
        text = "\n".join([_machine(peers), "", *_quality(run), *_scale(run)])
    say(text)
    if options.write:
        before, _, rest = options.write.read_text(encoding="utf-8").partition(START)
        page = f"{before}{START}\n\n{text}\n{END}{rest.partition(END)[2]}"
        options.write.write_text(page, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    where = os.environ.get("SEARCH_PEERS", "/tmp/search-peers")  # noqa: S108 -- a default that anybody may change
    parser.add_argument("--peers", type=Path, default=Path(where), help="where npm put the peers (or SEARCH_PEERS)")
    parser.add_argument("--data", type=Path, default=DATA, help="bank.jsonl and the files of queries")
    parser.add_argument("--only", default="", metavar="PEERS", help="measure only these peers")
    parser.add_argument("--meanings", default="off,words", help="settings of search.meaning to measure")
    parser.add_argument("--sizes", default=SIZES, help="numbers of documents; empty: quality only")
    parser.add_argument("--scaled", default="words", help="settings of search.meaning to measure at each size")
    parser.add_argument("--patience", type=float, default=600.0, help="seconds after which a peer is left out")
    parser.add_argument("--tune", default="", metavar="PEERS", help="try the grids of these peers first: slow")
    parser.add_argument("--kept", type=Path, metavar="DIR", help="keep each part's result here, and take it from here")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the tables between the marks of a page")
    return parser.parse_args()


def _listed(text: str) -> list[str]:
    return [item for item in text.split(",") if item]


def _machine(peers: Peers) -> str:
    versions = ", ".join(f"{name} {peers.version(name)}" for name in PACKAGES if peers.has(name))
    load = f"{os.getloadavg()[1]:.1f}"
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load of the last five minutes {load}. "
        f"Peers: {versions or 'none'}."
    )


def _quality(run: Run) -> list[str]:
    found = []
    for meaning in run.meanings:
        found += run.kept(f"quality-ours-{meaning}", partial(quality.ours, run.stage, meaning))
    for name in run.names:
        found += run.kept(f"quality-{name}", partial(quality.theirs, run.stage, name))
    engines = [quality.Engine(**one) for one in found]
    lines = [
        "## Quality",
        "",
        *quality.tables(engines, run.stage.asked),
        "### Both halves (mean nDCG@10 of the four files), and what was tried",
        "",
    ]
    lines += [*quality.halves(engines, run.stage.asked), "", *quality.choices(list(PACKAGES)), ""]
    return lines


def _scale(run: Run) -> list[str]:
    lines = ["## Bytes and time", ""]
    for size in map(int, _listed(run.options.sizes)):
        documents = bank.grown(run.stage.documents, size)
        found = []
        for name in [*map(scale.ours_with, _listed(run.options.scaled)), *scale.peers_of(run.names)]:
            found += run.kept(f"scale-{size}-{name}", partial(_at, run, documents, name))
        lines += scale.table(size, [scale.read(one) for one in found])
    return lines


def _at(run: Run, documents: Sequence[bank.Document], name: str) -> list[scale.Figures]:
    queries = [one.query for one in run.stage.asked["questions"]]
    with tempfile.TemporaryDirectory(dir=run.folder) as place, chromium() as browser:
        stage = scale.Stage(
            peers=run.peers, browser=browser, folder=Path(place), queries=queries, patience=run.options.patience
        )
        return scale.at(stage, documents, name)


if __name__ == "__main__":
    main()
