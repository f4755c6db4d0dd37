"""Files, put into a folder one after another -> a manifest of their SHA-256, and a zip that is the same bytes each time.

Knows nothing of what the files say.
"""

import hashlib
import json
import zipfile
from pathlib import Path

MANIFEST = "manifest.json"
# The first date that a zip can name; the files' own dates are nobody's concern.
NO_DATE = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
COMPRESSION = 6


class Package:
    """A folder that is filled. Names are paths below it, with slashes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes | str) -> None:
        """A file. Raises OSError."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def put_json(self, name: str, value: object) -> None:
        """The same, as JSON that people can read."""
        self.put(name, json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True, default=str) + "\n")

    def names(self) -> list[str]:
        """What is in it, in order."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.folder).as_posix() for path in files)

    def finish(self) -> str:
        """Write the manifest; its SHA-256, which proves all of it to whoever has noted it elsewhere."""
        sums = {name: _sum_of(self.folder / name) for name in self.names() if name != MANIFEST}
        self.put_json(MANIFEST, {"algorithm": "SHA-256", "files": sums})
        return _sum_of(self.folder / MANIFEST)

    def zipped(self, file: Path) -> None:
        """All of it in one file. Raises OSError."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as archive:
            for name in self.names():
                about = zipfile.ZipInfo(name, NO_DATE)
                about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, READABLE
                # As if all were made on one sort of machine.
                about.create_system = 3
                with archive.open(about, "w") as written, (self.folder / name).open("rb") as read:
                    while piece := read.read(1 << 20):
                        written.write(piece)


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
