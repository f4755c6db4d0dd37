"""The same input gives the same bytes, on any machine and in any process."""

import os
import subprocess
import sys
from pathlib import Path

from tests.project import Project

_DAY = "1795219200"  # 21 November 2026


def published(project: Project, output: Path, seed: str) -> dict[str, bytes]:
    """The site and the bundle as `frontdesk build --clean` writes them in a process with its own order of sets."""
    command = [sys.executable, "-m", "frontdesk", "build", "--clean", "--project", str(project.folder)]
    environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": _DAY}
    subprocess.run([*command, "--output", str(output)], env=environment, check=True, capture_output=True)
    files = {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}
    return files | {"bundle": (project.folder / ".frontdesk/bundle/bundle.json").read_bytes()}


def test_two_processes_write_the_same_site(project: Project, tmp_path: Path) -> None:
    """Pages, search index, feeds, manifest and bundle, whatever the seed of Python's hashes."""
    for language in ("en", "es"):
        project.answer(
            "See [a](close-it.md), {{ phone }}, {{ hours phone }}.", "synonyms: [a, b, c]", language=language
        )
    first = published(project, tmp_path / "one", "1")
    second = published(project, tmp_path / "two", "2")
    assert first.keys() == second.keys()
    assert {path for path, data in first.items() if data != second[path]} == set()
