"""What customers write steers no terminal, and hides nothing on it; what is exported stays as they wrote it (row N4)."""

import csv
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.store.sqlite import SqliteStore
from desk.data import from_json, to_json
from frontdesk.commands import requests
from frontdesk.plain_sight import visible, visible_json
from tests.contact.conftest import Post
from tests.contact.test_commands import Output, project, run

__all__ = ["project"]

TURNED = "Pay \u202e)001 ruoy\u202c now"
SHOWN = "Pay <U+202E>)001 ruoy<U+202C> now"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (TURNED, SHOWN),
        ("\x1b[2Jgone", "<U+001B>[2Jgone"),
        ("\x9b2J", "<U+009B>2J"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("a\nb\rc", "a<U+000A>b<U+000D>c"),
        ("\U000e0041", "<U+E0041>"),
        ("\u3164", "<U+3164>"),
        ("half \ud800", "half <U+D800>"),
        ("ni\u0148o\tni\u00f1a \u0645\u06cc\u200c\u062e", "ni\u0148o\tni\u00f1a \u0645\u06cc\u200c\u062e"),
        ("\U0001f468\u200d\U0001f469 \u2764\ufe0f", "\U0001f468\u200d\U0001f469 \u2764\ufe0f"),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(typed: str, shown: str) -> None:
    """Controls, turned directions, nothing at all: by number; what languages and emoji need stays."""
    assert visible(typed) == shown


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_for_a_terminal_means_the_same(typed: str) -> None:
    """Spelled as JSON spells characters, so that a program reads what was typed (row T2)."""
    shown = visible_json(to_json([typed]).decode())
    assert from_json(shown.encode(), list[str]) == [typed]
    assert visible(shown) == shown


def test_show_spells_out_what_would_turn_a_line_round(
    project: Path, store: SqliteStore, post: Post, capsys: Output
) -> None:
    """On the screen of staff, in words and as JSON, no customer rewrites a line (row N4)."""
    post(message=TURNED)
    reference = store.newest(1)[0].reference
    assert run(requests, project, "show", reference) == 0
    assert f"    {SHOWN}\n" in capsys.readouterr().out
    for words in (("show", reference, "--json"), ("list", "--json"), ("export", reference)):
        assert run(requests, project, *words) == 0
        told = capsys.readouterr().out
        assert ("\u202e" in told, "Pay \\u202e)001 ruoy\\u202c now" in told) == (False, True)


def test_an_export_holds_what_was_typed(
    project: Path, post: Post, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a file or a pipe as it was typed, but for a spreadsheet's formulas; spelled out on a screen (row N3)."""
    post(message="\u202e=1+1")
    assert run(requests, project, "export", "--of", "ana@example.net", "--format", "csv") == 0
    assert "'\u202e=1+1" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(requests, project, "export", "--of", "ana@example.net", "--format", "csv") == 0
    assert "'<U+202E>=1+1\n" in capsys.readouterr().out
    folder = project / "ana"
    folder.mkdir(mode=0o755)
    (folder / "cases.csv").touch(mode=0o644)
    words = ("export", "--of", "ana@example.net", "--format", "csv", "--output", str(folder))
    assert run(requests, project, *words) == 0
    with (folder / "cases.csv").open(encoding="utf-8", newline="") as written:
        assert list(csv.reader(written))[1][-1] == "'\u202e=1+1"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "cases.csv")] == [0o700, 0o600]
