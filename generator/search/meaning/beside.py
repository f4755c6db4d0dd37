"""What depends on the installation alone <-> a file beside the code, where Python keeps compiled modules.

Where nothing may be written there, it is kept with the project. Knows nothing of what is kept.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import cache_from_source
from pathlib import Path

from generator.search.kept import read_kept, write_kept


def kept_beside(
    name: str, version: str, cache: Path | None, make: Callable[[], Sequence[bytes]]
) -> Sequence[bytes | memoryview]:
    """What was made once; made where it is not there."""
    beside = Path(cache_from_source(__file__)).with_name(name)
    other = cache / name if cache else None
    found = read_kept(beside, version, mapped=True) or read_kept(other, version)
    if found:
        return found
    made = make()
    is_open = not sys.dont_write_bytecode and os.access(beside.parent, os.W_OK)
    write_kept(beside if is_open else other, version, made)
    return made
