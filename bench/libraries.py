"""What would another library have cost? `python -m bench.libraries`, after `frontdesk build`."""

import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from bench.timing import TOP, quietest, quietest_command, say, show
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.data import from_json
from desk.folders import Folders
from generator.checked_html import read_page
from generator.markdown.allow_list import ATTRIBUTES, TAGS, allowed

IMPORTS = ("argparse", "click", "typer", "msgspec", "pydantic", "starlette.applications", "fastapi", "aiohttp.web")


def main() -> None:
    """One table a question."""
    pages = {str(file): file.read_text(encoding="utf-8") for file in sorted((TOP / "site").rglob("index.html"))}
    say(f"{len(pages)} built pages")
    reading = {
        "selectolax": lambda: [read_page(html) for html in pages.values()],
        "beautifulsoup4": lambda: _soup(pages),
    }
    compare("reading all pages for links and ids", reading, "selectolax")
    cleaning = {"nh3": lambda: [allowed(html) for html in pages.values()], "bleach": lambda: _bleach(pages)}
    compare("cleaning all pages", cleaning, "nh3")
    data = (Folders(TOP).bundle / BUNDLE_FILE).read_bytes()
    bundle, plain = from_json(data, Bundle), json.loads(data)
    compare(
        "reading the contact bundle, checked",
        {
            "msgspec": lambda: from_json(data, Bundle),
            "json, unchecked": lambda: json.loads(data),
            "pydantic": _pydantic_reader(data),
        },
        "msgspec",
    )
    compare("writing it", {"msgspec": lambda: bundle_bytes(bundle), "json": lambda: json.dumps(plain)}, "msgspec")
    _imports()


def compare(question: str, answers: Mapping[str, Callable[[], object]], ours: str) -> None:
    """Time each answer that can be given with what is installed."""
    figures = {}
    for name, action in answers.items():
        try:
            figures[name] = quietest(action) * 1000
        except ImportError:
            say(f"left out, not installed: {name}")
    show(question, "ms", figures, ours)


def _soup(pages: dict[str, str]) -> None:
    module: Any = importlib.import_module("bs4")
    for html in pages.values():
        tree = module.BeautifulSoup(html, "html.parser")
        tree.select("[id], a[href], a[name], img")


def _bleach(pages: dict[str, str]) -> None:
    module: Any = importlib.import_module("bleach")
    attributes = {name: list(values) for name, values in ATTRIBUTES.items()}
    for html in pages.values():
        module.clean(html, tags=TAGS, attributes=attributes, strip=True)


def _pydantic_reader(data: bytes) -> Callable[[], object]:
    made: list[Any] = []

    def read() -> object:
        if not made:
            made.append(importlib.import_module("pydantic").TypeAdapter(Bundle))
        return made[0].validate_json(data)

    return read


def _imports() -> None:
    empty, _ = quietest_command([sys.executable, "-c", "pass"], runs=9)
    figures = {}
    for name in IMPORTS:
        command = [sys.executable, "-c", f"import {name}"]
        if importlib.util.find_spec(name.partition(".")[0]):
            figures[name] = (quietest_command(command, runs=9)[0] - empty) * 1000
    show("importing (a bare Python taken off)", "ms", figures, "argparse")


if __name__ == "__main__":
    main()
