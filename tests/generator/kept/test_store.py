"""Kept values come back whole or not at all, whatever happened to the files."""

import subprocess
import sys
from pathlib import Path

import pytest

from desk.kept import KEY, beside, key_of
from generator.kept.store import Store, open_store
from generator.kept.values import Shelf

MAKER = b"this version"


def saved(folder: Path, values: dict[bytes, bytes]) -> Store:
    """A store that was written and opened again."""
    store = open_store(folder, MAKER)
    for key, value in values.items():
        store.put(key, value)
    store.save(whole=True)
    store.close()
    return open_store(folder, MAKER)


VALUES = {key_of("number", str(number).encode()): bytes([number]) * number for number in range(1, 40)}


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    """Every value by its key, and nothing by another one (row W1)."""
    store = saved(tmp_path / "kept", VALUES)
    assert {key: store.get(key) for key in VALUES} == VALUES
    assert store.get(key_of("number", b"40")) is None


def test_a_value_is_there_for_the_build_that_put_it(tmp_path: Path) -> None:
    """Once the process has settled, without the index being written."""
    store = open_store(tmp_path, MAKER)
    key = key_of("a")
    store.put(key, b"first")
    store.settle()
    assert store.get(key) == b"first"
    store.put(key, b"second")
    store.settle()
    assert store.get(key) == b"second"
    store.save(whole=True)


def test_what_a_whole_build_did_not_use_is_dropped(tmp_path: Path) -> None:
    """So that the cache does not grow; a build that stopped at an error drops nothing."""
    first, second = list(VALUES)[:2]
    store = saved(tmp_path, {first: b"1", second: b"2"})
    assert store.get(first) == b"1"
    store.save(whole=False)
    store = open_store(tmp_path, MAKER)
    assert store.has(first)
    store.save(whole=True)
    store = open_store(tmp_path, MAKER)
    assert (store.get(first), store.get(second)) == (b"1", None)


def test_another_maker_finds_nothing(tmp_path: Path) -> None:
    """What another version of the code or of a library worked out is not used."""
    saved(tmp_path, VALUES)
    store = open_store(tmp_path, b"another version")
    assert [store.get(key) for key in VALUES] == [None] * len(VALUES)


@pytest.mark.parametrize("cut", [0, 1, 20, 200, -1])
def test_a_file_that_was_cut_gives_whole_values_or_none(tmp_path: Path, cut: int) -> None:
    """Each file in turn; what is left of it is never taken for a value."""
    saved(tmp_path, VALUES)
    for file in sorted(tmp_path.iterdir()):
        whole = file.read_bytes()
        file.write_bytes(whole[:cut])
        store = open_store(tmp_path, MAKER)
        assert {store.get(key) for key in VALUES} <= {None, *VALUES.values()}
        store.close()
        file.write_bytes(whole)


def test_a_bit_that_turned_over_is_noticed(tmp_path: Path) -> None:
    """In the index all is lost, among the values one."""
    saved(tmp_path, VALUES)
    for file in sorted(tmp_path.iterdir()):
        whole = file.read_bytes()
        for at in range(0, len(whole), 7):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            store = open_store(tmp_path, MAKER)
            assert all(store.get(key) in {None, value} for key, value in VALUES.items())
            store.close()
        file.write_bytes(whole)


def test_many_builds_leave_few_files(tmp_path: Path) -> None:
    """Each build adds one; small ones are written together before there are too many."""
    store = saved(tmp_path, VALUES)
    for build in range(100):
        for key in VALUES:
            store.has(key)
        store.put(key_of("build", str(build).encode()), bytes(100))
        store.save(whole=True)
        store = open_store(tmp_path, MAKER)
    assert len(list(tmp_path.iterdir())) < 45
    assert {key: store.get(key) for key in VALUES} == VALUES


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    """Values are held in memory for the build."""
    (tmp_path / "kept").write_text("a file is in the way")
    store = open_store(tmp_path / "kept", MAKER)
    store.put(key_of("a"), b"value")
    store.settle()
    assert store.get(key_of("a")) == b"value"
    store.save(whole=True)


_APART = """
import sys
from functools import partial
from pathlib import Path
from desk.kept import key_of
from generator.kept.store import open_store
from generator.processes import results

store = open_store(Path(sys.argv[1]), b"this version")

def put(number):
    store.apart()
    store.put(key_of("from", b"%d" % number), b"%d" % number)
    return store.written()

for written in results([partial(put, number) for number in range(4)], jobs=2):
    store.take(written)
store.save(whole=True)
"""


def test_what_other_processes_put_is_found(tmp_path: Path) -> None:
    """Each writes a file of its own, and says what is in it; also where a file is in the way of all of them."""
    for folder in (tmp_path / "kept", tmp_path / "kept" / "index"):
        done = subprocess.run(
            [sys.executable, "-c", _APART, str(folder)], capture_output=True, text=True, check=False, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, "")
    store = open_store(tmp_path / "kept", MAKER)
    assert [store.get(key_of("from", b"%d" % number)) for number in range(4)] == [b"0", b"1", b"2", b"3"]


def test_a_value_of_another_shape_counts_as_absent(tmp_path: Path) -> None:
    """A stage asks for what it can read."""
    store = open_store(tmp_path, MAKER)
    Shelf(store, list[int]).put(key_of("a"), [1, 2])
    store.settle()
    assert Shelf(store, list[int]).get(key_of("a")) == [1, 2]
    assert Shelf(store, dict[str, str]).get(key_of("a")) is None
    store.save(whole=True)


def test_values_that_belong_together_have_keys_of_their_own() -> None:
    """Whatever the last byte of a digest happens to be."""
    keys = [key_of("page", str(number).encode()) for number in range(2000)]
    assert len({*keys, *(beside(key, b"r") for key in keys)}) == 2 * len(keys)
    assert {len(key) for key in keys} == {KEY}
