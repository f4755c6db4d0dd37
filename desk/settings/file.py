"""site_config.yml of a project -> Settings: read, or as an earlier build has read them.

Knows no key of the file. What reads it comes with YAML, and is imported where the file has changed.
"""

from datetime import date
from hashlib import blake2b
from pathlib import Path

from desk.data import Data, UnreadableError, from_json, to_json
from desk.finding import Finding, FindingsError
from desk.kept import Kept, key_of
from desk.place import Place
from desk.settings.model import Settings

SETTINGS_FILE = "site_config.yml"


class _Read(Data, frozen=True):
    """Settings, and the sum of the one other file that they were read from, where there is one."""

    settings: Settings
    figures: bytes


def read_settings(project: Path, today: date, kept: Kept | None = None) -> Settings:
    """Read and check the settings of a project. Raises FindingsError with every problem.

    `kept` may have those of the same text and day.
    """
    text = _text(project)
    if kept is None:
        return _from_text(text, today, project, None)
    key = key_of("settings", text.encode(), today.isoformat().encode())
    if found := _known(kept.get(key), project):
        return found
    settings = _from_text(text, today, project, kept)
    # Not packed: instants would lose the offset with which they were written.
    kept.put(key, to_json(_Read(settings, _figures(project, settings))))
    return settings


def _from_text(text: str, today: date, project: Path, kept: Kept | None) -> Settings:
    from desk.settings.reading import settings_from_text  # noqa: PLC0415 - see the top

    return settings_from_text(text, today, project, kept)


def _known(found: bytes | None, project: Path) -> Settings | None:
    """Settings that were kept, unless the figures that they name have changed since."""
    try:
        read = from_json(found, _Read) if found else None
    except UnreadableError:
        return None
    return read.settings if read and read.figures == _figures(project, read.settings) else None


def _figures(project: Path, settings: Settings) -> bytes:
    """The sum of the file that `measured` names: empty where there is none."""
    if settings.measured is None:
        return b""
    from desk.settings.measured import bytes_of_figures  # noqa: PLC0415 - most settings name none

    try:
        return blake2b(bytes_of_figures(project, settings.measured.file), digest_size=16).digest()
    except (OSError, ValueError):
        return b"unreadable"


def _text(project: Path) -> str:
    try:
        return (project / SETTINGS_FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fix = "run the command in the project's folder, or name the folder: --project DIR"
        raise FindingsError([_finding(f"there is no {SETTINGS_FILE} in {project}", fix)]) from None
    except UnicodeDecodeError:
        raise FindingsError([_finding("this file is not UTF-8 text", "save it again as UTF-8")]) from None


def _finding(message: str, fix: str) -> Finding:
    return Finding(place=Place(SETTINGS_FILE), rule="no-settings", message=message, fix=fix)
