"""Runs the command in this process."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from frontdesk.cli import main
from tests.project import Project

# Noon of 21 November 2026.
DAY = "1795262400"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("check", "--strict")` is `frontdesk check --strict` in the project's folder, on the day of all tests."""
    monkeypatch.chdir(project.folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setenv("COLUMNS", "120")

    def ran(*words: str) -> Ran:
        try:
            code = main(words)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return ran
