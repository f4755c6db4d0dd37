"""What a person at a terminal sees of long work, and that it does not slow the work down."""

import os
import sys
import threading

import pytest

from frontdesk import terminal


def seen_while_working(monkeypatch: pytest.MonkeyPatch, patience: float) -> bytes:
    """What a terminal shows of work that takes longer than `patience`, or is over before."""
    there, here = os.openpty()
    monkeypatch.setattr(terminal, "PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    threads = threading.active_count()
    with os.fdopen(here, "w", encoding="utf-8") as stderr, monkeypatch.context() as own:
        own.setattr(sys, "stderr", stderr)
        with terminal.progress() as report:
            report("answers", 1, 2)
            report("answers", 2, 2)
            assert threading.active_count() == threads
        stderr.write("over")
    shown = os.read(there, 1 << 16)
    os.close(there)
    return shown


def test_long_work_has_a_bar_and_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a thread that draws, no process could be forked off."""
    assert b"answers" in seen_while_working(monkeypatch, patience=-1.0)


def test_what_is_over_in_a_moment_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """To get one ready takes longer."""
    assert seen_while_working(monkeypatch, patience=600.0) == b"over"


def test_where_nobody_watches_nothing_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a file, or on a build server."""
    monkeypatch.setattr(terminal, "PATIENCE", -1.0)
    with terminal.progress() as report:
        report("answers", 2, 2)
    assert capsys.readouterr() == ("", "")
