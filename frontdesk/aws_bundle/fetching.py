"""Names and versions of packages -> a folder that holds them as built for the Linux and the Python of a lambda.

Asks uv, else pip; both take a wheel and never build.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# The wheels that run on Amazon Linux 2023, and in older images.
PLATFORM = "manylinux2014"
# With these uv frames what it says.
_DRAWN = {"×", "╰─▶", "│", "├─▶"}
LONGEST_REASON = 400
# A checkout brings an uv of its own.
_OUR_UV = Path(__file__).parents[2] / "tools" / "uv"


class FetchError(Exception):
    """The packages could not be had; the message says why."""


def fetch(versions: Mapping[str, str], machine: str, python: str, folder: Path) -> None:
    """Put packages into a folder. Raises FetchError."""
    wanted = [f"{name}=={version}" for name, version in versions.items()]
    try:
        command = [*_installer(machine, python, folder), *wanted]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own words, no shell
    except OSError as error:
        raise FetchError(f"the packages for the lambda could not be fetched: {error}") from error
    if done.returncode:
        reason = " ".join(word for word in done.stderr.split() if word not in _DRAWN)[:LONGEST_REASON]
        raise FetchError(f"the packages for {machine} and Python {python} could not be fetched: {reason}")


def _installer(machine: str, python: str, folder: Path) -> list[str]:
    shared = ["--target", str(folder), "--no-deps", "--only-binary=:all:", "--quiet", "--python-version", python]
    uv = str(_OUR_UV) if _OUR_UV.is_file() else shutil.which("uv")
    if uv:
        return [uv, "pip", "install", *shared, "--python-platform", f"{machine}-{PLATFORM}", "--link-mode=copy"]
    # cffi, msgspec and others name the older tag; pip takes both, and packages of Python alone.
    return [sys.executable, "-m", "pip", "install", *shared, "--platform", f"{PLATFORM}_{machine}"]
