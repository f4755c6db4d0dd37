"""The files of faq/: what each is for, what is not opened, and what happens while somebody else changes them (row W1)."""

import os
from pathlib import Path

import pytest

from desk.settings import Settings
from desk.settings.reading import settings_from_text
from generator.content import opened
from generator.content.listing import Listed, Listing, content_listing
from generator.content.reading import FileRead, read_file, site_of
from tests.project import TODAY, Project, settings_text

OPEN_IT = "faq/en/account/open-it.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two questions in English."""
    return Project.good(tmp_path, "en")


def settings() -> Settings:
    """A desk in English."""
    return settings_from_text(settings_text(("en",)), TODAY)


def listing(project: Project) -> Listing:
    """What is below faq/."""
    return content_listing(project.folder, settings())


def listed(project: Project, file: str = OPEN_IT) -> Listed:
    """One of the files."""
    return next(one for one in listing(project).files if one.file == file)


def said(read: FileRead) -> list[str]:
    """What a person is told of one file."""
    return [str(finding) for finding in read.findings]


def test_every_file_is_for_something(project: Project) -> None:
    """Questions, categories, lists of the search, and what answers show; nothing that is hidden (row W1)."""
    for path in ("synonyms.yml", "golden_queries.yml", "account/form.pdf", "account/.draft.md", "account/.old/x.md"):
        project.write(f"faq/en/{path}", "- [sign in, log in]\n")
    found = listing(project)
    assert [(one.kind, one.path, one.file) for one in found.files] == [
        ("category", "account", "faq/en/account/_category.yml"),
        ("question", "account/close-it", "faq/en/account/close-it.md"),
        ("other", "account/form.pdf", "faq/en/account/form.pdf"),
        ("question", "account/open-it", "faq/en/account/open-it.md"),
        ("golden", "golden_queries.yml", "faq/en/golden_queries.yml"),
        ("synonyms", "synonyms.yml", "faq/en/synonyms.yml"),
    ]
    assert found.others == {"en": frozenset({"account/form.pdf"})}
    assert found.findings == ()


def test_a_stamp_is_another_one_after_each_change(project: Project) -> None:
    """Also where a file of the same size takes its place (row W1)."""
    before = listed(project)
    other = project.folder / "other.md"
    other.write_bytes((project.folder / OPEN_IT).read_bytes())
    os.utime(other, ns=(0, before.stamp.modified if before.stamp else 0))
    other.replace(project.folder / OPEN_IT)
    assert listed(project).stamp != before.stamp


def test_a_file_that_is_just_written_is_read_again(project: Project) -> None:
    """Its next change might come before the file system's clock ticks; that of an old one cannot (row W1)."""
    (project.folder / OPEN_IT).touch()
    assert read_file(project.folder, listed(project)).stamp is None
    ticks = opened.LONGEST_TICK
    assert not opened.is_settled(5 * ticks, now=6 * ticks)
    assert opened.is_settled(5 * ticks, now=6 * ticks + 1)
    assert opened.is_settled(5 * ticks + 7, now=5 * ticks + 7 + opened.TICK + 1)


def test_a_file_that_is_gone_is_named(project: Project) -> None:
    """Between the listing and the reading somebody deletes it (row "a file that changes while it is read")."""
    one = listed(project)
    project.remove(OPEN_IT)
    read = read_file(project.folder, one)
    assert said(read) == [
        (
            f"{OPEN_IT}:1: this file was there a moment ago, and is gone [unreadable]\n"
            "    fix: run it again when nothing is moved or deleted any more"
        )
    ]
    assert read.unreadable


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(project: Project) -> None:
    """Whoever opened it would wait until somebody writes to it."""
    one = listed(project)
    project.remove(OPEN_IT)
    os.mkfifo(project.folder / OPEN_IT)
    message = f"{OPEN_IT}:1: this is no ordinary file [unreadable]\n    fix: put an ordinary file there, or delete it"
    assert said(read_file(project.folder, one)) == [message]
    assert said(read_file(project.folder, listed(project))) == [message]


