"""How fast does a help centre build, cold and after one edit, beside its peers? `python -m bench.build --help`."""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.build.articles import DATA, originals
from bench.build.contestants import Contestant, contestants
from bench.build.corpus import Corpus
from bench.build.installed import NPM, PYPI, Peers, how_to_install
from bench.build.rounds import Measured, Stage, measure
from bench.build.tables import short, tables
from bench.timing import say

START = "<!-- figures: written by python -m bench.build -->"
END = "<!-- end of the figures -->"


def main() -> None:
    """Measure each size, keep what was measured, print and write the tables."""
    options = _options()
    peers = Peers(options.peers)
    chosen = _chosen(options, peers)
    found = _kept(options.kept)
    for size in map(int, filter(None, options.sizes.split(","))):
        with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=options.work) as place:
            stage = Stage(peers=peers, folder=Path(place), rounds=options.rounds, turns=options.turns)
            fitting = [one for one in chosen if size <= one.most]
            for one in measure(stage, Corpus(originals(options.data), size), fitting):
                found.append(one)
                if options.kept:
                    with options.kept.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(asdict(one)) + "\n")
    text = "\n".join([_machine(peers), *tables(found, contestants())])
    say(text)
    if options.write:
        _put(options.write, text)
    if options.short:
        _put(options.short, "\n".join(short(found, contestants())))


def _put(page: Path, text: str) -> None:
    before, _, rest = page.read_text(encoding="utf-8").partition(START)
    page.write_text(f"{before}{START}\n\n{text}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.build", description=__doc__)
    where = os.environ.get("BUILD_PEERS", "/tmp/build-peers")  # noqa: S108 -- a default that anybody may change
    parser.add_argument(
        "--peers", type=Path, default=Path(where), help="where the peers were installed (or BUILD_PEERS)"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="a folder of help articles in Markdown")
    parser.add_argument(
        "--sizes", default="1000", help="numbers of pages, such as 1000,10000,50000; empty: measure nothing"
    )
    parser.add_argument("--rounds", type=int, default=3, help="cold builds of each contestant")
    parser.add_argument("--turns", type=int, default=3, help="rebuilds of each contestant after each edit")
    parser.add_argument(
        "--only", default="", metavar="NAMES", help="contestants whose names begin so, parted by semicolons"
    )
    parser.add_argument(
        "--work", type=Path, metavar="DIR", help="where the projects are written; default: the system's"
    )
    parser.add_argument(
        "--kept", type=Path, metavar="FILE", help="add what is measured here; the tables show all of it"
    )
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="put the tables between the marks of a page")
    parser.add_argument("--short", type=Path, metavar="FILE.md", help="put one small table between the marks of a page")
    return parser.parse_args()


def _chosen(options: argparse.Namespace, peers: Peers) -> list[Contestant]:
    only = tuple(filter(None, options.only.split(";")))
    found = [one for one in contestants() if not only or one.name.startswith(only)]
    missing = {need for one in found for need in one.needs if not peers.version(need)}
    if missing:
        say(f"left out, not installed: {', '.join(sorted(missing))}. To install them:\n{how_to_install(peers.folder)}")
    return [one for one in found if not missing & set(one.needs)]


def _kept(file: Path | None) -> list[Measured]:
    if not file or not file.is_file():
        return []
    return [Measured(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def _machine(peers: Peers) -> str:
    versions: Sequence[str] = [f"{name} {peers.version(name)}" for name in (*PYPI, *NPM) if peers.version(name)]
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load of the last five minutes {os.getloadavg()[1]:.1f}. "
        f"Peers: {', '.join(versions) or 'none'}."
    )


if __name__ == "__main__":
    main()
