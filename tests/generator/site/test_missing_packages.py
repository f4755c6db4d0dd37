"""Packages that a setting asks for and that are not there: what needs none of them builds, and the rest is explained."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.project import Project

ROOT = Path(__file__).parents[3]
# What pip would take away with each package.
FILES = {"mkdocs-material": ("material", "mkdocs_material"), "mkdocs": ("mkdocs",), "brotli": ("brotli", "_brotli")}

_BUILD = """
import sys
from datetime import date
from pathlib import Path
from desk.finding import FindingsError
from generator.build import build_site
try:
    print("built" if "index.html" in build_site(Path(sys.argv[1]), date(2026, 11, 21)).files else "")
except FindingsError as error:
    print("\\n".join(map(str, error.findings)))
"""


def build_without(packages: list[str], project: Project, folder: Path) -> str:
    """What a build says in an environment in which all packages are installed but these."""
    gone = {name for package in packages for name in FILES[package]}
    for file in Path(sysconfig.get_path("purelib")).iterdir():
        if file.name.partition("-")[0].partition(".")[0] not in gone and file.suffix != ".pth":
            (folder / file.name).symlink_to(file)
    command = [sys.executable, "-S", "-c", _BUILD, str(project.folder)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the other packages are."""
    made = tmp_path / "packages"
    made.mkdir()
    return made


def test_a_plain_site_needs_no_material(project: Project, folder: Path) -> None:
    """Neither MkDocs nor Material need be installed for `engine: plain`: a site outlives them."""
    project.change("site_config.yml", "organisation:", "engine: plain\norganisation:")
    assert build_without(["mkdocs", "mkdocs-material"], project, folder) == "built\n"


def test_a_missing_material_is_explained(project: Project, folder: Path) -> None:
    """`engine: material` names the packages, and the engine that needs none."""
    assert build_without(["mkdocs", "mkdocs-material"], project, folder) == (
        "site_config.yml:1: 'material' needs mkdocs and mkdocs-material, which are not installed [bad-value]\n"
        "    fix: pip install mkdocs mkdocs-material (where `make` set things up: tools/uv pip install mkdocs mkdocs-material), "
        "or write 'engine: plain'\n"
    )


def test_a_missing_brotli_is_explained(project: Project, folder: Path) -> None:
    """`precompressed: [gz, br]` says what to install, or to leave out."""
    project.change("site_config.yml", "organisation:", "engine: plain\nprecompressed: [gz, br]\norganisation:")
    assert build_without(["brotli"], project, folder) == (
        "site_config.yml:2: 'br' needs brotli, which is not installed [bad-value]\n"
        "    fix: pip install brotli (where `make` set things up: tools/uv pip install brotli), "
        "or write 'precompressed: [gz]'\n"
    )
