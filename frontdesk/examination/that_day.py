"""The history of a project and a day -> its settings, templates, answers and policies of that day, as files of a bundle.

Knows git from frontdesk.examination.git alone, and no log.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from desk.finding import FindingsError
from desk.settings.file import read_settings
from desk.settings.model import Settings
from frontdesk.examination.git import Blob, Commit, blobs, commit_before, contents, folder_of, uncommitted

SETTINGS = "site_config.yml"
# Always part of it; what the settings name of files beside them is added.
PARTS = (SETTINGS, "faq", "ack_templates")
SHORTEST_NAME = 4

Put = Callable[[str, bytes], None]


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day, and the first instant after it on the desk's clock."""

    day: date
    end: datetime


def day_in(zone: str, day: date) -> Day:
    """The day on the clock of a time zone."""
    return Day(day=day, end=datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC))


@dataclass(frozen=True, kw_only=True)
class ThatDay:
    """What was found. `place` is the project's folder in the repository then, empty at its top.

    `settings` is None where this Frontdesk cannot read them; `unreadable` says why. `missing` are policies that were not
    there on that day, `left_out` what is no file, such as links; `unsaved` says that the project has changes that are in no
    commit.
    """

    commit: Commit
    place: str
    settings: Settings | None
    unreadable: str
    policies: Sequence[str]
    templates: Sequence[str]
    missing: Sequence[str]
    left_out: Sequence[str]
    unsaved: bool


def that_day(project: Path, day: Day, named_today: Sequence[str], folder: Path, put: Put) -> ThatDay:
    """Put the files of a day. `folder` is where they lie then. Raises GitError and OSError.

    Policies are those that the settings of that day name, and those that today's name, as far as they were there.
    """
    commit = commit_before(project, day.end)
    place = folder_of(project, commit, SETTINGS)
    everything = {blob.path: blob for blob in blobs(project, commit, place)}
    text = _text_of(project, everything.get(SETTINGS))
    base = [path for path in everything if _is_below(path, PARTS) or (len(path) > SHORTEST_NAME and path in text)]
    left_out = _put(project, [everything[path] for path in base], put)
    settings, unreadable = _settings(folder, day.day)
    named = dict.fromkeys([*(settings.reports.policies if settings else ()), *named_today])
    policies = [path for path in everything if _is_below(path, tuple(named))]
    left_out += _put(project, [everything[path] for path in policies if path not in base], put)
    return ThatDay(
        commit=commit,
        place=place,
        settings=settings,
        unreadable=unreadable,
        policies=[path for path in policies if everything[path].is_file],
        templates=[path for path in base if path.startswith("ack_templates/")],
        missing=[name for name in named if not any(_is_below(path, (name,)) for path in everything)],
        left_out=left_out,
        unsaved=uncommitted(project, [*PARTS, *named]),
    )


def _text_of(project: Path, blob: Blob | None) -> str:
    return next((content.decode(errors="replace") for _, content in contents(project, [blob])), "") if blob else ""


def _put(project: Path, some: Sequence[Blob], put: Put) -> list[str]:
    """Put the files; the paths of what is none."""
    for blob, content in contents(project, [blob for blob in some if blob.is_file]):
        put(blob.path, content)
    return [blob.path for blob in some if not blob.is_file]


def _settings(folder: Path, day: date) -> tuple[Settings | None, str]:
    try:
        return read_settings(folder, day), ""
    except FindingsError as error:
        return None, "; ".join(_shown(error))


def _shown(error: FindingsError) -> Iterator[str]:
    for finding in error.findings:
        yield f"{finding.place}: {finding.message}"


def _is_below(path: str, parts: Sequence[str]) -> bool:
    return any(path == part.rstrip("/") or path.startswith(f"{part.rstrip('/')}/") for part in parts)
