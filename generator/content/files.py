"""The files beside the answers: images and downloads, by path below faq/<language>."""

import os
from pathlib import Path


def content_files(folder: Path) -> frozenset[str]:
    """Every file that is no question and no category, hidden ones left out."""
    found = set()
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and not name.endswith((".md", ".yml")):
                found.add(Path(parent, name).relative_to(folder).as_posix())
    return frozenset(found)
