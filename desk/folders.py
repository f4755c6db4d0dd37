"""Where things lie in a project: what people write, what the build makes, what the backend keeps."""

from contextlib import suppress
from pathlib import Path

from desk.data import Data

STATE = ".frontdesk"


class Folders(Data, frozen=True):
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
    def state(self) -> Path:
        """All that the build and the backend keep for themselves."""
        return self.project / STATE

    @property
    def bundle(self) -> Path:
        """What the build hands to the backend."""
        return self.state / "bundle"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time."""
        return self.state / "cache"

    @property
    def requests(self) -> Path:
        """The request log of the default store."""
        return self.state / "requests.sqlite3"

    @property
    def attachments(self) -> Path:
        """Mail as it arrived and files that came with it, encrypted."""
        return self.state / "attachments"

    @property
    def reports(self) -> Path:
        """What reports remember of a log that is sealed; may be deleted at any time."""
        return self.state / "reports"

    @property
    def mailbox(self) -> Path:
        """The mail that the local mail viewer shows."""
        return self.state / "mailbox"


def made_private(folder: Path) -> Path:
    """The folder, made where there is none. No other account of the machine can look into it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # One that belongs to another account stays as that one wants it.
    with suppress(PermissionError):
        folder.chmod(0o700)
    return folder


def write_private(path: Path, content: bytes) -> None:
    """Write a file that no other account can read, not even where its folder is opened to others later."""
    # Also one that lies there already and was open to others: before the first byte is in it.
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(content)
