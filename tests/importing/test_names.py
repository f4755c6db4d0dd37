"""Where articles go, and what they are called there."""

import pytest

from generator.importing.naming import slug
from tests.importing.conftest import Desk


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Oplà IoT Kit", "opla-iot-kit"),
        ("CTC GO!", "ctc-go"),
        ("If you haven't received it, write", "if-you-havent-received-it-write"),
        ("Straße & Łódź", "strasse-lodz"),
        ("C++", "c"),
        ("日本", ""),
        ("word " * 60, "-".join(["word"] * 24)),
    ],
)
def test_names_for_addresses(name: str, expected: str) -> None:
    """ASCII words and hyphens, not too many."""
    assert slug(name) == expected


def test_folders_become_categories(desk: Desk) -> None:
    """With their old name as the title, in alphabetical order; they nest."""
    desk.write("Store/Oplà: IoT Kit/a.md", "Text")
    desk.write("Store/buying-things/b.md", "Text")
    desk.write("c.md", "Text")
    assert desk.imported().categories == 4
    assert desk.read("faq/en/store/_category.yml") == 'title: "Store"\norder: 2\n'
    assert desk.read("faq/en/store/opla-iot-kit/_category.yml") == 'title: "Oplà: IoT Kit"\norder: 2\n'
    assert desk.read("faq/en/store/buying-things/_category.yml") == 'title: "Buying things"\norder: 1\n'
    assert desk.body("general/c") == "Text\n"


def test_everything_below_one_category(desk: Desk) -> None:
    """--category names a category around all others."""
    desk.write("Store/a.md", "Text")
    desk.write("b.md", "Text")
    desk.imported(category="Old help / Archive")
    assert desk.body("old-help/archive/store/a") == desk.body("old-help/archive/b") == "Text\n"


def test_two_files_of_one_name(desk: Desk) -> None:
    """The second gets a number, and a person is told."""
    desk.write("help/Pay now!.md", "One")
    desk.write("help/pay-now.md", "Two")
    desk.imported()
    assert (desk.body("help/pay-now"), desk.body("help/pay-now-2")) == ("One\n", "Two\n")
    assert desk.said("no-front-matter") == [
        (
            "faq/en/help/pay-now-2.md:1: warning: help/Pay now!.md has the name 'pay-now' too; help/pay-now.md became "
            "'pay-now-2' [same-name]\n    fix: if both say the same, merge them; else give this one a name of its own"
        )
    ]


def test_a_question_is_not_called_like_a_category(desk: Desk) -> None:
    """Both would have the same address."""
    desk.write("help/pay.md", "One")
    desk.write("help/Pay/card.md", "Two")
    desk.imported()
    assert desk.body("help/pay-2") == "One\n"
    assert desk.said("no-front-matter") == [
        (
            "faq/en/help/pay-2.md:1: warning: a category there has the name 'pay' too; help/pay.md became 'pay-2' [same-name]\n"
            "    fix: if both say the same, merge them; else give this one a name of its own"
        )
    ]


def test_two_folders_of_one_name(desk: Desk) -> None:
    """They stay two categories."""
    desk.write("A&B/a.md", "One")
    desk.write("a-b/b.md", "Two")
    desk.imported()
    assert (desk.body("a-b/a"), desk.body("a-b-2/b")) == ("One\n", "Two\n")
    assert desk.said("no-front-matter") == [
        (
            "faq/en/a-b-2/_category.yml:1: warning: the folder a-b comes to a name that is taken; the category became 'a-b-2' "
            "[same-name]\n    fix: rename the folder, if you like; links to its questions have to follow"
        )
    ]


@pytest.mark.parametrize("name", ["contact", "search", "es", "Status"])
def test_addresses_of_the_site_itself(desk: Desk, name: str) -> None:
    """A category at the top gets out of their way; further down there is no clash."""
    desk.write(f"{name}/{name}/a.md", "Text")
    desk.imported()
    plain = name.lower()
    assert desk.body(f"{plain}-help/{plain}/a") == "Text\n"
    assert desk.said("no-front-matter") == [
        (
            f"faq/en/{plain}-help/_category.yml:1: warning: '{plain}' is the address of a page of the site; the category became "
            f"'{plain}-help' [reserved-name]\n    fix: rename the folder, if you like; links to its questions have to follow"
        )
    ]


def test_a_name_without_a_latin_letter(desk: Desk) -> None:
    """The title serves, and where that does not either, the number."""
    desk.write("help/日本.md", "---\ntitle: Japan 日本\n---\nText")
    desk.write("help/中国.md", "---\ntitle: 中国\nid: 42\n---\nText")
    desk.imported()
    assert desk.body("help/japan") == desk.body("help/article-42") == "Text\n"


def test_a_new_category_makes_room_for_an_old_question(desk: Desk) -> None:
    """What is in the project already keeps its address."""
    desk.have("faq/en/help/pay.md", "---\nquestion: Pay\n---\nText\n")
    desk.have("faq/en/help/buy/x.md", "---\nquestion: X\n---\nText\n")
    desk.write("help/Pay/card.md", "One")
    desk.write("help/buy.md", "Two")
    desk.imported()
    assert desk.body("help/pay-2/card") == "One\n"
    assert desk.body("help/buy-2") == "Two\n"


def test_zendesks_numbers_in_names_are_no_part_of_them(desk: Desk) -> None:
    """An export names files 360016822039-Verify.md; the number is the id."""
    desk.write("help/360016822039-Verify.md", "One")
    desk.write("help/a.md", "[v](https://h.example/hc/en-us/articles/360016822039)")
    desk.imported(style="zendesk")
    assert desk.body("help/verify") == "One\n"
    assert desk.body("help/a") == "[v](verify.md)\n"
