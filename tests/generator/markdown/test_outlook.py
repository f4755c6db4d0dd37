"""What an answer depends on beside its own words: an answer is kept by that, and rendered anew where it differs (row W1)."""

from collections.abc import Collection, Mapping

import pytest

from desk.finding import Finding
from generator.content import Question
from generator.content.front_matter import read_question
from generator.markdown import Renderer
from generator.markdown.dialect import dialect_named
from generator.markdown.uses import all_uses
from tests.generator.markdown.rendering import FILES, KNOWN, all_words, answer, settings
from tests.project import question

TEXT = "[a](close-it.md) ![b](map.png) [c](../fees/cards.md#d) [e](https://help.sample.example/fees/) [f](https://g.example/)"


def _question(markdown: str) -> Question:
    findings: list[Finding] = []
    read = read_question(question("How?", markdown), "faq/en/account/open-it.md", "en", "account/open-it", findings)
    assert read is not None
    return read


def _renderer(
    known: Collection[str] = KNOWN,
    files: Collection[str] = FILES,
    drafts: Collection[str] = (),
    pending: Mapping[str, str] | None = None,
) -> Renderer:
    return Renderer(
        settings(),
        all_words(),
        dialect_named("github"),
        {"en": frozenset(known)},
        {"en": frozenset(files)},
        {"en": frozenset(drafts)},
        {"en": pending or {}},
    )


def test_an_answer_tells_what_it_looked_up() -> None:
    """Pages and files of its own language, by their path; not what lies elsewhere."""
    rendered = answer(TEXT)
    assert rendered.looked_up == ("account/close-it.md", "account/map.png", "fees", "fees/cards.md")
    assert not rendered.whole


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (_renderer(known={*KNOWN, "fees/new"}, files={*FILES, "new.png"}, drafts={"x"}), True),
        (_renderer(known=KNOWN - {"account/close-it"}), False),
        (_renderer(known=KNOWN - {"account/close-it"}, drafts={"account/close-it"}), False),
        (_renderer(known=KNOWN - {"account/close-it"}, pending={"account/close-it": "../es/account/close-it/"}), False),
        (_renderer(files=FILES - {"account/map.png"}), False),
        (_renderer(known=KNOWN - {"fees/cards", "fees/cards/lost"}), False),
        (_renderer(known={name for name in KNOWN if not name.startswith("fees/")}), False),
    ],
)
def test_an_outlook_changes_with_what_was_looked_up(other: Renderer, *, same: bool) -> None:
    """And with nothing else; where it is the same, so is the answer."""
    asked = _question(TEXT)
    before = _renderer()
    looked_up = before.answer(asked).looked_up
    assert (before.outlook("en", looked_up) == other.outlook("en", looked_up)) is same
    assert (before.answer(asked) == other.answer(asked)) is same


@pytest.mark.parametrize("markdown", ["[a](gone.md)", "![a](gone.png)", "[a](/account/close-it)"])
def test_a_wrong_name_may_be_any(markdown: str) -> None:
    """The name that was probably meant stands in the finding; so all names are what it depends on."""
    renderer, other = _renderer(), _renderer(known={*KNOWN, "account/gone"}, files={*FILES, "account/gone-2.png"})
    assert renderer.answer(_question(markdown)).whole
    assert renderer.names("en") == _renderer().names("en") != other.names("en")


def test_an_answer_tells_its_desk_tags() -> None:
    """Those that are shown, each with its line; also where it is refused."""
    rendered = answer("{{ phone }}\n\n`{{ email }}` {{  fact   card_fee }}")
    assert [(use.call, use.place.line) for use in rendered.uses] == [("phone", 7), ("fact card_fee", 9)]
    assert [use.call for use in answer("{{ phone }}\n\n" + ">" * 200).uses] == ["phone"]


def test_uses_of_several_answers_are_sorted() -> None:
    """By file and line, the same one once."""
    first, second = answer("{{ phone }}\n{{ phone }} {{ phone }}"), answer("{{ email }}", path="account/a")
    assert [str(use.place) for use in all_uses([*first.uses, *second.uses])] == [
        "faq/en/account/a.md:7",
        "faq/en/account/open-it.md:7",
        "faq/en/account/open-it.md:8",
    ]
