"""What is kept between builds may be deleted, damaged or come from elsewhere at any time: builds only take longer."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from desk.folders import Folders
from tests.generator.incremental.builds import CleanBuilds, Place
from tests.generator.incremental.desk_state import State, start
from tests.generator.incremental.edits import Edit
from tests.generator.incremental.test_same_as_clean import assert_same

_CHANCE: Final = random.Random(6)  # noqa: S311 - the same damage in each run


def _deleted(file: Path) -> None:
    file.unlink()


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: _CHANCE.randrange(1 + file.stat().st_size)])


def _one_bit(file: Path) -> None:
    data = bytearray(file.read_bytes())
    if data:
        data[_CHANCE.randrange(len(data))] ^= 1 << _CHANCE.randrange(8)
    file.write_bytes(data)


def _longer(file: Path) -> None:
    file.write_bytes(file.read_bytes() * 2)


def _other_text(file: Path) -> None:
    file.write_bytes(b'{"version": 0}\n')


def _a_folder(file: Path) -> None:
    file.unlink()
    (file / "x").mkdir(parents=True)


DAMAGES: Final[tuple[Callable[[Path], None], ...]] = (
    _deleted,
    _emptied,
    _cut,
    _one_bit,
    _one_bit,
    _longer,
    _other_text,
    _a_folder,
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> CleanBuilds:
    """Clean builds, each made once."""
    return CleanBuilds(tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="module")
def states() -> tuple[State, State]:
    """The project before and after an edit of an answer and of a title."""
    before = start()
    return before, Edit("body", 2, 0).applied(Edit("line", 1, 0).applied(before))


@pytest.fixture
def place(tmp_path: Path, clean: CleanBuilds, states: tuple[State, State]) -> Iterator[Place]:
    """A folder in which the project was built, and built again."""
    clean.of(states[0])
    with CleanBuilds(tmp_path, clean.shells).place() as made:
        for state in (states[1], states[0]):
            made.save(state)
            made.build(state.day)
        yield made


def test_whatever_happened_to_all_kept_files(place: Place, clean: CleanBuilds, states: tuple[State, State]) -> None:
    """Deleted, cut, one bit turned over, folders in their place: the next build writes what a clean one writes."""
    state, other = states
    for damage in DAMAGES:
        for file in kept_files(place.folder):
            damage(file)
        state, other = other, state
        place.save(state)
        built = place.build(state.day)
        assert_same(built, clean.of(state), built)


def test_whatever_happened_to_one_kept_file(place: Place, clean: CleanBuilds, states: tuple[State, State]) -> None:
    """Each file by itself is missing or has one bit turned over, and nothing else has changed."""
    names = sorted(file.relative_to(place.folder) for file in kept_files(place.folder))
    assert names
    for name in names:
        if (place.folder / name).exists():
            (_deleted if _CHANCE.random() < 0.3 else _one_bit)(place.folder / name)
        built = place.build(states[0].day)
        assert_same(built, clean.of(states[0]), built)


def test_what_another_project_kept(
    place: Place, tmp_path: Path, clean: CleanBuilds, states: tuple[State, State]
) -> None:
    """Its cache lies here, and the whole project is a copy, stamps and all."""
    copy = Place(tmp_path / "copy", dict(place.files))
    shutil.copytree(place.folder, copy.folder)
    other = Edit("setting", 0, 1).applied(states[1])
    place.save(other)
    place.build(other.day)
    shutil.rmtree(Folders(copy.folder).cache)
    shutil.copytree(Folders(place.folder).cache, Folders(copy.folder).cache)
    built = copy.build(states[0].day)
    assert_same(built, clean.of(states[0]), built)


def test_what_somebody_did_to_the_site(place: Place, clean: CleanBuilds, states: tuple[State, State]) -> None:
    """Pages that were edited, deleted or added in the output are put right, and so is an output that is gone."""
    site = place.folder / "site"
    (site / "index.html").write_text("mine", encoding="utf-8")
    (site / "account/open-it/index.html").unlink()
    (site / "account/open-it/index.html").mkdir()
    shutil.rmtree(site / "es/fees")
    (site / "note.txt").write_text("mine", encoding="utf-8")
    for _ in range(2):
        built = place.build(states[0].day)
        assert_same(built, clean.of(states[0]), built)
        shutil.rmtree(site)


def test_two_outputs_by_turns(place: Place, clean: CleanBuilds, states: tuple[State, State]) -> None:
    """Each is brought up to date from what it was, not from what the other one was."""
    for state in (*states, *states[::-1]):
        place.save(state)
        place.build(state.day, "--output", str(place.folder / "elsewhere"))
        if state is states[0]:
            built = place.build(state.day)
            assert_same(built, clean.of(state), built)


def kept_files(folder: Path) -> list[Path]:
    """All files that a build may use again, and that it may do without."""
    return [file for file in Folders(folder).cache.rglob("*") if file.is_file()]
