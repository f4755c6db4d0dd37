"""The code and the libraries that make values -> one digest: what another version kept is not used.

Knows nothing of the values.
"""

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

from desk.installed import installed
from desk.kept import KEY

_PACKAGE = Path(__file__).parents[2]
_SOURCES = (".py", ".js", ".json", ".yml", ".bin")


@cache
def maker() -> bytes:
    """This code, this Python and the libraries beside it."""
    digest = blake2b(digest_size=KEY)
    for package in ("desk", "generator"):
        # Three times as fast as Path.rglob, and in every build.
        for folder, folders, names in os.walk(_PACKAGE / package):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            digest.update(folder.removeprefix(str(_PACKAGE)).encode() + b"\n")
            for name in sorted(names):
                if name.endswith(_SOURCES):
                    content = Path(folder, name).read_bytes()
                    digest.update(f"{name} {len(content)}\n".encode())
                    digest.update(content)
    for name in sorted(installed()):
        digest.update(name.encode() + b"\n")
    digest.update(sys.version.encode())
    return digest.digest()
