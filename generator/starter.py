"""Where the product's own theme and acknowledgement templates lie: used where a project has none of its own."""

from pathlib import Path

from desk.folders import Folders

# In a checkout they are folders at the top; in an installed package they lie below `frontdesk/starter`.
_TOP = Path(__file__).resolve().parent.parent
_INSTALLED = _TOP / "frontdesk" / "starter"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _TOP

STARTER_THEME = _ROOT / "theme"
STARTER_ACK_TEMPLATES = _ROOT / "ack_templates"


def theme_folders(project: Path) -> list[Path]:
    """Where theme files are looked for: the project's own theme, then the product's."""
    own = project / "theme"
    return [own, STARTER_THEME] if own.is_dir() and own.resolve() != STARTER_THEME.resolve() else [STARTER_THEME]


def ack_folders(project: Path) -> list[Path]:
    """Where acknowledgement templates are looked for: the project's own ones, then the product's."""
    return [Folders(project).ack_templates, STARTER_ACK_TEMPLATES]
