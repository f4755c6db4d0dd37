"""The page from which somebody wrote, as the form tells it -> the language and the path of the answer that it shows.

Knows no answer: whether there is one, the bundle says.
"""

from urllib.parse import urlsplit

from desk.settings import Settings


def answer_at(page: str, settings: Settings) -> tuple[str, str]:
    """`/help/es/fees/costs/` of a site that lies below `/help/` is `es`, `fees/costs`."""
    path = _below(urlsplit(settings.organisation.site_url).path, page)
    for language in settings.languages.offered:
        root = settings.languages.root(language).strip("/")
        if root and (path == root or path.startswith(f"{root}/")):
            return language, path[len(root) :].strip("/")
    return settings.languages.default, path


def _below(folder: str, page: str) -> str:
    base, path = folder.strip("/"), page.strip("/")
    return path[len(base) :].strip("/") if base and f"{path}/".startswith(f"{base}/") else path
