"""Two that want to work in one folder do so one after the other."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from generator.turns import BusyError, turn


def test_who_comes_second_waits_and_is_told(tmp_path: Path) -> None:
    """And gives up at last, with a message that says what to do."""
    told: list[str] = []
    with turn(tmp_path), pytest.raises(BusyError) as caught, turn(tmp_path, told.append, patience=0.1):
        pass
    assert told == [f"another build is at work in {tmp_path}: waiting for it to end"]
    assert str(caught.value) == f"another build has been at work in {tmp_path} for 0 s: end it first"


def test_the_next_one_has_its_turn(tmp_path: Path) -> None:
    """Also after one that failed."""
    with pytest.raises(ValueError, match="broken"), turn(tmp_path):
        raise ValueError("broken")
    told: list[str] = []
    with turn(tmp_path, told.append):
        assert told == []


def test_a_process_that_was_killed_holds_no_turn(tmp_path: Path) -> None:
    """The kernel takes it back."""
    started = multiprocessing.get_context("fork").Event()

    def hold() -> None:
        with turn(tmp_path):
            started.set()
            signal.pause()

    process = multiprocessing.get_context("fork").Process(target=hold)
    process.start()
    assert started.wait(10)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    with turn(tmp_path, patience=5):
        pass


def test_a_folder_that_is_not_there_needs_no_turn(tmp_path: Path) -> None:
    """Whoever works in it will say what is wrong."""
    with turn(tmp_path / "missing"):
        pass
