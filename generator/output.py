"""Written files -> a fresh folder that takes the place of the old site in one step, or not at all."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from desk.data import UnreadableError, read, to_json

MANIFEST = "manifest.json"


class OutputError(Exception):
    """The site cannot be written; the old one is as it was. The message is for the person who builds."""


def publish(files: Mapping[str, bytes], target: Path) -> None:
    """Write `files` (by path below `target`) and swap them in. Raises OutputError.

    Rename is the only step that readers of the old folder can see, so a full disk or Ctrl-C leaves the old site whole.
    """
    _refuse_foreign(target)
    target = target.resolve()
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    _forget_unfinished(target)
    try:
        _write(files, fresh)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"the site could not be written to {target}: {reason}. The site that was there is unchanged."
        ) from error
    finally:
        _bring_back(old, target)
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def replace_files(files: Mapping[str, bytes], target: Path) -> tuple[str, ...]:
    """Put `files` into a published site in the place of older ones; the paths of those that differ. Raises OutputError.

    One after the other: whoever reads sees each file whole, the old one or the new one.
    """
    manifest = target / MANIFEST
    try:
        hashes = read(manifest, dict[str, dict[str, str]])["files"]
    except (OSError, UnreadableError, KeyError):
        raise OutputError(f"{target} holds no site that can be changed: run `frontdesk build` first") from None
    new = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    changed = tuple(path for path in sorted(files) if hashes.get(path) != new[path] or not (target / path).is_file())
    for path in changed:
        replace_file(target / path, files[path])
    replace_file(manifest, to_json({"files": dict(sorted((hashes | new).items()))}))
    return changed


def replace_file(place: Path, data: bytes, *, private: bool = False) -> None:
    """Put a file into the place of another one in one step, or not at all. Raises OutputError."""
    unfinished = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=0o600 if private else 0o666)
        unfinished.write_bytes(data)
        unfinished.replace(place)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise OutputError(f"{place} could not be written: {reason}. The one that was there is unchanged.") from error


def _refuse_foreign(target: Path) -> None:
    """A folder that no build of ours made is not replaced: `--output ~` must not empty anybody's home."""
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise OutputError(
            f"{target} holds files that frontdesk did not write. Choose another folder with --output, or empty this one first."
        )
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is a file. Choose a folder with --output.")


def _bring_back(old: Path, target: Path) -> None:
    """The old site, where the new one did not get into its place: also after Ctrl-C between the two renames."""
    if old.exists() and not target.exists():
        old.rename(target)


def _forget_unfinished(target: Path) -> None:
    """Folders of builds that were killed; those of a build that is running now are left to it."""
    for folder in target.parent.glob(f".{target.name}.*.*"):
        number = folder.name.split(".")[-2]
        if folder.suffix in {".new", ".old"} and number.isdigit() and not _is_running(int(number)):
            if folder.suffix == ".old":
                _bring_back(folder, target)
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    made = {folder}
    hashes = {}
    for path in sorted(files):
        place = folder / path
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        place.write_bytes(files[path])
        hashes[path] = hashlib.sha256(files[path]).hexdigest()
    (folder / MANIFEST).write_bytes(to_json({"files": hashes}))
