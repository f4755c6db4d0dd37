"""Folders that cannot be written, disks that are full, and two builds at once: the published site stays whole."""

import ctypes
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.commands.conftest import DAY
from tests.generator.hard_input.published import beside, is_whole, published
from tests.project import Project

_ROOT: Final = Path(__file__).resolve().parents[3]
# Of Linux: PR_CAPBSET_DROP, and CAP_DAC_OVERRIDE, by which permissions do not bind an administrator.
_DROP, _OVERRIDE = 24, 1
# Said once by a build that finds another one at work.
_WAITING: Final = r"(another build is at work in \S+: waiting for it to end\n)*"
_ENVIRONMENT: Final = os.environ | {"SOURCE_DATE_EPOCH": DAY, "PYTHONDONTWRITEBYTECODE": "1"}


def command(project: Path, *options: str) -> list[str]:
    """A build in a process of its own."""
    return [sys.executable, "-m", "frontdesk", "build", "--project", str(project), *options]


def build(limited: Callable[[], None], project: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """Build within limits that are set before the process begins."""
    return subprocess.run(
        command(project, *options),
        cwd=_ROOT,
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
    )


def bound_by_permissions() -> None:
    """An administrator, too, cannot write where nobody may."""
    if os.getuid() == 0:
        ctypes.CDLL(None).prctl(_DROP, _OVERRIDE, 0, 0, 0)


def with_little_space() -> None:
    """No file may become large: what a full disk says, on any machine."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))


def test_a_folder_that_cannot_be_written_is_named(project: Project) -> None:
    """The site in it is as it was; and where nothing can be kept for the next build, there is one anyway."""
    site = project.folder / "public/site"
    first = build(bound_by_permissions, project.folder, "--output", str(site))
    assert (first.returncode, first.stderr) == (0, "")
    before = published(site)
    project.answer("Edited.")
    site.parent.chmod(0o555)
    second = build(bound_by_permissions, project.folder, "--output", str(site))
    site.parent.chmod(0o755)
    assert (second.returncode, second.stderr) == (
        1,
        f"the site could not be written to {site}: Permission denied. The site that was there is unchanged.\n",
    )
    assert published(site) == before
    cache = project.folder / ".frontdesk/cache"
    cache.chmod(0o555)
    third = build(bound_by_permissions, project.folder, "--output", str(site))
    cache.chmod(0o755)
    assert (third.returncode, third.stderr) == (0, "")
    assert b"Edited." in published(site)["account/open-it/index.html"]


def test_a_full_disk_is_named(project: Project) -> None:
    """The site is as it was, and nothing half-written is beside it."""
    site = project.folder / "site"
    assert build(bound_by_permissions, project.folder).returncode == 0
    before = published(site)
    project.answer("Edited, and long. " * 4000)
    full = build(with_little_space, project.folder)
    assert (full.returncode, full.stderr) == (
        1,
        f"the site could not be written to {site}: File too large. The site that was there is unchanged.\n",
    )
    assert published(site) == before
    assert beside(site) == set()


def test_two_builds_at_once_in_one_folder_both_end_well(project: Project) -> None:
    """What is published is whole, and what a build alone would have written."""
    _at_once(command(project.folder), command(project.folder))
    site = project.folder / "site"
    assert beside(site) == set()
    together = published(site)
    _at_once(command(project.folder, "--clean"))
    assert published(site) == together


def test_two_projects_with_one_output_leave_one_of_their_sites(project: Project, tmp_path: Path) -> None:
    """Never a mixture of both."""
    other = Project.good(tmp_path / "other", "en")
    site = tmp_path / "site"
    _at_once(command(project.folder, "--output", str(site)), command(other.folder, "--output", str(site)))
    assert is_whole(published(site))
    assert beside(site) == set()


def _at_once(*commands: list[str]) -> None:
    running = [
        subprocess.Popen(one, cwd=_ROOT, env=_ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for one in commands
    ]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert [code for _, code in ended] == [0] * len(commands)
    assert all(re.fullmatch(_WAITING, said) for said, _ in ended)
