"""What search engines and link previews read of a page: description, canonical, hreflang, Open Graph, schema.org."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape

from desk.data import to_json
from desk.wording import locale_of
from generator.pages.page import Frame, Page


def page_url(site_url: str, root: str, path: str) -> str:
    """The public address of a page; `root` is the folder of its language."""
    # The address of a site ends in a slash.
    return f"{site_url}{root}{path}/" if path else site_url + root


def head(frame: Frame, page: Page, languages: Sequence[str]) -> str:
    """The part of `<head>` that is the page's own. `languages` are those in which the page exists."""
    return "\n".join(_head(frame, page, languages))


def _head(frame: Frame, page: Page, languages: Sequence[str]) -> Iterator[str]:
    yield f'<meta name="description" content="{escape(page.description)}">'
    if not page.indexed:
        yield '<meta name="robots" content="noindex">'
        return

    def address(language: str) -> str:
        return page_url(frame.site_url, frame.languages.root(language), page.path)

    url = address(page.language)
    yield f'<link rel="canonical" href="{escape(url)}">'
    if len(languages) > 1:
        for language in languages:
            yield f'<link rel="alternate" hreflang="{language}" href="{escape(address(language))}">'
        default = frame.languages.default
        if default in languages:
            yield f'<link rel="alternate" hreflang="x-default" href="{escape(address(default))}">'
    kind = "article" if page.path.count("/") else "website"
    for name, value in (
        ("type", kind),
        ("title", page.title),
        ("description", page.description),
        ("url", url),
        ("site_name", frame.name),
        ("locale", _open_graph_locale(page.language)),
    ):
        yield f'<meta property="og:{name}" content="{escape(value)}">'
    for data in page.structured:
        yield f'<script type="application/ld+json">{_in_script(data)}</script>'


def language_links(frame: Frame, path: str, elsewhere: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The language switch: `elsewhere` says which page stands for this one in each language, `names` how each is called."""
    if len(elsewhere) == 1:
        return ""
    to_site = (
        "../" * (path.count("/") + 1 if path else 0) + ("../" if frame.languages.root(frame.language) else "") or "./"
    )
    links = []
    for language, target in elsewhere.items():
        href = f"{to_site}{frame.languages.root(language)}{f'{target}/' if target else ''}"
        current = ' aria-current="true"' if language == frame.language else ""
        links.append(
            f'<a href="{escape(href)}" hreflang="{language}" lang="{language}"{current}>{escape(names[language])}</a>'
        )
    return "".join(links)


@cache
def _open_graph_locale(language: str) -> str:
    locale = locale_of(language)
    return f"{locale.language}_{locale.territory}" if locale.territory else locale.language


def _in_script(data: Mapping[str, object]) -> str:
    """JSON that cannot end the script element around it, whatever an answer says."""
    text = to_json(data).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
