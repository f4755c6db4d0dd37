"""Random edits, built one after the other in one folder: each time the bytes and the words of a clean build.

`FRONTDESK_EXAMPLES=2000 pytest tests/generator/incremental` looks for longer.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.generator.incremental.builds import MANNERS, CleanBuilds, Place, Result
from tests.generator.incremental.desk_state import start
from tests.generator.incremental.edits import Edit, edits

EXAMPLES: Final = int(os.environ.get("FRONTDESK_EXAMPLES", "9"))
# In a long run, each build may be one of a new process.
IS_LONG: Final = "FRONTDESK_EXAMPLES" in os.environ


@dataclass(frozen=True, slots=True)
class Step:
    """What is edited before the next build, how it is saved, and with how many processes it is built.

    `mended` is what was broken before: then the edits are made to the last state that could be published.
    """

    edits: tuple[Edit, ...]
    manner: str
    mended: bool
    jobs: int
    apart: bool


steps = st.builds(
    Step,
    st.lists(edits, max_size=3).map(tuple),
    st.sampled_from(MANNERS),
    st.integers(0, 9).map(bool),
    st.integers(1, 3),
    st.just(value=False) if not IS_LONG else st.integers(0, 9).map(lambda number: number == 9),
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> CleanBuilds:
    """Clean builds, each made once."""
    return CleanBuilds(tmp_path_factory.mktemp("clean"))


def check(place: Place, clean: CleanBuilds, steps: list[Step]) -> None:
    """Build after each step, and compare."""
    state = good = start()
    place.save(state)
    last = place.build(state.day)
    assert_same(last, clean.of(state), last)
    for step in steps:
        state = good if step.mended else state
        for edit in step.edits:
            state = edit.applied(state)
        place.save(state, step.manner)
        built = place.build(state.day, "--jobs", str(step.jobs), apart=step.apart)
        assert_same(built, clean.of(state), last)
        last = built
        good = state if last.code == 0 else good
        assert nothing_left_over(place.folder)


def assert_same(built: Result, clean: Result, last: Result) -> None:
    """The same words; and the same files, or those of the last build where there is an error."""
    assert (built.code, built.err, built.out) == (clean.code, clean.err, clean.out)
    expected = last if clean.code else clean
    differ = {
        path for path in built.site.keys() | expected.site.keys() if built.site.get(path) != expected.site.get(path)
    }
    assert differ == set()
    assert built.bundle == expected.bundle


def nothing_left_over(folder: Path) -> bool:
    """Whether there is nothing beside the site that a build should have put away."""
    return not [path.name for path in folder.iterdir() if path.name.startswith(".site")]


@pytest.fixture
def places(tmp_path: Path, clean: CleanBuilds) -> Iterator[CleanBuilds]:
    """Folders for the builds that come one after the other."""
    shells = CleanBuilds(tmp_path, clean.shells)
    yield shells
    clean.shells |= shells.shells


@settings(
    max_examples=EXAMPLES,
    derandomize=not IS_LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(steps=st.lists(steps, min_size=2, max_size=6))
def test_edits_built_one_after_the_other_give_what_a_clean_build_gives(
    steps: list[Step], places: CleanBuilds, clean: CleanBuilds
) -> None:
    """The site, the bundle and the findings, whatever was edited before (rows "rebuild after one edit", "correct")."""
    with places.place() as place:
        check(place, clean, steps)
