"""Find a Chromium that the tests can drive, else install one; write its path to .venv/chromium-path.

The environment variable FRONTDESK_CHROMIUM names one by hand. Each is tried for real, with Playwright: Ubuntu's
chromium-browser may only point to a snap, and a library may be missing. To try one alone, and see what it says:
.venv/bin/python tools/chromium.py PROGRAM
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

FOUND = Path(__file__).parent.parent / ".venv" / "chromium-path"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PROGRAMS = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
MAC_FOLDERS = (Path("/Applications"), Path(os.environ.get("HOME", "/")) / "Applications")
DEBIAN_PACKAGES = ("chromium", "libatomic1")  # the second is for Playwright's driver: a small Debian 12 has none
START_MILLISECONDS = 60_000
STDERR = 2
IS_ROOT = os.geteuid() == 0
NONE_FOUND = f"""\
The browser tests need a Chromium, and none could be installed. Install one your own way, then run make again:
    Debian: sudo apt-get install {" ".join(DEBIAN_PACKAGES)}
    Fedora: sudo dnf install chromium libatomic
    macOS: brew install --cask chromium
Or name one that stands elsewhere: FRONTDESK_CHROMIUM=/path/to/chromium make test"""


def on_this_machine() -> Iterator[Path]:
    yield from (Path(found) for name in PROGRAMS if (found := shutil.which(name)))
    yield from (program for folder in MAC_FOLDERS for name in MAC_PROGRAMS if (program := folder / name).exists())


def from_the_system() -> Iterator[Path]:
    if shutil.which("apt-get") and (IS_ROOT or may_sudo()):
        say(f"No Chromium that starts: installing {' and '.join(DEBIAN_PACKAGES)} with apt-get ...")
        as_root = [] if IS_ROOT else ["sudo", "-n"]
        apt_get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
        run([*apt_get, "update"])
        run([*apt_get, "install", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES])
        yield from on_this_machine()


def from_playwright() -> Iterator[Path]:
    say("No Chromium from the system: Playwright downloads its own ...")
    with_libraries = ["--with-deps"] if IS_ROOT else []
    if run([sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"], stdout=STDERR):
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            yield Path(playwright.chromium.executable_path)


WAYS: tuple[Callable[[], Iterator[Path]], ...] = (on_this_machine, from_the_system, from_playwright)


def starts(program: Path) -> bool:
    """Whether a page can be shown. In a process of its own: when Playwright's driver breaks, it goes on complaining."""
    return run([sys.executable, __file__, str(program)], stderr=subprocess.DEVNULL)


def show_a_page(program: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, timeout=START_MILLISECONDS)
        browser.new_page().goto("about:blank")
        browser.close()


def run(command: list[str], *, stdout: int = subprocess.DEVNULL, stderr: int | None = None) -> bool:
    return subprocess.run(command, check=False, stdout=stdout, stderr=stderr).returncode == 0


def may_sudo() -> bool:
    return shutil.which("sudo") is not None and run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def is_known() -> bool:
    return FOUND.exists() and os.access(FOUND.read_text(encoding="utf-8").strip(), os.X_OK)


def chromium() -> Path:
    if named := os.environ.get("FRONTDESK_CHROMIUM"):
        if starts(Path(named)):
            return Path(named)
        sys.exit(f"FRONTDESK_CHROMIUM names {named}, which does not start. Name another, or: unset FRONTDESK_CHROMIUM")
    for way in WAYS:
        for program in way():
            if starts(program):
                return program
            say(f"Passed over: {program} does not start. To see why: .venv/bin/python tools/chromium.py {program}")
    sys.exit(NONE_FOUND)


def main() -> None:
    if sys.argv[1:]:
        show_a_page(sys.argv[1])
    elif os.environ.get("FRONTDESK_CHROMIUM") or not is_known():
        path = chromium()
        FOUND.write_text(f"{path}\n", encoding="utf-8")
        say(f"Browser for the tests: {path}")


if __name__ == "__main__":
    main()
