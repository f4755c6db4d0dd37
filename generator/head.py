"""What search engines and link previews read of a page: description, canonical, hreflang, Open Graph, schema.org."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import urljoin

from desk.data import to_json
from desk.wording import language_name, locale_of
from generator.content import Site
from generator.pages.page import Page


def page_url(site: Site, language: str, path: str) -> str:
    """The public address of a page."""
    return urljoin(site.settings.organisation.site_url, site.root(language) + (f"{path}/" if path else ""))


def head(site: Site, page: Page, languages: Sequence[str]) -> str:
    """The part of `<head>` that is the page's own. `languages` are those in which the page exists."""
    return "\n".join(_head(site, page, languages))


def _head(site: Site, page: Page, languages: Sequence[str]) -> Iterator[str]:
    yield f'<meta name="description" content="{escape(page.description)}">'
    if not page.indexed:
        yield '<meta name="robots" content="noindex">'
        return
    url = page_url(site, page.language, page.path)
    yield f'<link rel="canonical" href="{escape(url)}">'
    if len(languages) > 1:
        for language in languages:
            yield f'<link rel="alternate" hreflang="{language}" href="{escape(page_url(site, language, page.path))}">'
        default = site.settings.languages.default
        if default in languages:
            yield f'<link rel="alternate" hreflang="x-default" href="{escape(page_url(site, default, page.path))}">'
    kind = "article" if page.path.count("/") else "website"
    for name, value in (
        ("type", kind),
        ("title", page.title),
        ("description", page.description),
        ("url", url),
        ("site_name", site.settings.organisation.name),
        ("locale", _open_graph_locale(page.language)),
    ):
        yield f'<meta property="og:{name}" content="{escape(value)}">'
    for data in page.structured:
        yield f'<script type="application/ld+json">{_in_script(data)}</script>'


def language_links(site: Site, page: Page, languages: Sequence[str]) -> str:
    """The language switch: the same page in each language; where it is missing there, the nearest category, then home."""
    if len(site.languages) == 1:
        return ""
    to_site = (
        "../" * (page.path.count("/") + 1 if page.path else 0) + ("../" if site.root(page.language) else "") or "./"
    )
    links = []
    for language in site.languages:
        target = page.path if language in languages else _nearest(site, page.path, language)
        href = f"{to_site}{site.root(language)}{f'{target}/' if target else ''}"
        current = ' aria-current="true"' if language == page.language else ""
        links.append(
            f'<a href="{escape(href)}" hreflang="{language}" lang="{language}"{current}>{escape(language_name(language))}</a>'
        )
    return "".join(links)


def _nearest(site: Site, path: str, language: str) -> str:
    while path and path not in site.categories[language]:
        path = path.rpartition("/")[0]
    return path


def _open_graph_locale(language: str) -> str:
    locale = locale_of(language)
    return f"{locale.language}_{locale.territory}" if locale.territory else locale.language


def _in_script(data: Mapping[str, object]) -> str:
    """JSON that cannot end the script element around it, whatever an answer says."""
    text = to_json(data).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
