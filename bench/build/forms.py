"""An article -> the file that one builder reads: the same words, with its own front matter and its own links."""

import json
import os.path
from collections.abc import Callable
from pathlib import Path

from bench.build.corpus import LANGUAGES, Article, Corpus

REVIEWED = "2026-10-01"
# What an article, its link to another path and a category look like.
Link = Callable[[Article, str], str]
Front = Callable[[Article], str]


def quoted(text: str) -> str:
    """A text in the quotes of YAML."""
    return json.dumps(text, ensure_ascii=False)


def to_file(article: Article, path: str) -> str:
    """From file to file, as editors of Markdown follow it: Frontdesk, MkDocs, Zensical."""
    return os.path.relpath(f"{path}.md", article.category)


def to_address(article: Article, path: str) -> str:
    """To the address, which the builder need not look up: Hugo, Eleventy."""
    root = "" if article.language == LANGUAGES[0] else f"/{article.language}"
    return f"{root}/{path}/"


def text_of(article: Article, front: Front, link: Link) -> str:
    """The whole file."""
    links = [f"[{_escaped(title)}]({link(article, path)})" for path, title in article.links]
    body = "\n\n".join([*article.blocks, f"See also: {' and '.join(links)}."])
    return f"---\n{front(article)}---\n\n{body}\n"


def write(corpus: Corpus, folder: Path, front: Front, link: Link) -> None:
    """All articles at `folder`/language/path.md."""
    for language in LANGUAGES:
        for category in corpus.categories:
            (folder / language / category).mkdir(parents=True, exist_ok=True)
        for article in corpus.articles(language):
            file = folder / language / f"{article.path}.md"
            file.write_text(text_of(article, front, link), encoding="utf-8")


def name_of(category: str) -> str:
    """The title of a category: `group-001/part-0012` -> `Part 12`."""
    kind, _, number = category.rpartition("/")[2].partition("-")
    return f"{kind.title()} {int(number)}"


def _escaped(title: str) -> str:
    return title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
