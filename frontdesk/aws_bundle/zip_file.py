"""Files -> a zip whose bytes depend on nothing but their names and content: no time, no order, no rights."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

# The earliest that the format knows.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
# The highest, 9, takes three times as long and saves one byte in a hundred.
COMPRESSION = 6
# A file that everybody may read; a lambda's code is read by another account than the one that unpacks it.
_RIGHTS = 0o100644 << 16


def write_zip(path: Path, files: Mapping[str, Path | bytes]) -> None:
    """Write it beside its place first, and then into it: nobody meets half of it."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for name in sorted(files):
            content = files[name]
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system, entry.external_attr = _UNIX, _RIGHTS
            data = content if isinstance(content, bytes) else content.read_bytes()
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION)
    unfinished.replace(path)
