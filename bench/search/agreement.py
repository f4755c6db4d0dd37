"""Do page and terminal answer alike? All queries of the bank and 10,000 made ones, asked of the script in node and of Python.

    python -m bench.search.agreement [--data ../shared/data/search] [--queries 10000]

Compares numbers, paths and scores, these to the last digit, and prints how many queries differ: it must be none.
With `meaning: off`, `words`, and `distilled` where a package with a sentence model is installed.
"""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.search import ours
from bench.search.bank import Document, documents, queries
from bench.timing import TOP, say
from generator.search import Index, open_index
from generator.search.meaning.packages import is_installed
from tests.browser.search_queries import many_queries

SCRIPT = Path(__file__).resolve().parent / "peers" / "agreement.mjs"
SHOWN = 5
MEANINGS = ("off", "words", "distilled")

Results = list[list[list[object]]]


def main() -> int:
    """Exit code 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=TOP.parent / "shared" / "data" / "search")
    parser.add_argument("--queries", type=int, default=10_000, help="how many are made")
    arguments = parser.parse_args()
    bank = documents(arguments.data)
    asked = [one.query for file in queries(arguments.data).values() for one in file]
    asked += many_queries([f"{document.title} {document.body}" for document in bank], arguments.queries)
    meanings = MEANINGS if is_installed() else MEANINGS[:-1]
    return int(sum(_differ(bank, asked, meaning) for meaning in meanings) > 0)


def _differ(bank: Sequence[Document], asked: Sequence[str], meaning: str) -> int:
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as place:
        folder = Path(place)
        ours.published(bank, folder, meaning)
        page = _in_node(folder, asked)
        index = open_index(lambda name: (folder / ours.INDEX / name).read_bytes(), "en")
        terminal = _in_python(index, asked)
    different = [each for each in zip(asked, page, terminal, strict=True) if each[1] != each[2]]
    say(f"meaning: {meaning}: {len(asked)} queries, {len(different)} differ")
    for query, one, other in different[:SHOWN]:
        say(f"  {query[:80]!r}\n    page     {one[:3]}\n    terminal {other[:3]}")
    return len(different)


def _in_python(index: Index, asked: Sequence[str]) -> Results:
    return [[[found.number, found.path, found.score] for found in index.search(query)] for query in asked]


def _in_node(folder: Path, asked: Sequence[str]) -> Results:
    job = folder / "job.json"
    job.write_text(json.dumps({"site": str(folder), "queries": asked}), encoding="utf-8")
    done = subprocess.run(["node", SCRIPT, job], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    results: Results = json.loads(done.stdout)
    return results


if __name__ == "__main__":
    raise SystemExit(main())
