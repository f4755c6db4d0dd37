"""site_config.yml -> Settings: frozen, complete, each value with its line; or every finding at once."""

from importlib import import_module
from typing import TYPE_CHECKING

from desk.settings.model import Settings

if TYPE_CHECKING:
    from desk.settings.file import SETTINGS_FILE, read_settings

__all__ = ["SETTINGS_FILE", "Settings", "read_settings"]


def __getattr__(name: str) -> object:
    """The request half does without the reader: so it is imported where it is first used."""
    if name in __all__:
        return getattr(import_module("desk.settings.file"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
