"""A file below faq/ that is not read -> the finding that says why, and what to do about it."""

import difflib
import os
import re
from collections.abc import Sequence
from shlex import quote

from desk.finding import Finding, Severity
from desk.place import Place
from generator.content.golden_queries import GOLDEN_FILE
from generator.content.synonyms import SYNONYMS_FILE

CATEGORY_FILE = "_category.yml"

_READ = (SYNONYMS_FILE, GOLDEN_FILE, CATEGORY_FILE)
# Other files of this ending may be downloads.
MISSPELLED = frozenset(name.replace(".yml", ".yaml") for name in _READ)

# Control characters and ends of lines, and what Python writes for a byte that is no UTF-8.
# Compiled when there is such a name, which takes longer than all else of this module.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"


def is_unseen(name: str) -> bool:
    """Whether a name has bytes that are no text, or signs that nobody sees: neither a page nor a terminal can show it."""
    return not name.isprintable() and bool(re.search(_UNSEEN, name))


def not_shown(file: str, severity: Severity) -> Finding:
    """A finding for such a file, and a command that gives it another name."""
    shown = _visible(file)
    # As shells read it between $' and '.
    written = _visible(file.replace("\\", "\\\\").replace("'", "\\'"))
    plain = re.sub(_UNSEEN, "-", file)
    is_text = file.encode(errors="ignore").decode() == file
    message = f"the name of this file {'has signs that nobody sees' if is_text else 'is not UTF-8 text'}"
    fix = f"git mv $'{written}' {quote(plain)}"
    return Finding(place=Place(shown), rule="bad-name", message=message, fix=fix, severity=severity)


def no_folder(folder: str, language: str = "") -> Finding:
    """For faq/, or the folder of a language, that is not there."""
    fix = 'frontdesk new question "How do I ...?" --category account'
    if language:
        fix = f"write the answers in {language} there, or take {language} out of 'languages:' in site_config.yml"
    return _found(folder, "no-content", f"there is no folder {folder if language else folder + '/'}", fix)


def in_no_category(file: str, language: str, path: str) -> Finding:
    """For a question directly in the folder of its language."""
    return _found(file, "no-category", f"{file} is in no category", f"git mv {file} faq/{language}/<category>/{path}")


def unknown_file(file: str, language: str) -> Finding:
    """For a file that looks as if something read it."""
    name = file.rpartition("/")[2]
    near = difflib.get_close_matches(name, _READ, n=1)
    folder = file.rpartition("/")[0] if near == [CATEGORY_FILE] else f"faq/{language}"
    fix = f"git mv {quote(file)} {quote(f'{folder}/{near[0]}')}" if near else f"git rm {quote(file)}"
    message = "nothing reads a file of this name here"
    return Finding(place=Place(file), rule="unknown-file", message=message, fix=fix, severity="warning")


def of_no_language(name: str, offered: Sequence[str]) -> Finding:
    """For a folder below faq/ that is none of a language."""
    message = f"faq/{name} is in no language that the site offers"
    return _found(f"faq/{name}", "unknown-language", message, f"offered: [{', '.join((*offered, name))}]")


def no_ordinary_file(file: str) -> Finding:
    """For a pipe, a socket or a device: to read from one may never end."""
    return unreadable(file, "this is no ordinary file", "put an ordinary file there, or delete it")


def unreadable(file: str, message: str, fix: str) -> Finding:
    """For a file or a folder that nobody can read."""
    return _found(file, "unreadable", message, fix)


def _found(file: str, rule: str, message: str, fix: str) -> Finding:
    return Finding(place=Place(file), rule=rule, message=message, fix=fix)


def _visible(file: str) -> str:
    return re.sub(_UNSEEN, _escaped, os.fsencode(file).decode("utf-8", "backslashreplace"))


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02x}" for byte in found[0].encode())
