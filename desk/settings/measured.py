"""Read the key `measured`, and the file of figures that it names.

Whether the figures are old, or speak of a channel that is gone, is for the rules of the build: neither stops a reader.
"""

import re
from pathlib import Path
from typing import cast, get_args

from desk.fields import Fields
from desk.finding import numbered
from desk.measured import EXPECTED_SHARE, MAX_AGE, Figures, Measured, WhenBroken, figures_from
from desk.yaml_lines import Text

KEY = "measured"
FILE = "measured.json"
MODES: tuple[WhenBroken, ...] = get_args(WhenBroken)
# A hundred topics in every channel take a tenth of it.
LARGEST = 1_000_000
LONGEST_AGE = 3650

_SHARE = re.compile(r"(?P<percent>\d{1,3}(?:\.\d+)?) ?%|(?P<fraction>[01](?:\.\d+)?)")
_DAYS = re.compile(r"(\d{1,4}) days?")


def read_measured(fields: Fields, project: Path | None) -> Measured | None:
    """The figures and what is expected of them; without a project's folder, only what is written is checked."""
    # The name of the file alone is enough.
    if isinstance(fields.table.entries.get(KEY), Text):
        file = fields.text(KEY, f"{KEY}: {FILE}")
        figures = _figures(fields, KEY, file, project)
        return Measured(file=file, figures=figures) if figures else None
    inner = fields.inside(KEY)
    if inner is None:
        return None
    file = inner.text("file", f"file: {FILE}")
    when_broken = cast("WhenBroken", inner.choice("when_broken", MODES, "warning"))
    share = inner.parsed("expected_share", "expected_share: 90 %", _share, "a share such as 90 %")
    max_age = inner.parsed("max_age", "max_age: 120 days", parse_days, "a number of days")
    inner.close()
    figures = _figures(inner, "file", file, project)
    if figures is None:
        return None
    return Measured(
        file=file,
        figures=figures,
        when_broken=when_broken,
        expected_share=share or EXPECTED_SHARE,
        max_age=max_age or MAX_AGE,
    )


def _figures(fields: Fields, key: str, file: str, project: Path | None) -> Figures | None:
    if project is None or not file.strip():
        return None
    again = f"frontdesk report response-times --output {FILE}"
    try:
        return figures_from(bytes_of_figures(project, file))
    except ValueError as error:
        fields.refuse(key, f"{file} {error}", f"write it again: {again}")
    except OSError as error:
        fields.refuse(key, f"{file} cannot be read: {error.strerror}", f"write it again: {again}")
    return None


def bytes_of_figures(project: Path, file: str) -> bytes:
    """The file's bytes. Raises ValueError for a file that is none of the project's, is not there, or is too large."""
    root = project.resolve()
    path = (root / file).resolve()
    if not path.is_relative_to(root):
        raise ValueError("lies outside of the project's folder")
    # A pipe has no end, and a device may have none either.
    if not path.is_file():
        raise ValueError("is not there, or is no file")
    if path.stat().st_size > LARGEST:
        raise ValueError(f"is larger than {numbered(LARGEST, 'byte')}")
    return path.read_bytes()


def _share(text: str) -> float:
    found = _SHARE.fullmatch(text.strip())
    share = (float(found["percent"]) / 100 if found["percent"] else float(found["fraction"])) if found else 0.0
    if not 0 < share <= 1:
        raise ValueError("write more than 0 %, and not more than 100 %")
    return share


def parse_days(text: str) -> int:
    """`90 days`, as a number. Raises ValueError."""
    found = _DAYS.fullmatch(text.strip())
    if found is None or not 1 <= int(found[1]) <= LONGEST_AGE:
        raise ValueError(f"write from 1 to {LONGEST_AGE} days")
    return int(found[1])
