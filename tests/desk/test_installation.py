"""What is made of the product alone is kept beside the code: missing, damaged or old, it only costs time (row W1)."""

import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from desk import installation
from desk.installation import Installation
from desk.installed import installed, version_of

KEY, OTHER = b"k" * 16, b"o" * 16


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "kept.bin"


def test_what_one_process_kept_another_finds(file: Path) -> None:
    """Also when both have read the file before either wrote."""
    one, other = Installation(file), Installation(file)
    assert one.get(KEY) is None
    assert other.get(KEY) is None
    one.put(KEY, b"value")
    other.put(OTHER, b"other value")
    assert other.get(KEY) == b"value"
    assert Installation(file).get(OTHER) == b"other value"
    assert [left.name for left in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("damage", [b"", b"frontdesk 1\n", b"x" * 400])
def test_a_damaged_file_holds_nothing(file: Path, damage: bytes) -> None:
    """What follows is kept again."""
    Installation(file).put(KEY, b"value")
    whole = file.read_bytes()
    for broken in (damage, whole[:-1], whole.replace(b"value", b"vague"), whole + b"x"):
        file.write_bytes(broken)
        assert Installation(file).get(KEY) is None
    Installation(file).put(KEY, b"value")
    assert file.read_bytes() == whole


def test_where_python_keeps_nothing_nothing_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Told so, or in a folder that cannot be written: the process that made it has it all the same."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    here = Installation(file)
    here.put(KEY, b"value")
    assert here.get(KEY) == b"value"
    assert not file.parent.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "a file").touch()
    nowhere = Installation(tmp_path / "a file" / "kept.bin")
    nowhere.put(KEY, b"value")
    assert nowhere.get(KEY) == b"value"


def test_what_old_versions_left_is_dropped(file: Path) -> None:
    """It never grows beyond what two versions of the product have."""
    here = Installation(file)
    for number in range(210):
        here.put(number.to_bytes(16), b"value")
    assert here.get((209).to_bytes(16)) == b"value"
    assert here.get((1).to_bytes(16)) is None


def test_versions_are_those_that_python_tells_of() -> None:
    """Read from the names of folders, in a hundredth of the time."""
    told = {found.name: found.version for found in distributions()}
    assert {name: version_of(name) for name in told} == told
    assert version_of("Mkdocs_Material") == told["mkdocs-material"]
    assert version_of("no-such-package") is None
    assert list(installed()) == sorted(set(installed()))


def test_where_nothing_is_written_beside_the_code_the_project_keeps_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So an installation that only its owner may write makes no later build slower."""
    monkeypatch.setattr(installation, "installation", lambda: Installation(file))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    project: dict[bytes, bytes] = {}
    installation.of_product(Drawer(project)).put(KEY, b"value")
    assert (file.exists(), project) == (False, {KEY: b"value"})
    assert installation.of_product(Drawer(project)).get(KEY) == b"value"
    assert installation.of_product(None).get(KEY) is None


class Drawer:
    """What a project keeps."""

    def __init__(self, values: dict[bytes, bytes]) -> None:
        self.values = values

    def get(self, key: bytes) -> bytes | None:
        return self.values.get(key)

    def put(self, key: bytes, value: bytes) -> None:
        self.values[key] = value
