"""Python source -> the bytes of its .pyc, so that a starting lambda, which cannot keep what it compiles, need not do it.

The same source gives the same bytes.
"""

import importlib.util
import marshal
import sys
from pathlib import PurePosixPath
from types import CodeType

# Where AWS unpacks the zip: tracebacks name it.
_TASK = PurePosixPath("/var/task")
# Without references to equal constants, which depend on what else was compiled before. From Python 3.14 on, slices are constants,
# and only the fifth version writes these.
_PLAIN_MARSHAL, _WITH_SLICES = 2, 5
# PEP 552: valid by the source's hash, and not checked against it.
_UNCHECKED_HASH = (1).to_bytes(4, "little")


def compiled_name(name: str) -> str:
    """Where Python looks for the compiled form of `desk/bundle.py`."""
    path = PurePosixPath(name)
    return str(path.parent / "__pycache__" / PurePosixPath(importlib.util.cache_from_source(path.name)).name)


def compiled(name: str, source: bytes) -> bytes:
    """The .pyc of a module for the Python that runs."""
    code = compile(source, str(_TASK / name), "exec", dont_inherit=True, optimize=0)
    digest = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + _UNCHECKED_HASH + digest + _marshalled(code)


def _marshalled(code: CodeType) -> bytes:
    if sys.version_info < (3, 14):
        return marshal.dumps(code, _PLAIN_MARSHAL)
    # What is read back has references to nothing but itself, so that writing it again depends on nothing else.
    return marshal.dumps(marshal.loads(marshal.dumps(code, _WITH_SLICES)), _WITH_SLICES)  # noqa: S302 - written here
