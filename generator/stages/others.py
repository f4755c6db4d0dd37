"""Every file of a site that is no page and no index: feeds, the desk's own files, what themes bring along, pictures."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desk.data import packed, replace, to_json
from desk.finding import Finding
from desk.masking import rules_json
from desk.words import Words
from generator.content import Site
from generator.content.files import leads_outside
from generator.content.listing import Listing
from generator.content.pictures import active_picture
from generator.desk_files import desk_files
from generator.feeds import redirects, robots, sitemap
from generator.stages.answers import Answers
from generator.stages.planned import Pages
from generator.stages.pouring import SiteFiles
from generator.stages.workshop import Workshop


def other_files(
    shop: Workshop,
    site: Site,
    words: Mapping[str, Words],
    pages: Pages,
    themes: Sequence[Path],
) -> dict[str, bytes]:
    """Sitemap, redirects, hours and numbers for programs, scripts and styles, by path."""
    settings = site.settings
    files = dict(redirects(site)) | _theme_assets(themes)
    for language, content in pages.search_words.items():
        files[f"assets/frontdesk/search-{language}.json"] = content
    listed = ((page.language, page.path) for page in pages.planned if page.indexed)
    files["sitemap.xml"] = sitemap(site, listed, pages.languages)
    files["robots.txt"] = robots(settings)
    files["assets/frontdesk/masking.json"] = rules_json()
    about = [to_json(replace(settings, places={})), shop.today.isoformat().encode(), packed(words)]
    return files | shop.kept("desk files", about, dict[str, bytes], lambda: desk_files(settings, words, shop.today))


def _theme_assets(themes: Sequence[Path]) -> dict[str, bytes]:
    """Scripts, styles and images of the themes; the project's own win."""
    files: dict[str, bytes] = {}
    for theme in reversed(themes):
        for file in sorted((theme / "assets").rglob("*")):
            if file.is_file() and not file.name.startswith(".") and not leads_outside(file, theme):
                files[file.relative_to(theme).as_posix()] = file.read_bytes()
    return files


def copy_shown_files(
    shop: Workshop, files: SiteFiles, site: Site, answers: Answers, listing: Listing
) -> Iterator[Finding]:
    """Images and downloads that answers show, at the same place below the language as in faq/."""
    stamps = {listed.file: listed.stamp for listed in listing.files if listed.kind == "other"}
    shown = sorted({(language, path) for (language, _), answer in answers.rendered.items() for path in answer.files})
    for language, path in shown:
        target, file = site.root(language) + path, f"faq/{language}/{path}"
        if target not in files:
            files.copied[target] = (shop.project / file, packed((file, stamps[file])))
            if path.lower().endswith(".svg"):
                yield from active_picture(file, files[target])
