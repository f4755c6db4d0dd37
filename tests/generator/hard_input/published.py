"""What is published in a folder, and whether it is a site as some build wrote it."""

import hashlib
import json
from pathlib import Path


def published(site: Path) -> dict[str, bytes]:
    """The files of a site by their path."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def is_whole(files: dict[str, bytes]) -> bool:
    """Whether the manifest names each file, and each has the hash that it says."""
    hashes: dict[str, str] = json.loads(files["manifest.json"])["files"]
    return hashes == {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path != "manifest.json"}


def beside(site: Path) -> set[str]:
    """What a build left beside the site."""
    return {path.name for path in site.parent.iterdir() if path.name.startswith(".") and path.name != ".frontdesk"}
