"""A built site -> the addresses of other sites that it links to, and where each stands in what people write.

Asks nobody: frontdesk.linkchecker does.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from desk.place import Place
from desk.settings.file import SETTINGS_FILE
from generator.build import Built
from generator.content import Question, Site

_ADDRESS = re.compile(r'(?:href|src)="(https?://[^"]+)"')
# How an address ends in Markdown and in YAML.
_END = r"(?![\w/?#&=%~+.-]*\w)"


def outside_links(built: Built, project: Path) -> dict[str, list[Place]]:
    """Every address of another site, with the places in files at which to mend it: answers first, then the settings."""
    own = built.site.settings.organisation.site_url
    found: dict[str, list[Place]] = {}
    settings = (project / SETTINGS_FILE).read_text().splitlines()
    questions = _questions(built.site)
    for path in built.files:
        if not path.endswith(".html"):
            continue
        question = questions.get(path)
        for address in _addresses(built.files[path].decode(), own):
            places = found.setdefault(address, [])
            place = _in_answer(question, address) if question else None
            if place and place not in places:
                places.append(place)
    return {address: places or [_in_settings(settings, address)] for address, places in sorted(found.items())}


def _questions(site: Site) -> Mapping[str, Question]:
    """The questions by the paths of their pages."""
    return {
        f"{site.settings.languages.root(question.language)}{question.path}/index.html": question
        for question in site.all_questions()
    }


def _addresses(html: str, own: str) -> Iterator[str]:
    for written in dict.fromkeys(_ADDRESS.findall(html)):
        address = unescape(written).partition("#")[0]
        if not address.startswith(own):
            yield address


def _in_answer(question: Question, address: str) -> Place | None:
    """The line of an answer that holds the address; None where the page has it from elsewhere."""
    line = _line(question.body.splitlines(), address)
    return Place(question.file, question.body_line + line - 1) if line else None


def _in_settings(lines: list[str], address: str) -> Place:
    return Place(SETTINGS_FILE, _line(lines, address) or 1)


def _line(lines: list[str], address: str) -> int | None:
    """The first line that holds an address, and no longer one that begins with it; a bare one lacks its last slash."""
    written = re.compile(re.escape(address.removesuffix("/")) + _END)
    return next((number for number, line in enumerate(lines, start=1) if written.search(line)), None)
