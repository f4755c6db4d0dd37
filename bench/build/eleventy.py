"""Articles -> a site of Eleventy with the pages that Hugo's has. It has no search of its own, and none is added."""

import shutil
from pathlib import Path

from bench.build.corpus import LANGUAGES, Article, Corpus
from bench.build.forms import REVIEWED, name_of, quoted, to_address, write

SITE = Path(__file__).resolve().parent / "sites" / "eleventy"


def written(corpus: Corpus, folder: Path) -> None:
    """The project: settings, layouts, articles with their categories."""
    write(corpus, folder / "content", _front, to_address)
    for language in LANGUAGES:
        for category in corpus.categories:
            front = (
                f"title: {name_of(category)}\nlists: {language}/{category}\nlayout: category.njk\n{_place(language)}"
            )
            text = f"---\n{front}permalink: {_root(language)}/{category}/\n---\n"
            (folder / "content" / language / category / "index.md").write_text(text, encoding="utf-8")
    shutil.copytree(SITE, folder, dirs_exist_ok=True)


def _front(article: Article) -> str:
    lines = {
        "title": quoted(article.title),
        "description": quoted(article.summary),
        "reviewed": quoted(REVIEWED),
        "owner": "Support",
        "layout": "article.njk",
        "category": article.category,
        "listed": f"{article.language}/{article.category}",
        "permalink": to_address(article, article.path),
    }
    return "".join(f"{key}: {value}\n" for key, value in lines.items()) + _place(article.language)


def _place(language: str) -> str:
    return f'lang: {language}\nroot: "{_root(language)}"\n'


def _root(language: str) -> str:
    return "" if language == LANGUAGES[0] else f"/{language}"
