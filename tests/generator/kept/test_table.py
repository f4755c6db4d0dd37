"""A table of a whole site: whatever was kept last is what is read, also where most of it was written long before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kept.store import Store, open_store
from generator.kept.table import Table

Rows = dict[str, tuple[str, int]]
ROWS = st.dictionaries(st.sampled_from([f"row-{number}" for number in range(60)]), st.integers(0, 3), max_size=60)


def table(store: Store) -> Table[str, tuple[str, int]]:
    return Table(store, "rows", str, tuple[str, int])


def saved(folder: Path, rows: dict[str, int], note: bytes) -> int:
    """What was not touched is handed on as it was read; how many bytes were kept for it."""
    store = open_store(folder, b"maker")
    known = table(store)
    touched: Rows = {name: (name, number) for name, number in rows.items()}
    known.keep({name: old if (old := known.rows.get(name)) == row else row for name, row in touched.items()}, note)
    store.save(whole=True)
    store.close()
    return sum(file.stat().st_size for file in folder.glob("*.kept"))


@given(st.lists(st.tuples(ROWS, st.binary(max_size=2)), min_size=1, max_size=5))
def test_what_was_kept_last_is_read(
    tmp_path_factory: pytest.TempPathFactory, states: list[tuple[dict[str, int], bytes]]
) -> None:
    """After any edits, one build after the other."""
    folder = tmp_path_factory.mktemp("kept")
    for rows, note in states:
        saved(folder, rows, note)
        read = table(open_store(folder, b"maker"))
        assert read.rows == {name: (name, number) for name, number in rows.items()}
        assert read.note == note


def test_one_row_does_not_write_all_anew(tmp_path: Path) -> None:
    """An edit of one answer among ten thousand."""
    rows = {f"row-{number}": number for number in range(1000)}
    first = saved(tmp_path, rows, b"")
    second = saved(tmp_path, rows | {"row-7": 8, "new": 1}, b"")
    assert second - first < first / 20


def test_a_table_of_which_the_most_is_lost_is_empty(tmp_path: Path) -> None:
    """What changed since is not half a table."""
    rows = {f"row-{number}": number for number in range(1000)}
    saved(tmp_path, rows, b"")
    saved(tmp_path, rows | {"row-7": 8}, b"")
    max(tmp_path.glob("*.kept"), key=lambda file: file.stat().st_size).unlink()
    assert table(open_store(tmp_path, b"maker")).rows == {}
