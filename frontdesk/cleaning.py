"""Deletes what may be deleted at any time."""

import shutil
from pathlib import Path


def clean(cache: Path) -> None:
    """Forget what earlier builds kept; the request log is elsewhere and is never touched."""
    shutil.rmtree(cache, ignore_errors=True)
