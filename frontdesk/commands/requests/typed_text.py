"""What somebody wants to say -> a text: from an option, a file, the input, or the editor that the environment names.

What was typed is never lost: where it could not be written, it lies in a file, and the message says which.
"""

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contact.letters import LetterError
from contact.log import ErasedError
from contact.store import StoreError
from desk.folders import Folders, made_private, write_private
from frontdesk.backend import BackendError
from frontdesk.commands.requests.acting import why_not
from frontdesk.plain_sight import visible_lines

STDIN = "-"
_CUT = "# ------------------------ 8< ------------------------"
_BELOW = "# Nothing from here on is sent. Close without a text above, and nothing happens."
# Editors obey lines at the end of a file (vim the last five, Emacs those of the last page): they must not be the customer's.
_END = "\n\f\n" + 6 * "#\n"


def text_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """Where the text comes from."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--text", metavar="TEXT", help=f"{what}; without it and --file, your editor ($EDITOR) is opened"
    )
    source.add_argument("--file", type=Path, metavar="FILE", help="the file that it stands in; - is the input")


@contextmanager
def typed_text(options: argparse.Namespace, name: str, *, about: str = "") -> Iterator[str]:
    """The text, under the `name` of a draft; `about` is shown in the editor below it. Raises BackendError."""
    text = _text(options, name, about)
    try:
        yield text
    except (BackendError, ErasedError, LetterError, StoreError) as error:
        if options.file and str(options.file) != STDIN:
            raise
        draft = _draft(options.project, name)
        write_private(draft, text.encode())
        told = str(error) if isinstance(error, BackendError) else why_not(error, name.partition(".")[0])
        raise BackendError(f"{told}. Your text is kept: --file {draft}") from None
    _draft(options.project, name).unlink(missing_ok=True)


def given(options: argparse.Namespace) -> bool:
    """Whether a text was named without an editor."""
    return options.text is not None or options.file is not None


def _text(options: argparse.Namespace, name: str, about: str) -> str:
    text: str
    if options.text is not None:
        text = options.text
    elif options.file is not None and str(options.file) != STDIN:
        text = _read(options.file)
    elif options.file is not None or not _is_typed():
        text = sys.stdin.read()
    else:
        text = _edited(options.project, name, about)
    if not text.strip():
        raise BackendError("there is no text, so nothing was written")
    return text.strip()


def _is_typed() -> bool:
    """Whether somebody sits at the input, who can use an editor."""
    return sys.stdin.isatty()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BackendError(f"there is no file {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BackendError(f"{path} cannot be read as UTF-8 text ({error})") from None


def _edited(project: Path, name: str, about: str) -> str:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise BackendError("say it with --text or --file, or name your editor in the variable EDITOR")
    draft = _draft(project, name)
    began = draft.read_text(encoding="utf-8") if draft.exists() else ""
    write_private(draft, f"{began}\n\n{_CUT}\n{_BELOW}\n\n{visible_lines(about)}\n{_END}".encode())
    try:
        done = subprocess.run([*shlex.split(editor), str(draft)], check=False)  # noqa: S603 - the editor of whoever types
    except (OSError, ValueError) as error:
        draft.unlink()
        raise BackendError(f"the editor '{editor}' does not start ({error})") from None
    text = draft.read_text(encoding="utf-8").partition(_CUT)[0].strip()
    if done.returncode and not text:
        draft.unlink()
        raise BackendError("the editor ended with an error, so nothing was written")
    if done.returncode:
        # What the customer wrote stays in no file beside the log.
        write_private(draft, text.encode())
        raise BackendError(f"the editor ended with an error, so nothing was written. Your text is kept: --file {draft}")
    draft.unlink()
    return text


def drop_drafts(project: Path, reference: str) -> None:
    """Take away what somebody began to write about a case and never sent: it may hold what its customer wrote."""
    for path in (Folders(project).state / "drafts").glob(f"{reference}.*.txt"):
        path.unlink(missing_ok=True)


def _draft(project: Path, name: str) -> Path:
    return made_private(Folders(project).state / "drafts") / f"{name}.txt"
