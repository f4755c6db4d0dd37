"""The demonstration desk, built once."""

import shutil
from pathlib import Path

import pytest

from generator.build import Built
from tests.project import Project

_ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The desk of this repository, built from a copy."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(_ROOT / "site_config.yml", folder)
    for name in ("faq", "ack_templates", "theme"):
        shutil.copytree(_ROOT / name, folder / name)
    return Project(folder).build()
