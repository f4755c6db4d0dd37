"""site_config.yml -> Settings: frozen, complete, each value with its line; or every finding at once."""

from desk.settings.model import Settings
from desk.settings.reading import SETTINGS_FILE, read_settings

__all__ = ["SETTINGS_FILE", "Settings", "read_settings"]
