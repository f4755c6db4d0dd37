"""What does it save to render the house once and pour the answers in? `python -m bench.shells`."""

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.timing import TOP, quietest, quietest_command, say, show
from desk.finding import Finding
from desk.settings import read_settings
from generator.content import read_site
from generator.engines.port import ShellKey
from generator.house import house_of, open_house
from generator.starter import theme_folders
from generator.wordbook import read_words

FILLS = 1000


def main() -> None:
    """Import, render, fill."""
    python = sys.executable
    empty, _ = quietest_command([python, "-c", "pass"], runs=7)
    engine, _ = quietest_command([python, "-c", "import generator.engines.material"], runs=7)
    say(f"importing the engine: {(engine - empty) * 1000:.0f} ms")
    findings: list[Finding] = []
    settings = read_settings(TOP, date.today())  # noqa: DTZ011 - any day will do
    themes = theme_folders(TOP)
    words = {language: read_words(themes, language, "en", findings) for language in settings.languages.offered}
    house = house_of(read_site(TOP, settings, findings), words)
    key = ShellKey(layout="page", language="en", depth=2, category="account")
    with tempfile.TemporaryDirectory() as cache:
        shells = open_house(house, themes, Path(cache))
        start = time.process_time()
        shell = shells.shell(key)
        say(f"the first shell, import and templates included: {(time.process_time() - start) * 1000:.0f} ms")
        engine_made = shells.engine
        if engine_made is None:
            return
        slots = {"title": "x", "head": "x" * 1500, "languages": "x" * 300, "main": "x" * 6000}
        rendered = quietest(lambda: engine_made.shell(key), runs=20) * 1e6
        filled = quietest(lambda: [shell.fill(slots) for _ in range(FILLS)]) / FILLS * 1e6
    show("microseconds a page", "us", {"render it": rendered, "fill a shell": filled}, "fill a shell")


if __name__ == "__main__":
    main()
