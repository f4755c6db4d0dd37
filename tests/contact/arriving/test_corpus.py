"""Mails of odd shapes: what is understood of each is written down, letter by letter."""

import json

import pytest

from tests.contact.arriving.corpus_cases import FOLDER, CorpusCase, corpus_cases, read


@pytest.mark.parametrize("case", corpus_cases(), ids=lambda case: case.name)
def test_a_mail_is_read_as_expected(case: CorpusCase, *, update_golden: bool) -> None:
    """Sender, text, files, thread, and whether it may be answered: all as expected (rows E6, T4)."""
    found = read(case.source)
    if update_golden:
        case.expected.write_text(found, encoding="utf-8")
    assert found == case.expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", corpus_cases(), ids=lambda case: case.name)
def test_line_ends_make_no_difference(case: CorpusCase) -> None:
    """A pipe hands a message over with other line ends than a mail server: it is the same message (row T4)."""
    assert without_files(case.source.replace(b"\r\n", b"\n")) == without_files(case.source)


def without_files(source: bytes) -> object:
    """What is understood, but for the files: in one of text the line ends are its own."""
    return {name: said for name, said in json.loads(read(source)).items() if name != "files"}


def test_every_expected_file_belongs_to_a_mail() -> None:
    """An orphan is a test that nobody runs."""
    assert {path.stem for path in FOLDER.glob("*.json")} == {case.name for case in corpus_cases()}
