"""frontdesk new question: a stub in the right place, in every language."""

from tests.commands.conftest import Run
from tests.project import Project


def test_a_new_question_is_a_draft_in_every_language(run: Run, project: Project) -> None:
    """The front matter is there to fill in; the project still has no error."""
    ran = run("new", "question", 'How do I "change" my PIN?', "--category", "account")
    assert ran.code == 0
    assert ran.out == "faq/en/account/how-do-i-change-my-pin.md\nfaq/es/account/how-do-i-change-my-pin.md\n"
    assert ran.err == (
        "Write the answer, what customers call it (synonyms) and the day of the review.\n"
        "Then take out 'draft: true', build, and see whether `frontdesk search` finds it.\n"
    )
    assert project.read("faq/en/account/how-do-i-change-my-pin.md") == (
        '---\nquestion: "How do I \\"change\\" my PIN?"\nsummary: \ntopic: account\nreviewed: \nowner: \n'
        "synonyms: []\nrelated: []\ndraft: true\n---\nThe answer, in the first sentence.\n"
    )
    assert project.check() == ""


def test_a_new_category_gets_its_file(run: Run, project: Project) -> None:
    """A folder that was not there is named after itself."""
    ran = run("new", "question", "¿Cuánto cuesta?", "--category", "Fees & Limits", "--language", "es")
    assert (ran.code, ran.out) == (0, "faq/es/fees-limits/cuanto-cuesta.md\n")
    assert project.read("faq/es/fees-limits/_category.yml") == 'title: "Fees limits"\n'
    assert project.check() == ""


def test_a_file_that_is_there_is_not_touched(run: Run, project: Project) -> None:
    """Not even in the other language, where it is not."""
    project.write("faq/es/account/how.md", "mine")
    ran = run("new", "question", "How?", "--category", "account")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "faq/es/account/how.md is there already; nothing was written\n"
    assert project.read("faq/es/account/how.md") == "mine"
    assert not (project.folder / "faq/en/account/how.md").exists()


def test_wrong_use_is_explained(run: Run) -> None:
    """A language that the site has not, and a question without words."""
    language = run("new", "question", "How?", "--category", "account", "--language", "fr")
    assert (language.code, language.out, language.err) == (2, "", "the site has no 'fr': use one of en, es\n")
    empty = run("new", "question", "  ", "--category", "account")
    assert (empty.code, empty.out, empty.err) == (2, "", "the question is empty\n")


def test_a_name_cannot_leave_the_folder(run: Run, project: Project) -> None:
    """Whatever is typed as title or category becomes a clean path below faq/."""
    ran = run("new", "question", "../../etc/passwd", "--category", "../..", "--language", "en")
    assert ran.out == "faq/en/untitled/untitled/etc-passwd.md\n"
