"""Fetch the uv of tools/uv.txt into a folder, as FOLDER/bin/uv.

Runs before anything is installed, so it knows only the standard library. pip comes first where there is one, because it
knows this machine's own index, proxy and certificates; many a Debian has Python without pip, and there the wheel is
downloaded and unpacked here.
"""

import hashlib
import importlib.util
import io
import os
import platform
import re
import subprocess
import sys
import zipfile
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

PINNED = Path(__file__).with_name("uv.txt")
UV_INSTALLATION = "https://docs.astral.sh/uv/getting-started/installation/"
PATIENCE_SECONDS = 60


class CannotFetchError(Exception):
    """Neither way worked; the message says why, and what to do."""


def fetch_with_pip(folder: Path) -> bool:
    if importlib.util.find_spec("pip") is None:
        return False
    # --target leaves an externally managed Python (PEP 668) alone, so pip allows it.
    where = ["--upgrade", f"--target={folder}", f"--requirement={PINNED}"]
    how = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    done = subprocess.run([sys.executable, "-m", "pip", "install", *where, *how], check=False, env=environment)
    return done.returncode == 0


def fetch_wheel(folder: Path) -> None:
    pinned = PINNED.read_text(encoding="utf-8")
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/uv/"
    wheel = download(wheel_address(index, version=re.findall(r"^uv==(\S+)", pinned, re.MULTILINE)[0]))
    if f"sha256:{hashlib.sha256(wheel).hexdigest()}" not in pinned:
        message = f"The uv that {index} offers is not the one that tools/uv.txt names, so it was not unpacked."
        raise CannotFetchError(message)
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        program = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
        write_program(folder / "bin" / "uv", archive.read(program))


def wheel_address(index: str, *, version: str) -> str:
    # The musl build is static: it runs on every Linux.
    system = {"Linux": "musllinux_[^-]*", "Darwin": "macosx_[^-]*"}.get(platform.system(), "none")
    name = rf"uv-{re.escape(version)}-py3-none-[^-]*{system}_{platform.machine()}\.whl"
    found = re.search(rf'href="([^"#]*/{name})["#]', download(index).decode())
    if found is None:
        message = f"{index} has no uv {version} for {platform.system()} on {platform.machine()}."
        raise CannotFetchError(message)
    return urljoin(index, str(found[1]))


def download(address: str) -> bytes:
    try:
        with urlopen(address, timeout=PATIENCE_SECONDS) as answer:
            return bytes(answer.read())
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        message = f"{address} could not be read: {reason}."
        if "CERTIFICATE_VERIFY_FAILED" in str(reason):
            message += " If certificates are missing here: sudo apt-get install ca-certificates"
        raise CannotFetchError(message) from error


def write_program(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    unfinished.chmod(0o755)
    unfinished.replace(path)


def main() -> None:
    folder = Path(sys.argv[1])
    print("Fetching uv, which installs the rest ...", file=sys.stderr)
    if fetch_with_pip(folder):
        return
    try:
        fetch_wheel(folder)
    except (CannotFetchError, OSError) as error:
        sys.exit(f"{error}\nuv could not be fetched. Install it your own way, then run make again: {UV_INSTALLATION}")


if __name__ == "__main__":
    main()
