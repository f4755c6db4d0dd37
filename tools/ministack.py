"""Install ministack, a stand-in for AWS that runs without Docker, into .venv/ministack: an environment of its own.

It pins another botocore than ours. Where it cannot be had, the tests that need it say so and are left out.
"""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PINNED = Path(__file__).with_suffix(".txt")
FOLDER = TOP / ".venv" / "ministack"
# Which packages it was filled with.
FILLED = FOLDER / "filled-from.txt"
UV = TOP / "tools" / "uv"


def is_there() -> bool:
    return FILLED.exists() and FILLED.read_text(encoding="utf-8") == pinned()


def pinned() -> str:
    return PINNED.read_text(encoding="utf-8")


def install() -> None:
    """Raises CalledProcessError where the packages cannot be had."""
    # The same Python as ours: the lambdas that it runs are built for that one.
    run("venv", "--quiet", "--clear", "--python", sys.executable, str(FOLDER))
    run("pip", "install", "--quiet", "--no-build", "--python", str(FOLDER / "bin" / "python"), "-r", str(PINNED))
    FILLED.write_text(pinned(), encoding="utf-8")


def run(*words: str) -> None:
    subprocess.run([UV, *words], check=True, capture_output=True, text=True)


def main() -> None:
    if is_there():
        return
    try:
        install()
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip().splitlines()[-1] if error.stderr else str(error)
        print(f"No ministack, so its tests are left out: {reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
