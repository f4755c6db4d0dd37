"""Who builds: how each gets the articles, by which commands it builds, and what its run includes.

One line for each; how many pages each is measured with at the most stands there too, because some take minutes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.build import eleventy, hugo, material, ours
from bench.build.corpus import Corpus
from bench.build.edits import OURS_EDITS, Edit, edits_of_articles
from bench.build.installed import Peers
from bench.build.meter import Command

Commands = Callable[[Peers, Path], Sequence[Command]]
OURS = "Frontdesk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One builder in one way of using it."""

    name: str
    # Which packages it needs beside ours.
    needs: tuple[str, ...] = ()
    write: Callable[[Corpus, Path], None]
    commands: Commands
    included: str
    most: int = 1_000_000
    # What lies in the project after a build: the site, and what is kept for the next one.
    output: str = "public"
    kept: tuple[str, ...] = ()
    # By what each is measured after a first build: an edit of the project, which no turn makes twice.
    edits: Mapping[str, Edit] = field(default_factory=dict)


def contestants() -> list[Contestant]:
    """All, ours first."""
    return [*_ours(), *_hugo(), *_others()]


def _ours() -> list[Contestant]:
    def one(name: str, included: str, *options: str, settings: str = "") -> Contestant:
        return Contestant(
            name=name,
            write=partial(ours.written, more=settings),
            commands=lambda _peers, folder: [ours.command(folder, *options)],
            included=included,
            output="site",
            kept=(".frontdesk",),
            edits=OURS_EDITS,
        )

    whole = "pages, search by words and by meaning, structured data, sitemap, redirects, all internal links checked"
    return [
        one(OURS, whole),
        one(f"{OURS}, --jobs 1", "the same in one process", "--jobs", "1"),
        one(f"{OURS}, engine plain", f"{whole}; our own light shell", settings="engine: plain\n"),
    ]


def _hugo() -> list[Contestant]:
    def one(name: str, included: str, *, bare: bool) -> Contestant:
        return Contestant(
            name=name,
            needs=("hugo", "pagefind"),
            write=partial(hugo.written, bare=bare),
            commands=lambda peers, _folder: [[peers.hugo, "--quiet"], [peers.pagefind, "--site", "public"]],
            included=included,
            kept=("resources", ".hugo_build.lock"),
            edits=edits_of_articles("content/en"),
        )

    like_ours = "pages with canonical, hreflang, JSON-LD, breadcrumbs and related answers, sitemap, search of Pagefind"
    return [
        one("Hugo + Pagefind", like_ours, bare=False),
        one("Hugo + Pagefind, bare", "title and text alone in each page, sitemap, search of Pagefind", bare=True),
    ]


def _others() -> list[Contestant]:
    found = [
        Contestant(
            name="Eleventy",
            needs=("eleventy",),
            write=eleventy.written,
            commands=lambda peers, _folder: [["node", peers.eleventy, "--quiet"]],
            included="pages with canonical, breadcrumb and related answers, sitemap; no search",
            most=10_000,
            edits=edits_of_articles("content/en"),
        )
    ]
    for builder, plugins in (("mkdocs", "plugins: [{search: {lang: [en, es]}}]\n"), ("zensical", "")):
        title = {"mkdocs": "Material for MkDocs", "zensical": "Zensical"}[builder]
        for navigation, told in (
            ("none", "without navigation"),
            ("prune", "navigation.prune"),
            ("all", "default navigation"),
        ):
            found.append(
                Contestant(
                    name=f"{title}, {told}",
                    needs=(builder,),
                    write=partial(material.written, navigation=navigation, plugins=plugins),
                    commands=partial(_python_command, builder),
                    included="pages, sitemap, its own search, links between files checked",
                    most=10_000 if navigation == "none" else 1000,
                    kept=(".cache",),
                    edits={"answer": edits_of_articles("docs/en")["answer"]},
                )
            )
    return found


def _python_command(builder: str, peers: Peers, _folder: Path) -> list[Command]:
    quiet = ["--quiet"] if builder == "mkdocs" else []
    return [[peers.python, "-m", builder, "build", *quiet]]
