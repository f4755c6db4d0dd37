"""A few new files -> into the place of older ones in a site that is published already, with their compressed copies.

Knows nothing of what the files hold.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from desk.data import UnreadableError, read, to_json
from generator.compressed import KINDS, compressed
from generator.output import OutputError, replace_file
from generator.published import MANIFEST
from generator.turns import turn


def replace_files(files: Mapping[str, bytes], target: Path) -> tuple[str, ...]:
    """Put `files` into a published site in the place of older ones; the paths of those that differ. Raises OutputError.

    One after the other: whoever reads sees each file whole, the old one or the new one.
    """
    with turn(target.resolve().parent):
        return _replaced(files, target)


def _replaced(files: Mapping[str, bytes], target: Path) -> tuple[str, ...]:
    manifest = target / MANIFEST
    try:
        hashes = read(manifest, dict[str, dict[str, str]])["files"]
    except (OSError, UnreadableError, KeyError):
        raise OutputError(f"{target} holds no site that can be changed: run `frontdesk build` first") from None
    new = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    changed = tuple(path for path in sorted(files) if hashes.get(path) != new[path] or not (target / path).is_file())
    for path in changed:
        # A web server prefers a copy to its file: what it must not find is an old one beside a new file.
        for name, copy in _copies(path, files[path], hashes):
            hashes.pop(name, None)
            if copy is None:
                (target / name).unlink(missing_ok=True)
            else:
                replace_file(target / name, copy)
                new[name] = hashlib.sha256(copy).hexdigest()
        replace_file(target / path, files[path])
    replace_file(manifest, to_json({"files": dict(sorted((hashes | new).items()))}))
    return changed


def _copies(path: str, data: bytes, known: Mapping[str, str]) -> Iterator[tuple[str, bytes | None]]:
    """The new copy of each kind that there is; None where it would not be smaller, or cannot be made any more."""
    for kind in KINDS:
        name = f"{path}.{kind}"
        if name in known:
            copies: dict[str, bytes] = {}
            with suppress(ImportError):
                copies = compressed(path, data, [kind])
            yield name, copies.get(name)
