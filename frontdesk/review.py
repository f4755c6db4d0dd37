"""What a change of the settings asks people to read again, as the commands print it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from desk.bundle import Bundle, read_bundle
from desk.data import UnreadableError, from_json, read, to_json
from desk.finding import numbered
from desk.folders import Folders
from desk.place import Place
from desk.settings import Settings
from generator.build import Built
from generator.changed_values import Change, changes
from generator.output import replace_file

# So many places fit into a note; `frontdesk facts --since` lists them all.
_SHOWN = 5
_PAGES_FILE = "pages.json"


def notes_since_last_build(project: Path, built: Built) -> Iterator[str]:
    """One line for each value that is another one than in the last build; none where there was no build."""
    last = _settings_of_pages(project)
    if last is None or last == built.site.settings:
        return
    now = from_json(built.bundle, Bundle)
    for change in changes(last, now.settings, now.words, built.uses, now.templates):
        yield _note(change)


def remember_settings_of_pages(project: Path, built: Built) -> None:
    """Keep what the pages were drawn from: `frontdesk build --desk-only` changes the bundle, and no page."""
    replace_file(Folders(project).state / _PAGES_FILE, to_json(built.site.settings), private=True)


def _settings_of_pages(project: Path) -> Settings | None:
    folders = Folders(project)
    try:
        return read(folders.state / _PAGES_FILE, Settings)
    except FileNotFoundError:
        pass
    except (OSError, UnreadableError):
        return None
    try:
        return read_bundle(folders.bundle).settings
    except (OSError, UnreadableError):
        return None


def _note(change: Change) -> str:
    language = next(iter(change.after))
    old, new = (f"'{value[language]}'" if value[language] else "nothing" for value in (change.before, change.after))
    what = f"note: {{{{ {change.call} }}}} said {old} and now says {new}"
    files = _one_a_file(change.answers)
    if not files:
        return f"{what}; no answer shows it"
    shown = ", ".join(map(str, change.answers[:_SHOWN]))
    more = f" and {len(change.answers) - _SHOWN} more places" if len(change.answers) > _SHOWN else ""
    return f"{what}; read again {numbered(len(files), 'answer')}: {shown}{more}"


def described(change: Change) -> str:
    """A change with every place, for `frontdesk facts --since`."""
    lines = [change.call]
    lines += [
        f"    {code}: {change.before[code] or '(nothing)'} -> {after or '(nothing)'}"
        for code, after in change.after.items()
    ]
    lines += [f"    {place}" for place in (*change.answers, *_one_a_file(change.templates))]
    if not change.answers and not change.templates:
        lines.append("    no answer shows it")
    return "\n".join(lines)


def _one_a_file(places: Sequence[Place]) -> list[Place]:
    return list({place.file: place for place in reversed(places)}.values())[::-1]
