"""What no import can read: it is left out, and named; the rest comes in."""

from pathlib import Path

import pytest

from desk.finding import FindingsError
from generator.importing import ImportRefusedError
from tests.importing.conftest import Desk


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"",
            "this file is empty; it was not imported [empty-article]\n    fix: write the article, or delete the file",
        ),
        (
            b" \n\n",
            "this file is empty; it was not imported [empty-article]\n    fix: write the article, or delete the file",
        ),
        (
            b"---\ntitle: It\n---\n",
            (
                "there is a title but no answer; it was not imported [empty-article]\n"
                "    fix: write the answer, or delete the file"
            ),
        ),
        (
            b"# It\n\n",
            (
                "there is a title but no answer; it was not imported [empty-article]\n"
                "    fix: write the answer, or delete the file"
            ),
        ),
        (
            b"\x89PNG\x00\x01",
            (
                "this is not a text file, although its name says so; it was not imported [not-text]\n"
                "    fix: export it as UTF-8 text, and import again"
            ),
        ),
        (
            b"a" * 5_000_000,
            (
                "this file has 5,000,000 bytes; an answer has at most 1,000,000; it was not imported [too-large]\n"
                "    fix: split it into several articles, and import again"
            ),
        ),
    ],
)
def test_files_that_are_left_out(desk: Desk, content: bytes, said: str) -> None:
    """Each is named where it lies; the other articles are imported."""
    desk.write("help/bad.md", content)
    desk.write("help/good.md", "---\ntitle: Good\n---\nText")
    assert desk.imported().articles == 1
    assert desk.said() == [f"old/help/bad.md:1: warning: {said}"]


def test_another_encoding(desk: Desk) -> None:
    """Text that is not UTF-8 is read as Windows-1252, and a person is shown where it matters first."""
    desk.write("help/it.md", "---\ntitle: It\n---\nText\n\nCafé “open”".encode("cp1252"))
    desk.imported()
    assert desk.body("help/it") == "Text\n\nCafé “open”\n"
    assert desk.said() == [
        (
            "faq/en/help/it.md:6: warning: the file was not UTF-8; it was read as Windows-1252 [not-utf8]\n"
            "    fix: read the accented letters and quotation marks once, and correct those that are wrong"
        )
    ]


def test_line_ends_and_byte_order_marks(desk: Desk) -> None:
    """Windows' habits leave no trace."""
    desk.write("help/it.md", b"\xef\xbb\xbf---\r\ntitle: It\r\n---\r\nOne\r\n\r\nTwo\r\n")
    desk.imported()
    assert desk.read("faq/en/help/it.md") == '---\nquestion: "It"\n---\nOne\n\nTwo\n'


def test_links_out_of_the_folder_are_not_followed(desk: Desk, tmp_path: Path) -> None:
    """Neither to a file nor to a folder: what lies outside was not meant."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("Secret", encoding="utf-8")
    desk.write("help/good.md", "---\ntitle: Good\n---\nText")
    (desk.old / "help" / "secret.md").symlink_to(tmp_path / "outside" / "secret.md")
    (desk.old / "more").symlink_to(tmp_path / "outside")
    assert desk.imported().articles == 1
    assert desk.said() == [
        (
            "old/help/secret.md:1: warning: this is a link to a file outside of the folder, and such links are not followed; "
            "it was not imported [link-not-followed]\n    fix: copy the file into the folder, and import again"
        ),
        (
            "old/more:1: warning: this is a link to a folder, and links to folders are not followed; it was not imported "
            "[link-not-followed]\n    fix: import the folder it leads to by itself"
        ),
    ]


def test_two_articles_with_one_number(desk: Desk) -> None:
    """Links lead to the first."""
    desk.write("help/a.md", "---\ntitle: A\nid: 7\n---\nText")
    desk.write("help/b.md", "---\ntitle: B\nid: 7\n---\nText")
    desk.imported()
    assert desk.said() == [
        (
            "faq/en/help/b.md:1: warning: the id 7 is also that of help/a.md; links lead to that one [repeated-id]\n"
            "    fix: if both say the same, merge them"
        )
    ]


def test_hidden_folders_are_no_articles(desk: Desk) -> None:
    """Nor is what a package manager put there."""
    for path in (".git/a.md", ".github/b.md", "node_modules/c/d.md", "help/.e.md"):
        desk.write(path, "Text")
    assert desk.imported().articles == 0
    assert not (desk.project / "faq").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"language": "fr"}, "the site does not offer 'fr'; its languages in site_config.yml are: en, es"),
        ({"language": "English"}, "'English' is no language code; use a code such as en, es, fr or zh-Hant"),
    ],
)
def test_languages_that_are_refused(desk: Desk, options: dict[str, str], said: str) -> None:
    """The site has to offer the language first."""
    desk.write("help/a.md", "Text")
    desk.have("site_config.yml", Path("site_config.yml").read_text(encoding="utf-8"))
    with pytest.raises(ImportRefusedError) as refused:
        desk.imported(**options)
    assert str(refused.value) == said


def test_the_projects_own_answers_are_not_imported(desk: Desk) -> None:
    """Neither by name nor because the project lies in the folder."""
    desk.old = desk.project
    desk.have("articles/a.md", "Text")
    desk.have("faq/en/help/b.md", "---\nquestion: B\n---\nText\n")
    assert desk.imported().articles == 1
    desk.old = desk.project / "faq" / "en"
    with pytest.raises(ImportRefusedError) as refused:
        desk.imported()
    assert str(refused.value) == f"{desk.old} is in the project's own faq/ folder; name the folder to import from"


def test_broken_settings_stop_the_import(desk: Desk) -> None:
    """Otherwise nobody could say which languages there are."""
    desk.write("help/a.md", "Text")
    desk.have("site_config.yml", "languages: [en\n")
    with pytest.raises(FindingsError):
        desk.imported()
    assert not (desk.project / "faq").exists()
