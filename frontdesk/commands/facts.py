"""frontdesk facts: the facts of the settings, every answer that shows them, and what changed since a commit."""

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.data import asdict, to_json
from desk.finding import Finding, FindingsError, counted, unknown_name
from desk.place import Place
from desk.settings import SETTINGS_FILE, Settings, read_settings
from desk.settings.reading import settings_from_text
from desk.words import Words
from frontdesk.review import described
from frontdesk.today import build_day
from generator.changed_values import Change, Templates, changes
from generator.content import read_site
from generator.markdown.uses import Use, uses_on
from generator.rules.acknowledgements import read_ack_templates
from generator.starter import ack_folders, theme_folders
from generator.wordbook import read_words

NAME = "facts"
EXAMPLE = "frontdesk facts trading_fee\n  frontdesk facts --since HEAD~1"


@dataclass(frozen=True, slots=True)
class _Project:
    settings: Settings
    words: Mapping[str, Words]
    uses: Sequence[Use]
    templates: Templates


class _CommitError(Exception):
    """The settings of a commit cannot be had."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="one fact (default: all)")
    parser.add_argument(
        "--since",
        metavar="COMMIT",
        help="what any desk tag says now and did not say in that commit of git: facts, hours, numbers, response times",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the facts, or the changes. Raises FindingsError for settings that cannot be read."""
    project = _read(options.project)
    if options.since is not None:
        return _print_changes(options, project)
    facts = project.settings.facts
    if options.name and options.name not in facts:
        place = Place(SETTINGS_FILE)
        finding = unknown_name(options.name, tuple(facts), place, what="a fact of site_config.yml", rule="unknown-fact")
        print(f"{finding.message}: {finding.fix}", file=sys.stderr)
        return 1
    _print_facts([options.name] if options.name else list(facts), project, as_json=options.json)
    return 0


def _read(folder: Path) -> _Project:
    """The project as it is on disk. What is wrong with single answers is the business of `frontdesk check`."""
    findings: list[Finding] = []
    settings = read_settings(folder, build_day())
    languages = settings.languages
    words = {
        language: read_words(theme_folders(folder), language, languages.default, findings)
        for language in languages.offered
    }
    site = read_site(folder, settings, findings)
    templates = read_ack_templates(ack_folders(folder), languages.offered, findings)
    if findings:
        print(f"{counted(findings)}, so that answers may be missing here: see frontdesk check", file=sys.stderr)
    return _Project(settings, words, uses_on(site), templates)


def _print_facts(names: Sequence[str], project: _Project, *, as_json: bool) -> None:
    shown = {name: [use for use in project.uses if use.call == f"fact {name}"] for name in names}
    if as_json:
        facts = [
            {
                "fact": name,
                "place": asdict(project.settings.place(f"facts.{name}")),
                "values": project.settings.facts[name],
                "uses": [{**asdict(use.place), "language": use.language} for use in uses],
            }
            for name, uses in shown.items()
        ]
        print(to_json(facts).decode())
        return
    for name, uses in shown.items():
        print(name)
        for language, value in project.settings.facts[name].items():
            print(f"    {language}: {value}")
        for use in uses:
            print(f"    {use.place}")
        if not uses:
            print("    no answer shows it")


def _print_changes(options: argparse.Namespace, project: _Project) -> int:
    try:
        before = _settings_of(options.project, options.since)
    except _CommitError as error:
        print(error, file=sys.stderr)
        return 1
    found = changes(before, project.settings, project.words, project.uses, project.templates)
    if options.name:
        found = [change for change in found if change.call == f"fact {options.name}"]
    if options.json:
        print(to_json([_as_json(change) for change in found]).decode())
        return 0
    for change in found:
        print(described(change))
    if not found:
        print(f"no desk tag says anything else than in {options.since}")
    return 0


def _as_json(change: Change) -> Mapping[str, object]:
    return {
        "tag": change.call,
        "before": change.before,
        "after": change.after,
        "answers": [asdict(place) for place in change.answers],
        "templates": [asdict(place) for place in change.templates],
    }


def _settings_of(folder: Path, commit: str) -> Settings:
    """The settings as a commit has them, read on the day of that commit: who was in office then is no matter now."""
    day = _git(
        folder, "show", "--no-patch", "--format=%cs", "--end-of-options", f"{commit}^{{commit}}", "--", commit=commit
    )
    text = _git(folder, "show", "--end-of-options", f"{commit}:./{SETTINGS_FILE}", commit=commit)
    try:
        return settings_from_text(text, date.fromisoformat(day.strip()))
    except FindingsError as error:
        first = error.findings[0]
        message = f"the settings of {commit} cannot be read: {first.place}: {first.message} [{first.rule}]"
        raise _CommitError(message) from error


def _git(folder: Path, *words: str, commit: str) -> str:
    try:
        ran = subprocess.run(  # noqa: S603 - no shell, and what a person typed cannot become an option
            ["git", "-C", str(folder), *words],  # noqa: S607 - git wherever the owner has it
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _CommitError(f"git cannot be run: {error}") from error
    if ran.returncode != 0:
        said = ran.stderr.strip().splitlines()
        # What we asked for behind the commit's name is nobody's typing mistake.
        reason = said[0].replace("^{commit}", "") if said else "git says nothing"
        raise _CommitError(f"there are no settings in '{commit}': {reason}")
    return ran.stdout
