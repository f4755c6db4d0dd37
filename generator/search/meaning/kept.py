"""Texts -> their vectors by a sentence model, each embedded once: a rebuild embeds only what changed.

The file may be deleted or damaged at any time; what cannot be read is embedded again.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generator.output import OutputError, replace_file
from generator.search.meaning.sentence_model import NAME

Halves = NDArray[np.float16]

# Raised when the same text would get another vector.
_VERSION = b"frontdesk sentences 1\n"
_KEY, _DIGEST = 16, 32


def embedded(texts: Sequence[str], embed: Callable[[Sequence[str]], NDArray[np.float32]], file: Path | None) -> Halves:
    """A row for each text. The file keeps those of this build, and no others."""
    keys = [_key(text) for text in texts]
    kept = _read(file)
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
    if new:
        # Rounded at once, so that it makes no difference which of them were kept.
        rows = embed(list(new.values())).astype(np.float16)
        kept = {**kept, **dict(zip(new, rows, strict=True))}
    if file and (new or len(kept) > len(set(keys))):
        _write(file, {key: kept[key] for key in dict.fromkeys(keys)})
    return np.array([kept[key] for key in keys])


def _key(text: str) -> bytes:
    return hashlib.sha256(f"{NAME}\n{text}".encode("utf-8", "replace")).digest()[:_KEY]


def _read(file: Path | None) -> dict[bytes, Halves]:
    try:
        raw = file.read_bytes() if file else b""
    except OSError:
        return {}
    body = raw[len(_VERSION) : -_DIGEST]
    if not raw.startswith(_VERSION) or hashlib.sha256(body).digest() != raw[-_DIGEST:]:
        return {}
    count, numbers = (int.from_bytes(body[start : start + 4], "little") for start in (0, 4))
    if len(body) != 8 + count * (_KEY + 2 * numbers):
        return {}
    end = 8 + count * _KEY
    rows = np.frombuffer(body, "<f2", offset=end).reshape(count, numbers)
    return {body[8 + number * _KEY : 8 + (number + 1) * _KEY]: rows[number] for number in range(count)}


def _write(file: Path, kept: Mapping[bytes, Halves]) -> None:
    rows = np.array(list(kept.values()), dtype="<f2")
    body = b"".join([*(number.to_bytes(4, "little") for number in rows.shape), *kept, rows.tobytes()])
    # What is not kept is embedded again.
    with suppress(OutputError):
        replace_file(file, _VERSION + body + hashlib.sha256(body).digest())
