"""A peer, a bank and queries -> what it found, in node; and the pages that Pagefind reads.

Each peer is described by one module of `peers/`; here is only what starts them.
"""

import html
import json
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from bench.search.bank import Document

HERE = Path(__file__).resolve().parent
RUNNER = HERE / "peers" / "run.mjs"
MEMORY = 10_000  # megabytes that node may use
# Peers that node can run, and what npm calls them.
PACKAGES = {
    "lunr": "lunr",
    "material": "",  # in mkdocs-material, which we have
    "minisearch": "minisearch",
    "flexsearch": "flexsearch",
    "orama": "@orama/orama",
    "pagefind": "pagefind",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What one setting of a peer found: for each file of queries, the ids of each query; seconds to build; each query's ms."""

    settings: Mapping[str, object]
    built: float
    results: Mapping[str, Sequence[Sequence[str]]]
    times: Sequence[float] = field(default=())


@dataclass(frozen=True, slots=True)
class Peers:
    """Where npm put the peers: a folder with `node_modules`."""

    folder: Path

    @property
    def modules(self) -> Path:
        """The packages."""
        return self.folder / "node_modules"

    def has(self, name: str) -> bool:
        """Is this peer installed?"""
        package = PACKAGES[name]
        return (self.modules / package / "package.json").is_file() if package else bool(material_worker())

    def version(self, name: str) -> str:
        """The version of a peer."""
        if not PACKAGES[name]:
            from importlib.metadata import version  # noqa: PLC0415 -- rarely needed

            return version("mkdocs-material")
        read = json.loads((self.modules / PACKAGES[name] / "package.json").read_text(encoding="utf-8"))
        return str(read["version"])


def material_worker() -> Path | None:
    """The script of Material's own search."""
    import material  # noqa: PLC0415 -- only here

    found = Path(material.__path__[0]).glob("templates/assets/javascripts/workers/search.*.min.js")
    return next(iter(sorted(found)), None)


def pagefind_pages(bank: Sequence[Document], folder: Path) -> Path:
    """A plain page for each document, marked as Pagefind asks for."""
    for document in bank:
        page = folder / document.id / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        title = html.escape(document.title)
        page.write_text(
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body><main data-pagefind-body><h1>{title}</h1><p>{html.escape(document.body)}</p></main></body></html>",
            encoding="utf-8",
        )
    return folder


def pagefind_index(peers: Peers, pages: Path) -> float:
    """Let the pagefind program index the pages. Processor seconds."""
    start = _children()
    command: list[str | Path] = [peers.modules / ".bin" / "pagefind", "--site", pages]
    subprocess.run(command, check=True, capture_output=True)
    return _children() - start


def described(peers: Peers, name: str) -> dict[str, dict[str, list[object]]]:
    """The settings that a peer is shipped with (`shipped`), and the values to try of each (`grid`)."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        file = Path(folder, "job.json")
        file.write_text(json.dumps({"peer": name, "modules": str(peers.modules), "describe": True}), encoding="utf-8")
        done = subprocess.run(["node", RUNNER, file], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    read: dict[str, dict[str, list[object]]] = json.loads(done.stdout)
    return read


def run(
    peers: Peers,
    name: str,
    bank: Path,
    asked: Mapping[str, Sequence[str]],
    more: Mapping[str, object] = MappingProxyType({}),
) -> list[Found]:
    """Let a peer answer all queries, once for each setting, and give it `more` to know.

    `settings`: "shipped", or a list. `save`: where to publish. `files`: where its own files are.

    Raises TimeoutExpired after `patience` seconds.
    """
    patience = more.get("patience")
    seconds = patience if isinstance(patience, float) else None
    job: dict[str, object] = {"peer": name, "modules": str(peers.modules), "bank": str(bank), "queries": asked, **more}
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        worker = material_worker()
        if name == "material" and worker:
            job["files"] = folder
            Path(folder, "material").mkdir()
            shutil.copy2(worker, Path(folder, "material", "worker.js"))
        file = Path(folder, "job.json")
        file.write_text(json.dumps(job, default=str), encoding="utf-8")
        command: list[str | Path] = ["node", f"--max-old-space-size={MEMORY}", RUNNER, file]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", timeout=seconds)
    return [Found(**json.loads(line)) for line in done.stdout.splitlines()]


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
