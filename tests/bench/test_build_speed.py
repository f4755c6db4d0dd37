"""What bench/build makes and works out, with values worked out by hand: never what it times."""

from pathlib import Path

import pytest

from bench.build import articles, edits, forms, ours
from bench.build.contestants import OURS, contestants
from bench.build.corpus import Corpus
from bench.build.installed import Peers
from bench.build.meter import Written, written
from bench.build.rounds import Measured
from bench.build.tables import short, tables

LONG = (
    "Turn the knob to the left until it clicks, wait for a minute, and turn it to the right as far as it goes, again."
)
ARTICLE = f"""\
---
title: "Reset the clock"
id: 7
---

# Before you begin

{LONG} [The knob](other.md){{.link}}

![A knob](img/knob.png)

```
a = 1

b = 2
```

<div>Only here</div>

Press <kbd>Ctrl</kbd>.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two real articles, 240 of theirs in two languages."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.md").write_text(ARTICLE.replace("Reset", "Wind up").replace("knob", "key"), encoding="utf-8")
    return Corpus(articles.originals(folder), 240)


def test_an_article_comes_apart_in_blocks(tmp_path: Path) -> None:
    """A fence stays whole; pictures, attributes, local links and blocks of HTML are not for everybody (row F1)."""
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (found,) = articles.originals(tmp_path)
    fence, keys = "```\na = 1\n\nb = 2\n```", "Press <kbd>Ctrl</kbd>."
    assert (found.title, found.blocks) == ("Reset the clock", ("## Before you begin", f"{LONG} The knob", fence, keys))


def test_a_corpus_is_the_same_each_time_and_no_article_twice(corpus: Corpus) -> None:
    """So two runs measure the same, and nothing can be built once for two pages (row F1)."""
    made = [*corpus.articles("en"), *corpus.articles("es")]
    assert made == [*corpus.articles("en"), *corpus.articles("es")]
    assert len(made) == 240
    assert len({one.blocks for one in made}) == 240
    assert len({one.title for one in corpus.articles("en")}) == 120


def test_articles_lead_to_articles_of_the_corpus(corpus: Corpus) -> None:
    """Each builder is given the same links, as it has them written (row F1)."""
    last = corpus.article("es", 119)
    assert last.path == "group-000/part-0002/article-00119"
    assert [path for path, _ in last.links] == [
        "group-000/part-0000/article-00000",
        "group-000/part-0000/article-00049",
    ]
    assert forms.to_file(last, last.links[0][0]) == "../part-0000/article-00000.md"
    assert forms.to_address(last, last.links[0][0]) == "/es/group-000/part-0000/article-00000/"


def test_each_builder_is_given_each_article(corpus: Corpus, tmp_path: Path) -> None:
    """Every contestant writes the whole corpus in its own form (row F1)."""
    for number, one in enumerate(contestants()):
        one.write(corpus, tmp_path / str(number))
        assert len(list((tmp_path / str(number)).rglob("article-*.md"))) == 240


def test_every_edit_finds_its_place_each_turn(corpus: Corpus, tmp_path: Path) -> None:
    """No edit leaves the project as it was, however often it is made (row F1)."""
    ours.written(corpus, tmp_path / "project")
    texts = set()
    for turn in (1, 2):
        for name, edit in edits.OURS_EDITS.items():
            edit(tmp_path / "project", turn)
            seen = "".join(file.read_text() for file in sorted((tmp_path / "project").rglob("*")) if file.is_file())
            assert (seen in texts) == (name == "nothing" and turn == 2)
            texts.add(seen)


def test_the_quietest_run_counts_beside_ours() -> None:
    """Of several runs the least counts; what nobody measured stays empty (row F1)."""
    runs = [
        Measured(name=OURS, size=1000, what="cold", processor=2.0, wall=1.5),
        Measured(name=OURS, size=1000, what="cold", processor=1.0, wall=2.0),
        Measured(name=OURS, size=1000, what="output", memory=250_000_000, output=15_000_000, files=1_200),
        Measured(name=OURS, size=1000, what="title", processor=0.25, wall=0.5),
        Measured(name="Eleventy", size=1000, what="cold", processor=5.0, wall=6.0),
        Measured(name="Eleventy", size=1000, what="answer", processor=3.0, wall=2.0),
        Measured(name="Eleventy", size=5000, what="cold", processor=9.0, wall=7.0),
    ]
    rows = list(tables(runs, contestants()))
    assert "| **Frontdesk** | 1.00 | 1.0 | 1.50 | 1.0 | 250 | 15.0 | 1,200 | 2 |" in rows
    assert "| Eleventy | 5.00 | 5.0 | 6.00 | 4.0 |  |  |  | 1 |" in rows
    assert "| **Frontdesk** | 0.25 / 0.50 |  |" in rows
    first_page = list(short(runs, contestants()))
    assert first_page[0] == "| Processor s (wall s) | 1,000 pages | 5,000 pages | 1,000, one answer edited |"
    assert "| **Frontdesk** | 1.0 (1.5) |  |  |" in first_page
    assert "| Eleventy | 5.0 (6.0) | 9.0 (7.0) | 3.0 (2.0) |" in first_page


def test_output_is_counted_below_the_folder(tmp_path: Path) -> None:
    """Bytes and files, in all folders (row F1)."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a").write_bytes(b"12345")
    (tmp_path / "b").write_bytes(b"1")
    assert written(tmp_path) == Written(6, 2)


def test_peers_that_are_not_installed_have_no_version(tmp_path: Path) -> None:
    """They are left out with a word, and nothing else fails (row F1)."""
    assert [Peers(tmp_path).version(name) for name in ("hugo", "mkdocs", "pagefind", "eleventy")] == [""] * 4
