"""The Material shell engine: MkDocs and Material for MkDocs render one page per key, in memory, with marks for the slots.

Material's style sheets, icons and language strings are used; its scripts are not: ours are smaller and need no inline
script, so that the site's content security policy can forbid them all.
"""

import logging
import re
import tempfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol
from urllib.parse import urlsplit

import material
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from desk.shell import MARK, SLOTS, Shell
from desk.templates import theme_mistakes
from generator.engines.port import ABSOLUTE, ANYWHERE, ComplaintsBlock, House, NavigationItem, Party, ShellKey, Way
from generator.engines.versions import material_version


class Template(Protocol):
    """What MkDocs' template environment gives us."""

    def render(self, context: dict[str, object]) -> str:
        """The page."""
        ...


_MATERIAL = Path(material.__file__).parent / "templates"


class MaterialEngine:
    """See generator.engines.port.Engine. `themes` are folders with overrides, the most important first."""

    def __init__(self, house: House, themes: Sequence[Path]) -> None:
        self.version = material_version()
        self._house, self._themes = house, themes
        self._configs: dict[str, MkDocsConfig] = {}
        self._templates: dict[str, Template] = {}

    def shell(self, key: ShellKey) -> Shell:
        """Render one page and cut it at its marks."""
        config = self._config(key.language)
        base = self._base(key.depth)
        context = get_context(Navigation([], []), Files([]), config, base_url=base)
        desk = SimpleNamespace(
            slots={name: MARK.format(name) for name in SLOTS},
            words={name: _text(text) for name, text in self._house.words[key.language].items()},
            navigation=[
                NavigationItem(key=item.key, title=_text(item.title), url=_text(item.url))
                for item in self._house.navigation[key.language]
            ],
            current=key.category,
            language=_text(key.language),
            wide=key.layout == "wide",
            home=_text(self._home(key, base)),
            site_name=_text(self._house.site_name),
            complaints=_escaped(self._house.complaints.get(key.language)),
            policy=_text(self._house.backend_policy if key.depth == ABSOLUTE else self._house.policy),
        )
        with theme_mistakes("theme/main.html"):
            return Shell.of(_tidy(self._templates[key.language].render({**context, "desk": desk})))

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

    def _config(self, language: str) -> MkDocsConfig:
        if language not in self._configs:
            # MkDocs warns of settings that a site with pages would need.
            logging.getLogger("mkdocs").setLevel(logging.ERROR)
            config = MkDocsConfig()
            # While it checks its settings MkDocs insists on a folder of documents; ours stays empty.
            with tempfile.TemporaryDirectory(prefix="frontdesk-") as documents:
                config.load_dict(self._mkdocs_settings(language, documents))
                errors, _ = config.validate()
            if errors:
                raise RuntimeError(f"MkDocs refused its settings: {errors}")
            config.theme.dirs[:0] = [str(folder) for folder in self._themes]
            self._configs[language] = config
            with theme_mistakes("theme/main.html"):
                self._templates[language] = config.theme.get_env().get_template("main.html")
        return self._configs[language]

    def _mkdocs_settings(self, language: str, documents: str) -> dict[str, object]:
        return {
            "site_name": self._house.site_name,
            "site_url": self._house.site_url,
            "docs_dir": documents,
            "site_dir": documents + "-site",
            "theme": {"name": "material", "language": _material_language(language), "font": False, "features": []},
            "plugins": [],
        }

    def _base(self, depth: int) -> str:
        """What leads from the page to the root of the site, without a slash at the end."""
        if depth == ABSOLUTE:
            return self._house.site_url.rstrip("/")
        if depth == ANYWHERE:
            return urlsplit(self._house.site_url).path.rstrip("/") or "/"
        return "/".join([".."] * depth) or "."

    def _home(self, key: ShellKey, base: str) -> str:
        root = base.rstrip("/") + "/"
        return root if key.language == self._house.default_language else f"{root}{key.language}/"


# Toggles and boxes that Material's scripts fill; without them they are dead weight, and the toggles no valid HTML.
_IDLE = re.compile(
    r'<input class="md-toggle"[^>]*>'
    r'|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="(?:skip|announce)">\s*</div>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
)


def _text(text: str) -> str:
    """Escaped, since MkDocs' templates do not escape; and no mark of a slot, whatever somebody calls a category."""
    return escape(text).replace(MARK.partition("{}")[0], "frontdesk&#45;slot-")


def _escaped(block: ComplaintsBlock | None) -> ComplaintsBlock | None:
    """The same block with every text of it escaped."""
    return block and ComplaintsBlock(
        title=_text(block.title),
        post=_text(block.post),
        parties=tuple(
            Party(
                intro=_text(party.intro),
                ways=tuple(
                    Way(label=_text(way.label), text=_text(way.text), url=_text(way.url), from_home=way.from_home)
                    for way in party.ways
                ),
                address=tuple(_text(line) for line in party.address),
            )
            for party in block.parties
        ),
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
    return "\n".join(stripped for line in html.splitlines() if (stripped := line.strip()))
