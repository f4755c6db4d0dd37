"""The plain engine: a frame, one style sheet and a few icons of our own -> shells. Nothing of MkDocs or Material is imported.

The partials around an answer are those that Material's frame has too, so that a project's own are shown by both.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from desk.kept import Kept
from desk.shell import Shell
from desk.templates import Components
from desk.wording import direction
from generator.engines.frame import base_of, frame, tidy
from generator.engines.plain_files import icon, plain_version, sheet
from generator.engines.port import House, ShellKey

FRAME = "plain/frame.html"


class PlainEngine:
    """See generator.engines.port.Engine. `themes` are folders with overrides, the most important first."""

    def __init__(self, house: House, themes: Sequence[Path], kept: Kept | None = None) -> None:
        self.version = plain_version(themes)
        self._house, self._themes = house, themes
        self._templates = Components(themes, escaping=False, kept=kept)

    def shell(self, key: ShellKey) -> Shell:
        """Fill the frame and cut it at its marks."""
        root = base_of(self._house, key.depth).rstrip("/") + "/"
        desk = frame(self._house, key)
        return Shell.of(tidy(self._templates.render(FRAME, desk=desk, root=root, direction=direction(key.language))))

    def assets(self) -> Mapping[str, bytes]:
        """The one style sheet."""
        return {"assets/plain.css": sheet(self._themes)}

    def icon(self, name: str) -> str | None:
        """One of our own icons."""
        return icon(self._themes, name)