@pytest.mark.parametrize(("changes", "is_read"), [(2, True), (99, False)])
def test_a_file_that_changes_while_it_is_read(
    project: Project, monkeypatch: pytest.MonkeyPatch, changes: int, *, is_read: bool
) -> None:
    """It is read again; one that never rests is named (row "a file that changes while it is read")."""
    file, left, really = project.folder / OPEN_IT, [changes], os.read

    def disturbed(handle: int, size: int) -> bytes:
        data = really(handle, size)
        if left[0]:
            left[0] -= 1
            file.write_text(file.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
        return data

    monkeypatch.setattr(os, "read", disturbed)
    read = read_file(project.folder, listed(project))
    if is_read:
        assert read.question
        assert read.question.body.endswith("More.\nMore.\n")
    else:
        assert said(read) == [
            f"{OPEN_IT}:1: this file is being written [unreadable]\n    fix: run it again when it has been saved"
        ]


def test_links_that_lead_astray_are_named(project: Project) -> None:
    """To a folder, out of faq/, or to nothing; of pictures, only what may hide answers."""
    account = project.folder / "faq/en/account"
    (account / "again").symlink_to(account)
    (account / "out.md").symlink_to(project.folder / "site_config.yml")
    (account / "same.md").symlink_to("open-it.md")
    (account / "gone.png").symlink_to("nowhere.png")
    (account / "out.png").symlink_to(project.folder / "site_config.yml")
    found = listing(project)
    assert [str(finding) for finding in found.findings] == [
        (
            "faq/en/account/again:1: this is a link to a folder, which is not followed [unreadable]\n"
            "    fix: put the folder itself there"
        )
    ]
    assert [said(read_file(project.folder, one)) for one in found.files if one.path.endswith(("out", "same"))] == [
        [
            "faq/en/account/out.md:1: this is a link to a file outside faq/ [unreadable]\n    fix: put the file itself there"
        ],
        [],
    ]
    assert found.others["en"] == frozenset()


def test_names_that_nobody_can_see_are_named(project: Project) -> None:
    """With a command that gives them others; a picture of such a name can wait (row "file names in any script")."""
    project.write("faq/en/account/a\n\\b's.md", "")
    project.write("faq/en/ac\x1bcount/open-it.md", "")
    project.write("faq/en/account/a\x07.png", "")
    assert sorted(str(finding) for finding in listing(project).findings) == [
        (
            "faq/en/ac\\x1bcount:1: the name of this file has signs that nobody sees [bad-name]\n"
            "    fix: git mv $'faq/en/ac\\x1bcount' faq/en/ac-count"
        ),
        (
            "faq/en/account/a\\x07.png:1: warning: the name of this file has signs that nobody sees [bad-name]\n"
            "    fix: git mv $'faq/en/account/a\\x07.png' faq/en/account/a-.png"
        ),
        (
            "faq/en/account/a\\x0a\\b's.md:1: the name of this file has signs that nobody sees [bad-name]\n"
            "    fix: git mv $'faq/en/account/a\\x0a\\\\b\\'s.md' 'faq/en/account/a-\\b'\"'\"'s.md'"
        ),
    ]


def test_the_site_is_the_same_in_any_order_of_its_files(project: Project) -> None:
    """Files are read by several processes at once (row W1)."""
    project.write("faq/en/account/lost.md", "no front matter")
    reads = [read_file(project.folder, one) for one in listing(project).files]
    one, other = site_of(settings(), reads), site_of(settings(), reads[::-1])
    assert [*one.questions["en"]] == [*other.questions["en"]] == ["account/close-it", "account/open-it"]
    assert one.unreadable == other.unreadable == {"en": frozenset({"account/lost"})}


def test_a_question_is_known_by_its_digest(project: Project) -> None:
    """Another text, language or path is another question; only the same is the same (row W1)."""
    project.write("faq/en/account/twin.md", project.read(OPEN_IT))
    reads = [read_file(project.folder, one) for one in listing(project).files if one.kind == "question"]
    digests = [read.question.digest for read in reads if read.question]
    assert len({*digests}) == len(digests) == 3
    assert {len(digest) for digest in digests} == {16}
    again = read_file(project.folder, listed(project))
    assert again.question
    assert again.question.digest in digests
    project.write(OPEN_IT, project.read(OPEN_IT) + " ")
    changed = read_file(project.folder, listed(project))
    assert changed.question
    assert changed.question.digest not in digests
