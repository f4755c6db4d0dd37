"""Addresses of other sites -> which of them lead nowhere, as the program linkchecker finds out.

It knows how to ask politely: few requests at a time for each site, robots.txt, redirects. Knows no page and no file.
"""

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

PROGRAM = "linkchecker"
# Of the answers of other sites: they are there, and would rather not be asked by a program.
_UNWILLING = ("401 ", "403 ", "405 ", "429 ", "999 ")
# Each address is asked on its own: no page behind one is read for more.
_OPTIONS = ("--stdin", "--recursion-level=0", "--no-status", "--verbose", "--output=csv/utf-8", "--timeout=30")
_LONGEST_REASON = 160


class LinkCheckerError(Exception):
    """The program is not there, or broke off. The message says what to do."""


def dead_addresses(addresses: Sequence[str]) -> Mapping[str, str]:
    """Those that lead nowhere, with the reason. Raises LinkCheckerError."""
    program = shutil.which(PROGRAM, path=str(Path(sys.executable).parent)) or shutil.which(PROGRAM)
    if program is None:
        raise LinkCheckerError("to ask other sites, linkchecker is needed: pip install 'frontdesk[links]'")
    if not addresses:
        return {}
    done = subprocess.run(  # noqa: S603 - the program that was just found; addresses go in as text
        [program, *_OPTIONS], input="\n".join(addresses), capture_output=True, encoding="utf-8", check=False
    )
    rows = list(_rows(done.stdout.splitlines()))
    if not rows:
        raise LinkCheckerError(f"linkchecker broke off: {done.stderr.strip()[-_LONGEST_REASON:]}")
    return {row["urlname"]: _reason(row["result"]) for row in rows if _is_dead(row)}


def _rows(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"))


def _is_dead(row: Mapping[str, str]) -> bool:
    return row["valid"] == "False" and not row["result"].startswith(_UNWILLING)


def _reason(result: str) -> str:
    """What went wrong, without what a program says of its own parts."""
    if "Failed to resolve" in result:
        return "there is no such site"
    if "Connection refused" in result:
        return "nobody answers there"
    return " ".join(result.split())[:_LONGEST_REASON]
