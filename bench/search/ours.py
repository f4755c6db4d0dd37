"""A bank -> our own index and scripts, as a build publishes them; and queries -> milliseconds in node."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from bench.search.bank import Document
from bench.search.project import path_of
from bench.timing import TOP
from desk.settings.search import Meaning
from generator.search import SearchEntry
from generator.search.meaning import meant_index
from generator.search.stemmer_script import stemmer_script

HERE = Path(__file__).resolve().parent
SCRIPTS = Path("assets/frontdesk")
INDEX = Path("assets/search")
SUMMARY = 160


def published(bank: Sequence[Document], folder: Path, meaning: str) -> float:
    """Write index and scripts below `folder`. Processor seconds of the index, the vectors of its meaning included."""
    entries = [
        SearchEntry(path=path_of(one.id), title=one.title, synonyms=(), summary=one.body[:SUMMARY], body=one.body)
        for one in bank
    ]
    start = time.process_time()
    files = meant_index(entries, "en", cast("Meaning", meaning), (), None).files
    spent = time.process_time() - start
    for name, data in files.items():
        file = folder / INDEX / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    scripts = folder / SCRIPTS
    scripts.mkdir(parents=True, exist_ok=True)
    shutil.copy2(TOP / "theme" / SCRIPTS / "search-engine.js", scripts)
    (scripts / "stemmer-english.js").write_text(stemmer_script("english"), encoding="utf-8")
    return spent


def in_node(folder: Path, queries: Sequence[str]) -> list[float]:
    """Milliseconds of each query in node, after all were asked once, so that what they need is loaded."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as place:
        job = Path(place, "job.json")
        job.write_text(json.dumps({"site": str(folder), "queries": queries}), encoding="utf-8")
        command: list[str | Path] = ["node", HERE / "peers" / "ours_in_node.mjs", job]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    times: list[float] = json.loads(done.stdout)
    return times
