"""A whole project as a value, from which its files are written: what random edits change.

Knows what files look like; knows nothing of edits and builds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from generator.starter import STARTER_ACK_TEMPLATES, STARTER_THEME
from tests.generator.incremental.variants import SETTINGS

# Any language without words of its own will do, where the English ones stand in: Snowball stems it.
THIRD: Final = "fr"


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """One question as its writer sees it. `lines` are its front matter by key, as they stand in the file."""

    lines: Mapping[str, str]
    body: str

    def text(self) -> bytes:
        """The file."""
        front = "".join(f"{key}: {value}\n" for key, value in self.lines.items() if value)
        return f"---\n{front}---\n\n{self.body}\n".encode()

    def with_line(self, key: str, value: str) -> "QuestionFile":
        """Another value of one key; empty takes it out."""
        return QuestionFile({**self.lines, key: value}, self.body)


@dataclass(frozen=True)
class State:
    """`settings` says which variant of each part stands in site_config.yml; `others` are files as they are."""

    settings: Mapping[str, int] = field(default_factory=dict)
    questions: Mapping[str, QuestionFile] = field(default_factory=dict)
    others: Mapping[str, bytes] = field(default_factory=dict)
    day: date = date(2026, 11, 21)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file of the project by its path."""
        config = "".join(parts[self.settings.get(name, 0) % len(parts)] for name, parts in SETTINGS.items())
        offered = config.partition("offered: [")[2].partition("]")[0].split(", ")
        content = {path: question.text() for path, question in self.questions.items()} | dict(self.others)
        if THIRD in offered:
            content = _third_language(content) | content
        # Texts and answers of a language are taken away together with it.
        for language in {"en", "es", THIRD}.difference(offered):
            config = re.sub(rf"\b{language}: [^,}}]*(, )?", "", config).replace(", }", "}")
            content = {path: data for path, data in content.items() if not path.startswith(f"faq/{language}/")}
        files = {"site_config.yml": config.encode(), **content}
        # Something of the name of a folder that other files need can be no file.
        folders = {path.rsplit("/", depth)[0] for path in files for depth in range(1, path.count("/") + 1)}
        return {path: data for path, data in files.items() if path not in folders}


def _third_language(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """All that a language has to have: here it is English under another name."""
    words = {f"theme/words/{THIRD}.yml": (STARTER_THEME / "words/en.yml").read_bytes()}
    templates = sorted((STARTER_ACK_TEMPLATES / "en").iterdir())
    templates_of_it = {f"ack_templates/{THIRD}/{file.name}": file.read_bytes() for file in templates}
    answers = {
        path.replace("faq/en/", f"faq/{THIRD}/", 1): data
        for path, data in content.items()
        if path.startswith("faq/en/")
    }
    return words | templates_of_it | answers


def question_file(title: str, body: str, **lines: str) -> QuestionFile:
    """A question with the front matter that it should have."""
    usual = {"question": title, "topic": "account", "reviewed": "2026-11-01", "owner": "Customer Service"}
    return QuestionFile({**usual, **lines}, body)


PICTURE: Final = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\2"
    b"\xfe\xa3i\x85\xc1\0\0\0\0IEND\xaeB`\x82"
)


def start() -> State:
    """A desk in two languages with something of everything."""
    questions: dict[str, QuestionFile] = {}
    for language, titles in {
        "en": ("How do I open an account?", "How do I close it?", "My card is lost", "What does a transfer cost?"),
        "es": ("¿Cómo abro una cuenta?", "¿Cómo la cierro?", "Perdí mi tarjeta", "¿Cuánto cuesta una transferencia?"),
    }.items():
        opened, closed, lost, cost = titles
        folder = f"faq/{language}"
        questions |= {
            f"{folder}/account/open-it.md": question_file(
                opened, "Choose **Sign up**. To leave, [close it](close-it.md#steps).", synonyms="[sign up, join]"
            ),
            f"{folder}/account/close-it.md": question_file(
                closed, "## Steps\n\n1. Write to us.\n2. Wait for {{ response_time form }}.", related="[fees/transfer]"
            ),
            f"{folder}/account/cards/lost-card.md": question_file(
                lost, "Call {{ phone }}.\n\n![The button that locks it](button.png)", redirect_from="[account/lost]"
            ),
            f"{folder}/fees/transfer.md": question_file(
                cost, "It costs {{ fact transfer_fee }}. See [how to open one](../account/open-it.md)."
            ),
        }
    others: dict[str, bytes] = {}
    for language in ("en", "es"):
        others |= {
            f"faq/{language}/account/_category.yml": b"title: Account\nsummary: Open it, close it.\norder: 1\n",
            f"faq/{language}/account/cards/_category.yml": b"title: Cards\n",
            f"faq/{language}/fees/_category.yml": b"title: Fees\nsummary: What it costs.\norder: 2\n",
            f"faq/{language}/account/cards/button.png": PICTURE,
        }
    return State(questions=questions, others=others)
