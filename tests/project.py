"""One small project in a folder: written, built and checked as a person would, and what was built read again."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bs4 import BeautifulSoup

from desk.finding import Finding, FindingsError, Severity
from desk.folders import Folders
from generator.build import Built, build_site

# A Saturday; every build of a test is of this day.
TODAY: Final = date(2026, 11, 21)

# Most projects of the tests have one of a few houses: their shells are drawn once a run, and found in the cache after that.
_SHELLS: Final[dict[str, bytes]] = {}
_HOUSES_KEPT: Final = 4

_ORGANISATION: Final = """\
organisation:
  name: Sample Desk
  site_url: https://help.sample.example/
"""
_LANGUAGES: Final = """\
languages:
  default: en
  offered: [{offered}]
"""
_CHANNELS: Final = """\
channels:
  phone:
    number: "+1 212 555 0142"
    hours: office
    voicemail: true
  email:
    address: support@sample.example
    hours: office
  form:
    hours: office
hours:
  office:
    time_zone: America/New_York
    weekly:
      monday-friday: 09:00-17:00
response_times:
  form:
    request: 1 business day
    complaint: 2 business days
"""
_TOPICS: Final = {
    ("en",): "topics:\n  - id: account\n    name: Accounts\n    queue: general\n",
    ("en", "es"): "topics:\n  - id: account\n    name:\n      en: Accounts\n      es: Cuentas\n    queue: general\n",
}
_RESPONSIBLE: Final = """\
responsible:
  - role: Head of Customer Service
    contact: head@sample.example
    from: 2026-01-01
"""
_CONTENT: Final = {
    "en": {
        "_category.yml": "title: Your account\nsummary: Open it, change it, close it.\n",
        "open-it.md": (
            "How do I open an account?",
            "Choose **Sign up** and follow the steps. To leave again, [close it](close-it.md).",
        ),
        "close-it.md": ("How do I close my account?", "Write to us; we close it within a week."),
    },
    "es": {
        "_category.yml": "title: Su cuenta\nsummary: Abrir, modificar o cerrar.\n",
        "open-it.md": (
            "¿Cómo abro una cuenta?",
            "Elija **Registrarse** y siga los pasos. Para irse, [ciérrela](close-it.md).",
        ),
        "close-it.md": ("¿Cómo cierro mi cuenta?", "Escríbanos; la cerramos en una semana."),
    },
}


def settings_text(languages: tuple[str, ...]) -> str:
    """Settings without a fault for a desk in these languages."""
    offered = ", ".join(languages)
    return _ORGANISATION + _LANGUAGES.format(offered=offered) + _CHANNELS + _TOPICS[languages] + _RESPONSIBLE


def question(title: str, answer: str, *front: str) -> str:
    """The text of a question's file; `front` are more lines of front matter."""
    quoted = title.replace('"', '\\"')
    lines = [f'question: "{quoted}"', "topic: account", "reviewed: 2026-11-01", "owner: Customer Service", *front]
    return "\n".join(("---", *lines, "---", answer, ""))


@dataclass(frozen=True, slots=True)
class Project:
    """A project below `folder`. Nothing is wrong with it until a test writes something."""

    folder: Path

    @classmethod
    def good(cls, folder: Path, *languages: str) -> "Project":
        """The smallest project that serves: one category with two questions in each language."""
        offered = languages or ("en", "es")
        made = cls(folder)
        made.write("site_config.yml", settings_text(offered))
        for language in offered:
            for name, text in _CONTENT[language].items():
                made.write(f"faq/{language}/account/{name}", text if isinstance(text, str) else question(*text))
        return made

    def write(self, path: str, content: str | bytes) -> None:
        """Write one file; folders are made as needed."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, path: str) -> str:
        """The text of one file."""
        return (self.folder / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace text that stands exactly once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        """Delete one file."""
        (self.folder / path).unlink()

    def answer(self, markdown: str, *front: str, language: str = "en") -> None:
        """Write the answer of the question `account/open-it`."""
        title = _CONTENT[language]["open-it.md"][0]
        self.write(f"faq/{language}/account/open-it.md", question(title, markdown, *front))

    def build(self, broken_golden: Severity = "warning") -> Built:
        """Every stage but the last. Raises FindingsError."""
        cache = Folders(self.folder).cache
        for name, data in _SHELLS.items():
            self.write(f"{cache.relative_to(self.folder)}/{name}", data)
        built = build_site(self.folder, TODAY, broken_golden=broken_golden)
        for file in cache.glob("shells-*.json"):
            if len(_SHELLS) < _HOUSES_KEPT:
                _SHELLS[file.name] = file.read_bytes()
        return built

    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, whether or not it stops the build, as `frontdesk check` looks at it."""
        try:
            return self.build(broken_golden="error").findings
        except FindingsError as error:
            return error.findings

    def check(self) -> str:
        """The findings as `frontdesk check` prints them."""
        return "\n".join(map(str, self.findings()))

    def page(self, path: str) -> BeautifulSoup:
        """One built page, read."""
        return parsed(self.build().files[path])

    def shown(self, path: str = "account/open-it/index.html") -> str:
        """The HTML of an answer as it stands on its page, between the heading and the review date."""
        return answer_html(self.build().files[path].decode())


def parsed(html: bytes | str) -> BeautifulSoup:
    """A page as a tree."""
    return BeautifulSoup(html, "html.parser")


def main_part(html: str) -> str:
    """What lies inside `<main>`: what the shell adds is the same on every page."""
    inside = html.partition("<main")[2].partition(">")[2]
    return inside.rpartition("</main>")[0].strip() + "\n"


def answer_html(html: str) -> str:
    """What lies between the question's heading and the foot of its answer."""
    return main_part(html).partition("</h1>")[2].partition('<div class="fd-foot">')[0].strip()
