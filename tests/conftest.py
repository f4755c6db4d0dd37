"""What all tests may ask for."""

from pathlib import Path

import hypothesis
import pytest

from tests.project import Project

# A machine that is busy is no fault of the code.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/*/expected anew")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small project in English and Spanish without a fault."""
    folder = tmp_path / "project"
    folder.mkdir()
    return Project.good(folder)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the expected files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))
