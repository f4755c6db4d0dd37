"""A file that was damaged is as good as none."""

from pathlib import Path

import pytest

from desk.summed import read_summed, write_summed


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """In a folder that is made for it, in the place of an older file, and nothing is left beside it."""
    file = tmp_path / "cache" / "index"
    write_summed(file, b"old")
    write_summed(file, b"new")
    assert read_summed(file) == b"new"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("body", [b"", b"x", bytes(100)])
def test_every_bit_counts(tmp_path: Path, body: bytes) -> None:
    """One that turned over, a byte too few or too many: none of it is believed."""
    file = tmp_path / "index"
    write_summed(file, body)
    whole = file.read_bytes()
    assert read_summed(file) == body
    damaged = [
        whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :] for at in range(len(whole)) for bit in range(8)
    ]
    for content in (*damaged, whole[:-1], whole + b"\0", b""):
        file.write_bytes(content)
        assert read_summed(file) is None


def test_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    """A file that is not there, and a folder in its place."""
    assert read_summed(tmp_path / "missing") is None
    assert read_summed(tmp_path) is None
