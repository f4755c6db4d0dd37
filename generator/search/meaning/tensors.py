"""A file of the format safetensors -> its arrays by name.

Knows nothing of models.
"""

from collections.abc import Mapping
from mmap import mmap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desk.data import from_json

_TYPES = {"F16": "<f2", "F32": "<f4"}
_HEADER = 8


def read_tensors(raw: bytes | mmap) -> Mapping[str, NDArray[Any]]:
    """Those whose numbers are fractions; a model's tables of positions are of no use here."""
    start = _HEADER + int.from_bytes(raw[:_HEADER], "little")
    described = from_json(raw[_HEADER:start], dict[str, dict[str, Any]])
    found = {}
    for name, about in described.items():
        kind = _TYPES.get(about.get("dtype", ""))
        if kind:
            first, end = about["data_offsets"]
            count = (end - first) // np.dtype(kind).itemsize
            found[name] = np.frombuffer(raw, kind, count, start + first).reshape(about["shape"])
    return found
