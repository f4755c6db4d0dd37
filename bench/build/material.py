"""Articles -> a site of MkDocs with Material, which Zensical reads as well; with as much navigation as is asked for."""

from pathlib import Path

from bench.build.corpus import LANGUAGES, Article, Corpus
from bench.build.forms import name_of, quoted, to_file, write

_SETTINGS = """\
site_name: Bench Desk
site_url: https://help.bench.example/
docs_dir: docs
site_dir: public
{plugins}theme:
  name: material
  font: false
  features: [{features}]
{navigation}"""
# What `navigation` may be: no page but home is in it, the parts around each page, or all pages on every page.
NAVIGATION = {"none": ("", "nav: [index.md]\n"), "prune": ("navigation.prune", ""), "all": ("", "")}


def written(corpus: Corpus, folder: Path, navigation: str, plugins: str = "") -> None:
    """The project: settings, home, categories, articles."""
    write(corpus, folder / "docs", _front, to_file)
    for language in LANGUAGES:
        for category in corpus.categories:
            text = f"# {name_of(category)}\n"
            (folder / "docs" / language / category / "index.md").write_text(text, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Help\n", encoding="utf-8")
    features, lines = NAVIGATION[navigation]
    text = _SETTINGS.format(features=features, navigation=lines, plugins=plugins)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def _front(article: Article) -> str:
    return f"title: {quoted(article.title)}\ndescription: {quoted(article.summary)}\n"
