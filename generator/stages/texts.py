"""The product's words, with those of a project, read once and kept until one of their files changes."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desk.data import Data, to_json
from desk.finding import Finding, errors
from desk.settings import Settings
from desk.words import Words
from generator.rules import missing_words
from generator.stages.workshop import Workshop
from generator.starter import STARTER_THEME
from generator.wordbook import read_words


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


def contents_of(folders: Sequence[Path]) -> Iterator[bytes]:
    """Names and bytes of all files in some folders."""
    for number, folder in enumerate(folders):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield f"{number}/{file.relative_to(folder).as_posix()}".encode("utf-8", "surrogateescape")
                yield file.read_bytes()
