"""What can be set and what can be run is documented: a key or a command that nobody can look up is not done."""

import importlib
import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

import pytest

from desk.fields import Fields
from desk.settings.reading import settings_from_text
from desk.yaml_lines import Node
from frontdesk.cli import COMMANDS
from tests.refused.rule_codes import rule_codes

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

# Below these the owner chooses the names; a text in each language is documented as one key.
CHOSEN = re.compile(r"^(hours|facts|queues|telephony\.queues|telephony\.voices)\.[^.]+")
# Each table is there, so that the reader asks for every key in it.
EVERYTHING = """
organisation: {name: a, site_url: "https://a.example", description: a}
languages: {default: en, offered: [en]}
channels:
  phone:
    number: "+12125550142"
    hours: office
    voicemail: true
    callback: {countries: [US], consent: {version: a, text: a}, never_asked: [a]}
  email: {address: a@a.example, hours: office, topic: a}
  form: {hours: office, endpoint: "https://b.example"}
  post: {address: a, hours: office}
hours:
  office:
    time_zone: UTC
    weekly: {monday: 09:00-17:00}
    holidays: {country: US}
    exceptions: [{date: 2026-12-24, hours: closed, reason: a}]
response_times:
  form: {request: 1 business day}
  phone: {request: 1 business day}
  email: {request: 1 business day}
  post: {request: 1 business day}
topics: [{id: a, name: a, queue: a}]
responsible: [{role: a, contact: a, from: 2026-01-01}]
queues: {a: {name: a, people: [{name: a, contact: a}], callback_goal: 30 minutes, hours: office}}
updates: {every: 5 business days}
facts: {a: a}
limits: {mails_a_day: 3}
search: {counting: false}
feedback: {ask: off}
reports: {addressee: a}
telephony:
  provider: twilio
  account: AC0123456789abcdef0123456789abcdef
  queues: {a: a}
  voices: {en: {language: en-US}}
  texts: {greeting: a}
complaints: {phone: "+12125550142", regulators: [{name: a, website: "https://a.example"}]}
measured: {file: measured.json}
notices: [{id: a, from: 2026-12-01T00:00Z, to: 2026-12-02T00:00Z, text: a}]
assistant: {name: a, disclosure: a, tests: [{date: 2026-11-02, set: a, result: a}]}
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every key that reading the settings asks for, as the documentation writes it: `topics[].id`."""
    paths: set[str] = set()
    node = Fields.node

    def noted(fields: Fields, key: str) -> Node | None:
        paths.add(fields.path(key))
        return node(fields, key)

    monkeypatch.setattr(Fields, "node", noted)
    settings_from_text(EVERYTHING, date(2026, 11, 21))
    # A weekday is no key but a name.
    written = {re.sub(r"\.\d+", "[]", path) for path in paths if ".weekly." not in path}
    written = {CHOSEN.sub(r"\1.<name>", path) for path in written}
    # A table is documented by what is in it.
    return {path for path in written if not any(other.startswith((f"{path}.", f"{path}[")) for other in written)}


def test_every_setting_is_documented(asked: set[str]) -> None:
    """One row a key in docs/running/settings.md, and no row for a key that nobody reads."""
    text = (DOCS / "running" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z_.<>\[\]]+)` \|", text, re.MULTILINE))
    assert documented == asked


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    """Each command has a heading in docs/running/commands.md, and each of its options stands below it."""
    command = importlib.import_module(f"frontdesk.commands.{name}")
    text = (DOCS / "running" / "commands.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    own = "\n".join(section for section in sections if section.startswith(f"`frontdesk {command.NAME}"))
    assert own, f"docs/running/commands.md has no heading for frontdesk {command.NAME}"
    missing = {option for option in options(command.arguments) if f"`{option}" not in own and f" {option}" not in own}
    assert missing == set()


def options(declare: object) -> set[str]:
    """The long options of a command and of what it can do, without those that every command has."""
    parser = ArgumentParser()
    assert callable(declare)
    declare(parser)
    return set(re.findall(r"--[a-z-]+", parser.format_help() + inner_help(parser))) - {"--help", "--project"}


def inner_help(parser: ArgumentParser) -> str:
    """The help of each action of a command (`requests list`, `requests show`)."""
    choices = [action.choices for action in parser._actions if isinstance(action.choices, dict)]  # noqa: SLF001 - argparse has no other way
    return "".join(inner.format_help() for found in choices for inner in found.values())


def test_every_link_between_documents_leads_somewhere() -> None:
    """To a file that is there, and to a heading in it."""
    wrong = []
    for document in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        text = re.sub(
            r"^ *(`{3,}|~~~).*?^ *\1|`[^`\n]*`",
            "",
            document.read_text(encoding="utf-8"),
            flags=re.MULTILINE | re.DOTALL,
        )
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            path, _, anchor = link.partition("#")
            if "://" in link or link.startswith("mailto:"):
                continue
            target = (document.parent / path).resolve() if path else document
            if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
                wrong.append(f"{document.relative_to(ROOT)}: {link}")
    assert wrong == []


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_environment_variable_is_documented() -> None:
    """One row a variable in docs/running/settings.md, and nothing is said of a variable that nothing reads."""
    name = re.compile(r"FRONTDESK_[A-Z_]*[A-Z]")
    sources = (
        path.read_text(encoding="utf-8")
        for half in ("desk", "contact", "frontdesk")
        for path in (ROOT / half).rglob("*.py")
    )
    read = set(name.findall("".join(sources)))
    settings = (DOCS / "running" / "settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(FRONTDESK_[A-Z_]+)` \|", settings, re.MULTILINE)) == read
    documents = (path.read_text(encoding="utf-8") for path in (DOCS / "running").glob("*.md"))
    assert set(name.findall("".join(documents))) == read


def test_every_rule_is_documented() -> None:
    """A writer who meets a rule's code finds what it means."""
    explained = (DOCS / "writing" / "findings.md").read_text(encoding="utf-8")
    assert sorted(code for code in rule_codes() - {""} if f"| `{code}` |" not in explained) == []
