"""Banks of many sizes -> for each engine: bytes before the first result, index size, seconds to build, milliseconds a query."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Error

from bench.search import ours, tuning
from bench.search.bank import Document, write
from bench.search.browser import Loaded, measured, percentile
from bench.search.peers import Peers, pagefind_index, pagefind_pages, run
from bench.search.serving import gzipped
from bench.timing import say

# Those whose page we can measure; of the others only what they export.
IN_A_BROWSER = ("lunr", "minisearch", "material", "pagefind")
EXPORTED = ("flexsearch", "orama")
SHIPPED = "pagefind-as-shipped"
SCRIPTS = (".js", ".mjs", ".css")
# Who loads the whole index at once loads the same for each question.
STARTS = {"pagefind": 10, "ours": 10}
NODE_QUERIES = 40
# How often each is asked in node: the quickest counts.
TIMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One engine at one size."""

    engine: str
    built: float
    disk: int
    node: tuple[float, float] | None
    loaded: Loaded | None
    exported: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where the engines are measured: the browser, a folder to write to, what is asked, and how long one may take."""

    peers: Peers
    browser: Browser
    folder: Path
    queries: Sequence[str]
    patience: float


def ours_with(meaning: str) -> str:
    """What ours is called among the engines."""
    return f"ours-{meaning}"


def peers_of(names: Sequence[str]) -> list[str]:
    """Who of them is measured: Pagefind twice, for asking word by word loads more."""
    found = [name for name in (*IN_A_BROWSER, *EXPORTED) if name in names]
    return [*found, SHIPPED] if "pagefind" in found else found


def at(stage: Stage, bank: Sequence[Document], name: str) -> list[Figures]:
    """One engine on one bank; an engine that does not finish in time is left out with a line."""
    start = time.perf_counter()
    kind, _, meaning = name.partition("-")
    try:
        found = _ours(stage, bank, meaning) if kind == "ours" else _peer(stage, bank, name)
    except (subprocess.SubprocessError, OSError, Error) as error:
        say(f"{len(bank)}: {name} left out after {time.perf_counter() - start:.0f} s ({type(error).__name__})")
        return []
    say(f"{len(bank)}: {found}")
    return [found]


def _ours(stage: Stage, bank: Sequence[Document], meaning: str) -> Figures:
    spent = ours.published(bank, stage.folder, meaning)
    loaded = measured(stage.browser, stage.folder, {"peer": "ours", "settings": {}}, stage.queries, STARTS["ours"])
    return Figures(
        engine=f"Frontdesk, `meaning: {meaning}`",
        built=spent,
        disk=_size(stage.folder / "assets" / "search"),
        node=_spread(ours.in_node(stage.folder, stage.queries[:NODE_QUERIES])),
        loaded=loaded,
    )


def _peer(stage: Stage, bank: Sequence[Document], entry: str) -> Figures:
    name, folder, peers = entry.partition("-")[0], stage.folder / entry, stage.peers
    settings = {"alone": False} if entry == SHIPPED else tuning.settings_of(name)
    more: dict[str, object] = {"patience": stage.patience, "settings": [settings], "save": str(folder), "times": TIMES}
    built = 0.0
    if name == "pagefind":
        more["files"] = str(pagefind_pages(bank, folder))
        built = pagefind_index(peers, folder)
    file = write(stage.folder / "bank.jsonl", bank)
    found = run(peers, name, file, {"all": stage.queries[:NODE_QUERIES]}, more)[0]
    loaded = None
    if name in IN_A_BROWSER:
        job = {"peer": name, "settings": settings}
        loaded = measured(stage.browser, folder, job, stage.queries, STARTS.get(name, 2))
    return Figures(
        engine=f"{name} {peers.version(name)}, {'as shipped' if entry == SHIPPED else 'tuned'}",
        built=built or found.built,
        disk=_size(folder / "pagefind" if name == "pagefind" else folder),
        node=_spread(found.times),
        loaded=loaded,
        exported=0 if loaded else _exported(name, folder, peers),
    )


def read(kept: Mapping[str, Any]) -> Figures:
    """Figures that were kept as JSON."""
    loaded = kept["loaded"]
    return Figures(**{**kept, "loaded": Loaded(**loaded) if loaded else None})


def _spread(times: Sequence[float]) -> tuple[float, float] | None:
    return (median(times), percentile(times, 0.95)) if times else None


def _size(folder: Path) -> int:
    """Bytes of the index: what a page loads, without scripts and Pagefind's own interface."""
    files = [file for file in folder.rglob("*") if file.is_file() and file.suffix not in SCRIPTS]
    return sum(file.stat().st_size for file in files if not file.name.startswith("wasm."))


def _exported(name: str, folder: Path, peers: Peers) -> int:
    """What a page would load that takes the index as the engine exports it: the script, the index, the cards."""
    scripts = {
        "flexsearch": [peers.modules / "flexsearch/dist/flexsearch.bundle.min.js"],
        "orama": sorted((peers.modules / "@orama/orama/dist/browser").rglob("*.js")),
    }[name]
    texts = [b"".join(script.read_bytes() for script in scripts)]
    texts += [file.read_bytes() for file in folder.glob("*.json")]
    return sum(len(gzipped(text)) for text in texts)


def table(size: int, found: Sequence[Figures]) -> list[str]:
    """One row an engine."""
    columns = [
        "Engine",
        "first result, KB (most)",
        "requests",
        "a further query, KB",
        "index, MB",
        "build, processor s",
        "node, ms: median, p95",
        "Chromium, ms: median, p95",
        "p95 while it still loads",
    ]
    lines = [f"### {size:,} documents", "", f"| {' | '.join(columns)} |", "| --- " * len(columns) + "|"]
    return [*lines, *map(_row, found), ""]


def _row(figures: Figures) -> str:
    node = "{:.2f}, {:.2f}".format(*figures.node) if figures.node else ""
    cells = [f"{figures.exported / 1000:,.0f} (computed)", "", "", f"{figures.disk / 1e6:.1f}"]
    cells += [f"{figures.built:.1f}", node, "", ""]
    seen = figures.loaded
    if seen:
        cells[:3] = [f"**{seen.first / 1000:,.0f}** ({seen.most / 1000:,.0f})", f"{seen.requests:.0f}"]
        cells[2:2] = [f"{seen.further / 1000:.1f}"]
        cells[-2:] = [f"{seen.middle:.1f}, {seen.slow:.1f}", f"{seen.cold:.1f}"]
    return f"| {figures.engine} | {' | '.join(cells)} |"
