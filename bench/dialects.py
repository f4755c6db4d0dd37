"""How long does a page of Markdown take in each dialect, and how often does it come out otherwise than on GitHub?

`python -m bench.dialects [FOLDER]` (default: faq/).
"""

import importlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.timing import TOP, quietest, say, show
from generator.content.front_matter import split
from generator.markdown.github import GithubDialect
from generator.markdown.material import MaterialDialect

Render = Callable[[str], object]
OURS = "comrak (github)"
_BLOCK = re.compile(r"<(h[1-6]|ul|ol|li|table|tr|td|th|pre)\b")


def main() -> None:
    """Every dialect that is installed, on every article below a folder."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else TOP / "faq"
    articles = [split(file.read_text(encoding="utf-8", errors="replace"))[1] for file in sorted(folder.rglob("*.md"))]
    say(f"{len(articles)} articles, {sum(map(len, articles)) / len(articles):,.0f} characters each on average")
    dialects = _dialects()
    figures = {name: _milliseconds(render, articles) for name, render in dialects.items()}
    show("milliseconds a page", "ms", figures, OURS)
    say(f"\narticles with other lists, tables, code blocks or headings than {OURS}")
    for name, render in dialects.items():
        other = sum(_blocks(render(text)) != _blocks(dialects[OURS](text)) for text in articles)
        say(f"  {name:28}  {other:4} of {len(articles)}  {other / len(articles):4.0%}")


def _blocks(html: object) -> Counter[str]:
    return Counter(_BLOCK.findall(str(html)))


def _milliseconds(render: Render, articles: list[str]) -> float:
    return quietest(lambda: [render(text) for text in articles]) / len(articles) * 1000


def _dialects() -> Mapping[str, Render]:
    found: dict[str, Render] = {OURS: GithubDialect().html, "Python-Markdown (material)": MaterialDialect().html}
    for name, make in PEERS.items():
        try:
            found[name] = make()
        except ImportError:
            say(f"left out, not installed: {name}")
    return found


def _cmarkgfm() -> Render:
    module: Any = importlib.import_module("cmarkgfm")
    options: Any = importlib.import_module("cmarkgfm.cmark").Options
    chosen = options.CMARK_OPT_UNSAFE | options.CMARK_OPT_FOOTNOTES
    return lambda text: module.github_flavored_markdown_to_html(text, chosen)


def _markdown_it() -> Render:
    module: Any = importlib.import_module("markdown_it")
    parser: Any = module.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    render: Render = parser.render
    return render


def _mistune() -> Render:
    module: Any = importlib.import_module("mistune")
    plugins = ["table", "strikethrough", "footnotes", "task_lists"]
    render: Render = module.create_markdown(escape=False, plugins=plugins)
    return render


PEERS: Mapping[str, Callable[[], Render]] = {
    "cmarkgfm": _cmarkgfm,
    "markdown-it-py": _markdown_it,
    "mistune": _mistune,
}

if __name__ == "__main__":
    main()
