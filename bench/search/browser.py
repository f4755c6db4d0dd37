"""A peer's published files and queries -> what Chromium loads before the first result and later, and its milliseconds."""

import json
import math
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urljoin

from playwright.sync_api import Browser, sync_playwright

from bench.search.judging import mean
from bench.search.serving import Site, served

HERE = Path(__file__).resolve().parent
PAGE = (
    b'<!doctype html><html lang="en"><meta charset="utf-8"><title>search</title>'
    b'<script type="module" src="/harness/page.mjs"></script>'
)
# The question whose bytes the issue of a search is judged by.
WORDS = 10
FURTHER = 20
TIMED = 200
PATIENCE = 20  # seconds that one engine is asked in one page
# One slow question at the edge of a busy machine is not a property of the engine.
SHARE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Bytes and requests of a first question (middle and most of several), bytes of a further one, milliseconds of one."""

    first: float
    most: float
    requests: float
    further: float
    cold: float
    middle: float
    slow: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for the time of the block."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def measured(browser: Browser, folder: Path, job: Mapping[str, object], queries: Sequence[str], starts: int) -> Loaded:
    """Ask ten-word questions, each in a fresh browser, then further ones, then many."""
    ten = [query for query in queries if len(query.split()) == WORDS][:starts]
    with served(folder, HERE / "peers", {"/index.html": PAGE, "/harness/job.json": json.dumps(job).encode()}) as site:
        first = [_visit(browser, site, [query])[0] for query in ten]
        further, times = _visit(browser, site, [*ten[:1], *queries[1 : FURTHER + 1]]), _times(browser, site, queries)
    return Loaded(
        first=median(size for size, _ in first),
        most=max(size for size, _ in first),
        requests=median(count for _, count in first),
        further=mean([size for size, _ in further[1:]]),
        cold=percentile(times[0], SHARE),
        middle=median(times[1]),
        slow=percentile(times[1], SHARE),
    )


def _visit(browser: Browser, site: Site, queries: Sequence[str]) -> list[tuple[int, int]]:
    context = browser.new_context()
    page = context.new_page()
    site.sent.clear()
    page.goto(urljoin(site.address, "index.html"))
    page.wait_for_function("window.harness")
    loaded = []
    for query in queries:
        page.evaluate("query => window.ask(query)", query)
        loaded.append((sum(size for _, size in site.sent), len(site.sent)))
        site.sent.clear()
    context.close()
    return loaded


def _times(browser: Browser, site: Site, queries: Sequence[str]) -> list[list[float]]:
    """The same questions in one page: the first time each as it comes, then the quickest of several times."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(urljoin(site.address, "index.html"))
    page.wait_for_function("window.harness")
    step = max(1, len(queries) // TIMED)
    asked = [list(queries[::step]), PATIENCE * 1000]
    times = page.evaluate("([queries, patience]) => window.time(queries, patience)", asked)
    context.close()
    return [[several[0] for several in times], [min(several[1:]) for several in times]]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not pass."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]
