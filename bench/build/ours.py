"""Articles -> a project of ours, and its commands."""

import sys
from pathlib import Path

from bench.build.corpus import LANGUAGES, Article, Corpus
from bench.build.forms import REVIEWED, name_of, quoted, to_file, write

SETTINGS = Path(__file__).resolve().parent / "sites" / "ours" / "site_config.yml"


def written(corpus: Corpus, folder: Path, more: str = "") -> None:
    """The project: settings (`more` of them where there is), categories, articles."""
    write(corpus, folder / "faq", _front, to_file)
    for language in LANGUAGES:
        for order, category in enumerate(corpus.categories, start=1):
            name = name_of(category)
            text = f"title: {name}\nsummary: Answers of {name.lower()}.\norder: {order}\n"
            (folder / "faq" / language / category / "_category.yml").write_text(text, encoding="utf-8")
    (folder / "site_config.yml").write_text(SETTINGS.read_text(encoding="utf-8") + more, encoding="utf-8")


def command(folder: Path, *more: str) -> list[str | Path]:
    """`frontdesk build`."""
    return [sys.executable, "-m", "frontdesk", "build", "--project", folder, *more]


def _front(article: Article) -> str:
    title, summary = quoted(article.title), quoted(article.summary)
    return f"question: {title}\nsummary: {summary}\nreviewed: {REVIEWED}\nowner: Support\n"
