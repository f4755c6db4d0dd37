"""How long after an answer is saved does its changed text stand in the browser, at 1,000 pages and at 10,000?

Starts `frontdesk serve` on a copy of a project, saves one answer after the other and looks at the page in Chromium; without a
Chromium it waits for the event that tells the page to load again, and loads it.

    python -m bench.serve_reload [PROJECT] [--size 1000] [--saves 20]
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench.build.articles import originals
from bench.build.corpus import Corpus
from bench.build.ours import written
from bench.timing import TOP, say

_WITHIN_SECONDS: Final = 60.0
_CHROMIUM: Final = TOP / ".venv" / "chromium-path"
# The writer looks at the page for a while before the next save.
_PAUSE_SECONDS: Final = 0.4

# Is told what saves a text and the text, and says how many seconds later the page shows it.
Save = Callable[[], None]
Look = Callable[[Save, str], float]
# The page itself looks, before it is painted: who asks it from outside hears of it a tenth of a second later, or half of one.
_LOOKING: Final = """
(() => {
  const look = () => {
    const awaited = sessionStorage.getItem("awaited"), shown = document.querySelector("main");
    if (awaited && shown && shown.textContent.includes(awaited)) {
      console.log(`shown ${awaited}|${performance.timeOrigin + performance.now()}`);
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
})()
"""


def main() -> None:
    """Print the median and what 95 of 100 saves stay below."""
    options = _options()
    with tempfile.TemporaryDirectory() as made:
        project = Path(made) / "project"
        if options.project:
            shutil.copytree(options.project, project, ignore=shutil.ignore_patterns("site", ".frontdesk"))
        else:
            written(Corpus(originals(), options.size), project)
        files = sorted(file for file in (project / "faq" / "en").rglob("*.md"))
        with _served(project) as address, _looking() as looking_at:
            times = list(_saves(project, files, address, options.saves, looking_at))
    ordered = sorted(times)
    worst = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    say(
        f"{len(files):,} answers in English, {options.saves} saves: median {statistics.median(ordered) * 1000:.0f} ms, "
        f"95 % within {worst * 1000:.0f} ms, load {os.getloadavg()[0]:.1f}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "project", nargs="?", type=Path, help="a project to copy; default: one of so many articles is made"
    )
    parser.add_argument("--size", type=int, default=1000, metavar="N", help="articles in all languages together")
    parser.add_argument("--saves", type=int, default=20, metavar="N")
    return parser.parse_args()


def _saves(
    project: Path,
    files: list[Path],
    address: str,
    saves: int,
    looking_at: Callable[[str], AbstractContextManager[Look]],
) -> Iterator[float]:
    for number in range(saves):
        file = files[number * 7919 % len(files)]
        path = file.relative_to(project / "faq" / "en").with_suffix("").as_posix()
        with looking_at(f"{address}{path}/") as look:
            time.sleep(_PAUSE_SECONDS)
            text = f"Sentence number {number} of the bench."
            # Below the front matter: at the end of an article may be what is not shown.
            content = file.read_text(encoding="utf-8").replace("\n---\n", f"\n---\n\n{text}\n", 1)
            yield look(partial(file.write_text, content, encoding="utf-8"), text)
            # What follows the page, its search, is no part of the next save.
            time.sleep(_PAUSE_SECONDS)


@contextmanager
def _served(project: Path) -> Iterator[str]:
    """The address of a server of the project, as soon as it serves."""
    command = [sys.executable, "-m", "frontdesk", "serve", "--project", str(project), "--port", "0"]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout  # noqa: S101 - piped above
        try:
            lines = iter(process.stdout.readline, "")
            yield next(found[1] for line in lines if (found := re.search(r"Site\s+(http://\S+/)", line)))
        finally:
            process.terminate()


@contextmanager
def _looking() -> Iterator[Callable[[str], AbstractContextManager[Look]]]:
    """Somebody who has a browser open, and in it one page after the other."""
    if not _CHROMIUM.is_file():
        yield lambda address: nullcontext(_by_events(address))
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=_CHROMIUM.read_text(encoding="utf-8").strip(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield partial(_in_page, browser)
        browser.close()


@contextmanager
def _in_page(browser: Any, address: str) -> Iterator[Look]:  # noqa: ANN401 - imported only where there is one
    page = browser.new_page()
    page.add_init_script(_LOOKING)
    page.goto(address)

    def look(save: Save, text: str) -> float:
        page.evaluate("text => sessionStorage.setItem('awaited', text)", text)
        with page.expect_console_message(
            lambda message: f"shown {text}|" in message.text, timeout=_WITHIN_SECONDS * 1000
        ) as told:
            start = time.time()
            save()
        return float(told.value.text.rpartition("|")[2]) / 1000 - start

    yield look
    page.close()


def _by_events(address: str) -> Look:
    site = re.match(r"https?://[^/]+", address)
    token = re.search(r'data-build="([^"]+)"', _read(address))
    if not site or not token:
        raise SystemExit("the page has no script of the server")
    events = urllib.request.urlopen(f"{site[0]}/_desk/live?build={token[1]}", timeout=_WITHIN_SECONDS)  # noqa: S310 - our server

    def look(save: Save, text: str) -> float:
        start = time.perf_counter()
        save()
        for line in events:
            told = json.loads(line.removeprefix(b"data: ")) if line.startswith(b"data: ") else {"changed": []}
            if told["changed"] != [] and text in _read(address):
                break
        return time.perf_counter() - start

    return look


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=_WITHIN_SECONDS) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
        return text


if __name__ == "__main__":
    main()
