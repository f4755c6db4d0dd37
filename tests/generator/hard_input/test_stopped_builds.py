"""Ctrl-C, or a killed build, at any moment: the published site is whole, and the next build heals what is left over.

`FRONTDESK_EXAMPLES=1 pytest tests/generator/hard_input` stops builds at every step.
"""

import os
import signal
from pathlib import Path
from typing import Final

import pytest

from tests.generator.hard_input.published import beside, is_whole, published
from tests.generator.hard_input.stopped import build_stopped
from tests.project import Project

IS_LONG: Final = "FRONTDESK_EXAMPLES" in os.environ
# In how many places a build is stopped in the suite: spread over it, and close together at its end, where it publishes.
SPREAD, AT_THE_END = 5, 4
_NEVER: Final = 0


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that was built once."""
    project = Project.good(tmp_path_factory.mktemp("stopped"))
    code, _ = build_stopped(project.folder, _NEVER, signal.SIGINT)
    assert code == 0
    return project


def edited(project: Project, number: int) -> None:
    """Two edits that are seen in many files."""
    project.answer(f"Edit number {number}.")
    project.write("faq/en/account/_category.yml", f"title: Account {number}\n")
    project.write("faq/es/account/_category.yml", f"title: Cuenta {number}\n")


@pytest.mark.parametrize("options", [(), ("--jobs", "2")] if IS_LONG else [()], ids=" ".join)
def test_a_build_that_is_stopped_anywhere_leaves_the_old_site_or_the_new_one(
    options: tuple[str, ...], desk: Project
) -> None:
    """After Ctrl-C nothing in between; and the next build finishes what was begun (row "Ctrl-C leaves the old site whole")."""
    site = desk.folder / "site"
    edited(desk, 0)
    _, steps = build_stopped(desk.folder, _NEVER, signal.SIGINT, *options)
    for number in range(1, steps + 1) if IS_LONG else some_of(steps):
        by = signal.SIGKILL if number % 2 else signal.SIGINT
        old = published(site)
        edited(desk, number)
        code, _ = build_stopped(desk.folder, number, by, *options)
        stopped = published(site)
        code_of_next, _ = build_stopped(desk.folder, _NEVER, by, *options)
        new = published(site)
        # The last steps of all come after the new site is there.
        assert code in ({130, 0} if by == signal.SIGINT else {-signal.SIGKILL, 0}), number
        if by == signal.SIGINT:
            assert stopped in (old, new), number
            assert is_whole(stopped), number
        # Killed while files change places: each is whole, of the old site or of the new one.
        assert all(data in (old.get(path), new.get(path)) for path, data in stopped.items()), number
        assert code_of_next == 0
        assert f"Edit number {number}." in new["account/open-it/index.html"].decode()
        assert is_whole(new)
        assert beside(site) == set(), number


def some_of(steps: int) -> list[int]:
    """Some over the whole build, and the last ones, in which it publishes."""
    return sorted({*range(1, steps, max(1, steps // SPREAD)), *range(steps - AT_THE_END, steps)})


def test_what_killed_builds_left_over_is_what_a_clean_build_writes(desk: Project, tmp_path: Path) -> None:
    """Also what is kept for the next build: nothing half-written of it is believed."""
    build_stopped(desk.folder, _NEVER, signal.SIGINT)
    build_stopped(desk.folder, _NEVER, signal.SIGINT, "--clean", "--output", str(tmp_path / "clean"))
    assert published(desk.folder / "site") == published(tmp_path / "clean")
