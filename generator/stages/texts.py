"""The product's words and the acknowledgement templates of a project, read once and kept until one of their files changes."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desk.bundle import AckTemplate
from desk.data import Data, to_json
from desk.finding import Finding, errors
from desk.settings import Settings
from desk.words import Words
from generator.rules import missing_words
from generator.rules.acknowledgements import read_ack_templates
from generator.rules.prose import settled_in_templates
from generator.stages.workshop import Workshop
from generator.starter import STARTER_THEME, ack_folders
from generator.wordbook import read_words

Templates = Mapping[str, Mapping[str, AckTemplate]]


class _ReadWords(Data, frozen=True, array_like=True):
    words: dict[str, Words]
    findings: tuple[Finding, ...]


def read_all_words(
    shop: Workshop, settings: Settings, themes: Sequence[Path], findings: list[Finding]
) -> Mapping[str, Words]:
    def read() -> _ReadWords:
        found: list[Finding] = []
        words = {
            language: read_words(themes, language, settings.languages.default, found)
            for language in settings.languages.offered
        }
        english = read_words([STARTER_THEME], "en", "en", found).texts
        found += missing_words(words, english)
        if errors(found):
            # Nothing is published. Until the other mistakes are found too, texts stand in that can all be filled.
            words = {language: Words(language, english) for language in words}
        return _ReadWords(words, tuple(found))

    texts = contents_of([theme / "words" for theme in themes])
    made = shop.kept(
        "words", [to_json(settings.languages), *texts], _ReadWords, read, of_product=[*themes] == [STARTER_THEME]
    )
    findings += made.findings
    return made.words


class _ReadTemplates(Data, frozen=True, array_like=True):
    templates: dict[str, dict[str, AckTemplate]]
    findings: tuple[Finding, ...]


def read_all_templates(shop: Workshop, settings: Settings, findings: list[Finding]) -> Templates:
    def read() -> _ReadTemplates:
        found: list[Finding] = []
        templates = read_ack_templates(folders, settings.languages.offered, found)
        return _ReadTemplates({language: dict(by_kind) for language, by_kind in templates.items()}, tuple(found))

    folders = ack_folders(shop.project)
    texts = [*contents_of(folders)]
    about = [to_json(settings.languages), *texts]
    made = shop.kept("acknowledgements", about, _ReadTemplates, read, of_product=not folders[0].exists())
    findings += made.findings
    findings += shop.kept(
        "settled in acknowledgements",
        [to_json(settings), *texts],
        tuple[Finding, ...],
        lambda: tuple(settled_in_templates(settings, made.templates)),
    )
    return made.templates


def contents_of(folders: Sequence[Path]) -> Iterator[bytes]:
    """Names and bytes of all files in some folders."""
    for number, folder in enumerate(folders):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield f"{number}/{file.relative_to(folder).as_posix()}".encode("utf-8", "surrogateescape")
                yield file.read_bytes()
