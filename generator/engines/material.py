"""The Material shell engine: templates of Material for MkDocs and of our theme -> one page per key, cut at its marks.

Material's style sheets, icons and language strings are used; its scripts are not: ours are smaller and need no inline
script, so that the site's content security policy can forbid them all.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import material

from desk.kept import Kept
from desk.shell import Shell
from desk.templates import ThemeTemplates
from generator.engines.frame import base_of, frame, tidy
from generator.engines.mkdocs_context import Site, defaults_of, script_tag, url
from generator.engines.port import House, ShellKey
from generator.engines.unused_blocks import without_unused_blocks
from generator.engines.versions import material_version

_MATERIAL = Path(material.__file__).parent / "templates"


class MaterialEngine:
    """See generator.engines.port.Engine. `themes` are folders with overrides, the most important first."""

    def __init__(self, house: House, themes: Sequence[Path], kept: Kept | None = None) -> None:
        self.version = material_version()
        self._house, self._themes = house, themes
        self._sites: dict[str, Site] = {}
        self._defaults = defaults_of(_MATERIAL)
        self._templates = ThemeTemplates(
            "main.html", [*themes, _MATERIAL], {"url": url, "script_tag": script_tag}, without_unused_blocks, kept=kept
        )

    def shell(self, key: ShellKey) -> Shell:
        """Render one page and cut it at its marks."""
        return Shell.of(_tidy(self.page(key)))

    def page(self, key: ShellKey) -> str:
        """One page with its marks, as the templates make it."""
        context = self._site(key.language).context(base_of(self._house, key.depth))
        return self._templates.render({**context, "desk": frame(self._house, key)})

    def assets(self) -> Mapping[str, bytes]:
        """Material's main style sheet under a name that does not change with each release."""
        (sheet,) = sorted(_MATERIAL.glob("assets/stylesheets/main.*.min.css"))
        css = sheet.read_text(encoding="utf-8").partition("/*# sourceMappingURL")[0]
        return {"assets/material.css": css.encode()}

    def icon(self, name: str) -> str | None:
        """One of Material's icons: `material/phone`."""
        folder = (_MATERIAL / ".icons").resolve()
        file = (folder / f"{name}.svg").resolve()
        if not name or not file.is_relative_to(folder) or not file.is_file():
            return None
        return file.read_text(encoding="utf-8").replace("<svg ", '<svg aria-hidden="true" ', 1)

    def _site(self, language: str) -> Site:
        if language not in self._sites:
            names: dict[str, object] = {"site_name": self._house.site_name, "site_url": self._house.site_url}
            look = {"language": _material_language(language), "font": False, "features": []}
            self._sites[language] = Site(names, look, self._defaults, self._themes)
        return self._sites[language]


# Toggles and boxes that Material's scripts fill; without them they are dead weight, and the toggles no valid HTML.
_IDLE = re.compile(
    r'<input class="md-toggle"[^>]*>'
    r'|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="(?:skip|announce)">\s*</div>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
)


def _material_language(language: str) -> str:
    """Material's name of a language, `en` where it has none: the words on the page are ours in any case."""
    known = {file.stem.lower(): file.stem for file in (_MATERIAL / "partials" / "languages").glob("*.html")}
    return known.get(language.lower()) or known.get(language.partition("-")[0].lower()) or "en"


def _tidy(html: str) -> str:
    """Without empty lines and what only Material's scripts would use, and with `<main>` around the content alone.

    Material's own `<main>` holds the navigation too; ours, in theme/main.html, is what assistive technology should find.
    """
    html = _IDLE.sub("", html)
    start, opening, rest = html.partition('<main class="md-main"')
    if opening:
        rest, _, end = rest.rpartition("</main>")
        html = f'{start}<div class="md-main"{rest}</div>{end}'
    return tidy(html)
