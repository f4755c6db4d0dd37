"""Articles -> a site of Hugo with the pages that ours has, and how it is built; its search is Pagefind's.

The templates are as small as they can be with what a page of ours carries: canonical address, translations, structured
data, breadcrumbs, three others of the category, a way to a person.
"""

import shutil
from pathlib import Path

from bench.build.corpus import LANGUAGES, Article, Corpus
from bench.build.forms import REVIEWED, name_of, quoted, to_address, write

SITES = Path(__file__).resolve().parent / "sites"


def written(corpus: Corpus, folder: Path, *, bare: bool) -> None:
    """The project: settings, templates, articles. `bare` pages hold title and text alone."""
    write(corpus, folder / "content", _front, to_address)
    for language in LANGUAGES:
        for category in corpus.categories:
            file = folder / "content" / language / category / "_index.md"
            file.write_text(f"---\ntitle: {name_of(category)}\n---\n", encoding="utf-8")
    shutil.copytree(SITES / ("hugo-bare" if bare else "hugo"), folder, dirs_exist_ok=True)


def _front(article: Article) -> str:
    title, summary = quoted(article.title), quoted(article.summary)
    return f"title: {title}\ndescription: {summary}\nreviewed: {REVIEWED}\nowner: Support\n"
