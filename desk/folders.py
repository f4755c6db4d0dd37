"""Where things lie in a project: what people write, what the build makes, what the backend keeps."""

from dataclasses import dataclass
from pathlib import Path

STATE = ".frontdesk"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one project. Nothing below `.frontdesk/` is ever published."""

    project: Path

    @property
    def faq(self) -> Path:
        """What writers write."""
        return self.project / "faq"

    @property
    def ack_templates(self) -> Path:
        """The project's own acknowledgement templates."""
        return self.project / "ack_templates"

    @property
    def theme(self) -> Path:
        """The project's own changes to the theme."""
        return self.project / "theme"

    @property
    def bundle(self) -> Path:
        """What the build hands to the backend."""
        return self.project / STATE / "bundle"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time."""
        return self.project / STATE / "cache"

    @property
    def requests(self) -> Path:
        """The request log of the default store."""
        return self.project / STATE / "requests.sqlite3"

    @property
    def mailbox(self) -> Path:
        """The mail that the local mail viewer shows."""
        return self.project / STATE / "mailbox"
