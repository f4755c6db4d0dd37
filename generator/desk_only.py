"""site_config.yml -> the files of a published site that hold only the desk, and the settings in its contact bundle (row U1).

For a notice that has to be told at once: no answer is read, no page is drawn. Knows nothing of MkDocs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes, read_bundle
from desk.data import UnreadableError, replace
from desk.finding import Finding, FindingsError, errors, in_order
from desk.folders import Folders
from desk.form.action import offers_calls
from desk.settings import Settings, read_settings
from generator.desk_files import desk_files
from generator.output import OutputError, replace_file
from generator.replacing import replace_files

# What pages show of the settings, besides notices, and what an owner calls it.
ON_PAGES = {
    "organisation": "organisation",
    "channels": "channels",
    "calendars": "hours",
    "response_times": "response_times",
    "topics": "topics",
    "facts": "facts",
    "assistant": "assistant",
    "profiles": "profiles",
    "complaints": "complaints",
    "measured": "measured",
    "dialect": "dialect",
    "engine": "engine",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOnly:
    """The `files` that were written, the settings whose change pages do not show yet, and what a person should mend."""

    files: tuple[str, ...]
    waiting: tuple[str, ...]
    notices: bool
    findings: tuple[Finding, ...]


def publish_desk_only(project: Path, output: Path, today: date, *, strict: bool = False) -> DeskOnly:
    """Write them, or nothing. Raises FindingsError, and OutputError where the site has to be built in full first."""
    settings = read_settings(project, today)
    bundle = _published(project)
    _refuse_other_pages(bundle.settings, settings)
    waiting = tuple(name for key, name in ON_PAGES.items() if getattr(settings, key) != getattr(bundle.settings, key))
    findings = in_order(_findings(settings, today) if waiting else ())
    if errors(findings) or (strict and findings):
        raise FindingsError(findings)
    words = {language: bundle.words_in(language) for language in settings.languages.offered}
    files = replace_files(desk_files(settings, words, today), output)
    # The commit stays that of the pages, which are as they were.
    replace_file(Folders(project).bundle / BUNDLE_FILE, bundle_bytes(replace(bundle, settings=settings)), private=True)
    notices = settings.notices != bundle.settings.notices
    return DeskOnly(files=files, waiting=waiting, notices=notices, findings=findings)


def _published(project: Path) -> Bundle:
    folder = Folders(project).bundle
    try:
        return read_bundle(folder)
    except FileNotFoundError:
        raise OutputError(f"there is no contact bundle in {folder}: run `frontdesk build` first") from None
    except (UnreadableError, OSError) as error:
        raise OutputError(f"the contact bundle in {folder} cannot be read ({error}): run `frontdesk build`") from error


def _refuse_other_pages(before: Settings, now: Settings) -> None:
    """What stands in the frame of every page, and a page that comes or goes, cannot be changed without them."""
    changed = {
        "languages": before.languages != now.languages,
        "organisation.site_url": before.organisation.site_url != now.organisation.site_url,
        # Mails and programs are told of its page, which is there or not.
        "channels.phone.callback": offers_calls(before) != offers_calls(now),
        "channels.form.endpoint": before.channels.form.endpoint != now.channels.form.endpoint,
    }
    names = [f"'{name}'" for name, differs in changed.items() if differs]
    if names:
        raise OutputError(
            f"{', '.join(names)} changed, so every page does: run `frontdesk build`. Nothing was published."
        )


def _findings(settings: Settings, today: date) -> Iterator[Finding]:
    """What the rules of a full build say of the settings alone."""
    # A notice cannot break them, and they take longer to import than all else takes.
    from generator.content import Site  # noqa: PLC0415 - see above
    from generator.rules.measured import measured_nowhere, promise_not_kept  # noqa: PLC0415 - see above
    from generator.rules.profiles import settings_findings  # noqa: PLC0415 - see above

    offered = settings.languages.offered
    site = Site(
        settings=settings,
        categories={language: {} for language in offered},
        questions={language: {} for language in offered},
    )
    yield from settings_findings(site, today)
    yield from measured_nowhere(site, today)
    yield from promise_not_kept(site, today)
