"""Shells by key, kept on disk between builds, so that a rebuild after an edit need not start MkDocs at all."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desk.data import UnreadableError, read, to_json, to_sorted_json
from desk.settings import Settings
from desk.shell import Shell
from generator.engines.port import ABSOLUTE, Engine, House, ShellKey

# Raised when the meaning of what is cached changes.
CACHE_VERSION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a cache file holds. `asked` names what was looked for, also in vain."""

    shells: Mapping[str, Shell]
    assets: Mapping[str, str]
    icons: Mapping[str, str | None]


@dataclass(slots=True)
class Shells:
    """Answers from the cache, and asks the engine (made by `make`, once, only if needed) for what it lacks."""

    make: Callable[[], Engine]
    file: Path
    kept: Kept
    new: bool = False
    engine: Engine | None = None
    _shells: dict[str, Shell] = field(default_factory=dict)
    _icons: dict[str, str | None] = field(default_factory=dict)

    def shell(self, key: ShellKey) -> Shell:
        """One shell."""
        name = f"{key.layout}|{key.language}|{key.depth}|{key.category}"
        if name not in self._shells:
            kept = self.kept.shells.get(name)
            self.new |= kept is None
            self._shells[name] = kept or self._asked().shell(key)
        return self._shells[name]

    def backend(self, settings: Settings, language: str) -> Shell:
        """The shell of the backend's own pages (confirmation, errors), which lie in one folder below the site's root."""
        return self.shell(
            ShellKey(layout="page", language=language, depth=ABSOLUTE if settings.channels.form.endpoint else 1)
        )

    def icon(self, name: str) -> str | None:
        """One icon."""
        if name not in self._icons:
            known = name in self.kept.icons
            self.new |= not known
            self._icons[name] = self.kept.icons[name] if known else self._asked().icon(name)
        return self._icons[name]

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
        kept = Kept(shells=self._shells, assets=assets, icons=self._icons)
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            for old in self.file.parent.glob("shells-*.json"):
                old.unlink()
            unfinished = self.file.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(to_json(kept))
            unfinished.replace(self.file)

    def _asked(self) -> Engine:
        if self.engine is None:
            self.engine = self.make()
        return self.engine


def open_shells(make: Callable[[], Engine], house: House, version: str, themes: Iterable[Path], cache: Path) -> Shells:
    """The shells of a house in a theme. A cache file that is missing, broken or of another version counts as empty."""
    digest = hashlib.sha256(to_sorted_json([CACHE_VERSION, version, house]))
    for theme in themes:
        for file in sorted(theme.rglob("*.html")):
            digest.update(file.relative_to(theme).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    file = cache / f"shells-{digest.hexdigest()[:20]}.json"
    try:
        kept = read(file, Kept)
    except (OSError, UnreadableError):
        kept = Kept(shells={}, assets={}, icons={})
    return Shells(make, file, kept)
