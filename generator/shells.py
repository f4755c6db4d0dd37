"""Shells by key, kept on disk between builds, so that a rebuild after an edit need not start MkDocs at all."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from desk.data import Data, UnreadableError, field, from_json, to_json, to_sorted_json
from desk.settings import Settings
from desk.shell import Shell
from desk.summed import read_summed, write_summed
from generator.engines.port import ABSOLUTE, Engine, House, ShellKey
from generator.kept.keys import maker


class Kept(Data, frozen=True, kw_only=True):
    """What a cache file holds. `asked` names what was looked for, also in vain."""

    shells: Mapping[str, Shell]
    assets: Mapping[str, str]
    icons: Mapping[str, str | None]


class Shells(Data):
    """Answers from the cache, and asks the engine (made by `make`, once, only if needed) for what it lacks."""

    make: Callable[[], Engine]
    file: Path
    kept: Kept
    new: bool = False
    engine: Engine | None = None
    used: dict[str, Shell] = field(default_factory=dict)
    icons: dict[str, str | None] = field(default_factory=dict)

    def shell(self, key: ShellKey) -> Shell:
        """One shell."""
        name = f"{key.layout}|{key.language}|{key.depth}|{key.category}"
        if name not in self.used:
            kept = self.kept.shells.get(name)
            self.new |= kept is None
            self.used[name] = kept or self._asked().shell(key)
        return self.used[name]

    def backend(self, settings: Settings, language: str) -> Shell:
        """The shell of the backend's own pages (confirmation, errors), which lie in one folder below the site's root."""
        return self.shell(
            ShellKey(layout="page", language=language, depth=ABSOLUTE if settings.channels.form.endpoint else 1)
        )

    def icon(self, name: str) -> str | None:
        """One icon."""
        if name not in self.icons:
            known = name in self.kept.icons
            self.new |= not known
            self.icons[name] = self.kept.icons[name] if known else self._asked().icon(name)
        return self.icons[name]

    def assets(self) -> dict[str, bytes]:
        """The engine's own files."""
        if self.kept.assets:
            return {path: text.encode() for path, text in self.kept.assets.items()}
        self.new = True
        return dict(self._asked().assets())

    def keep(self) -> None:
        """Write what this build used; a cache that cannot be written only costs time."""
        if not self.new:
            return
        assets = {path: data.decode() for path, data in self.assets().items()}
        kept = Kept(shells=self.used, assets=assets, icons=self.icons)
        with contextlib.suppress(OSError):
            for old in self.file.parent.glob("shells-*.json"):
                old.unlink()
            write_summed(self.file, to_json(kept))

    def _asked(self) -> Engine:
        if self.engine is None:
            self.engine = self.make()
        return self.engine


def open_shells(make: Callable[[], Engine], house: House, version: str, themes: Iterable[Path], cache: Path) -> Shells:
    """The shells of a house in a theme. A cache file that is missing, broken or of another version counts as empty."""
    digest = hashlib.sha256(to_sorted_json([version, house]) + maker())
    for theme in themes:
        for file in sorted(theme.rglob("*.html")):
            digest.update(file.relative_to(theme).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    file = cache / f"shells-{digest.hexdigest()[:20]}.json"
    return Shells(make, file, _kept(file) or Kept(shells={}, assets={}, icons={}))


def _kept(file: Path) -> Kept | None:
    body = read_summed(file)
    try:
        return from_json(body, Kept) if body else None
    except UnreadableError:
        return None
