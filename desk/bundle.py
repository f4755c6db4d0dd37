"""The contact bundle: all that the backend needs of a site, in one JSON file that the build writes.

The two halves of the product meet here and nowhere else.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from desk.data import Data, UnreadableError, field, read, to_json
from desk.known_paths import is_among
from desk.settings.model import MailKind, Settings
from desk.shell import Shell
from desk.words import Words

BUNDLE_FILE = "bundle.json"
# Raised whenever a backend could not work with an older or a newer bundle. 3: calendars of parts, notices that lengthen.
# 4: letters.
BUNDLE_VERSION = 4
# The ends of the names of a template's files.
PARTS = ("subject.txt", "body.txt", "body.html")


class AckTemplate(Data, frozen=True, kw_only=True):
    """The mail of one kind in one language, as its author wrote it."""

    subject: str
    text: str
    html: str

    @property
    def parts(self) -> dict[str, str]:
        """Each part by the end of its file's name."""
        return dict(zip(PARTS, (self.subject, self.text, self.html), strict=True))

    @property
    def digest(self) -> str:
        """SHA-256 over the three parts: names the exact words that a customer was sent."""
        return _digest(self.subject, self.text, self.html)


# Each acknowledgement names the template that it was made from.
@lru_cache(maxsize=500)
def _digest(subject: str, text: str, html: str) -> str:
    return hashlib.sha256(f"{subject}\0{text}\0{html}".encode()).hexdigest()


class Bundle(Data, frozen=True, kw_only=True):
    """Everything the backend knows. Shells are keyed by language: pages one level below the site's root.

    `answers` has the paths of the answers in each language (desk.known_paths); it is empty in bundles of older builds.
    """

    version: int
    commit: str
    settings: Settings
    words: Mapping[str, Words]
    shells: Mapping[str, Shell]
    templates: Mapping[str, Mapping[str, AckTemplate]]
    answers: Mapping[str, str] = field(default_factory=dict)

    def words_in(self, language: str) -> Words:
        """The words of a language that the site offers, else of its default language."""
        return self.words.get(language) or self.words[self.settings.languages.default]

    def shell_in(self, language: str) -> Shell:
        """The page shell of a language, else of the default one."""
        return self.shells.get(language) or self.shells[self.settings.languages.default]

    def has_answer(self, language: str, path: str) -> bool:
        """Whether the site has an answer at this path; nobody can tell where the build did not say which ones there are."""
        return not self.answers or is_among(path, self.answers.get(language, ""))

    def template(self, language: str, kind: MailKind) -> AckTemplate:
        """The template of a kind in a language, else in the default language."""
        by_kind = self.templates.get(language) or self.templates[self.settings.languages.default]
        return by_kind[kind]


def bundle_bytes(bundle: Bundle) -> bytes:
    """The bundle as it is written to disk."""
    return to_json(bundle)


def read_bundle(folder: Path) -> Bundle:
    """The bundle in a folder. Raises desk.data.UnreadableError or FileNotFoundError."""
    bundle = read(folder / BUNDLE_FILE, Bundle)
    if bundle.version != BUNDLE_VERSION:
        raise UnreadableError(f"it has version {bundle.version}; this frontdesk reads version {BUNDLE_VERSION}")
    return bundle
