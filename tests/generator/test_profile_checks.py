"""What the checks of the profiles look at, where the sites of tests/refused do not say it (rows E2, F5, P3, P6, R5, W3)."""

import pytest

from generator.rules.profiles.channels import registrable
from tests.project import Project, question

CLOSED_ON_THE_DAY_AFTER = """\
      monday-friday: 08:00-12:00, 13:00-19:00
    holidays:
      country: US
    exceptions:
      - date: 2026-11-27
        hours: closed
"""


def with_profile(project: Project, name: str, more: str = "") -> str:
    """What is found once a profile is chosen, without the fixes."""
    project.write("site_config.yml", f"{project.read('site_config.yml')}{more}profiles: [{name}]\n")
    return "\n".join(line for line in project.check().splitlines() if not line.startswith("    "))


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("help.example.com", "example.com"),
        ("EXAMPLE.com.", "example.com"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("help.example.com.au", "example.com.au"),
        ("help.example.nyc", "example.nyc"),
        ("help.x.de", "x.de"),
        ("localhost", "localhost"),
        ("hilfe.bücher.example", "xn--bcher-kva.example"),
        ("a..example.com", "example.com"),
    ],
)
def test_a_subdomain_belongs_to_its_domain(host: str, registered: str) -> None:
    """Two labels, or three below a country's own second level (row E2)."""
    assert registrable(host) == registered


def test_an_address_on_a_subdomain_is_on_the_sites_own_domain(project: Project) -> None:
    """help.sample.example and mail.sample.example are one owner's (row E2)."""
    project.change("site_config.yml", "support@sample.example", "support@mail.sample.example")
    assert "profile-own-domain" not in with_profile(project, "nydfs")


def test_a_desk_that_never_closes_needs_no_voicemail(project: Project) -> None:
    """There is nobody whose message could wait (row P3)."""
    project.change("site_config.yml", "    voicemail: true\n", "")
    project.change("site_config.yml", "monday-friday: 09:00-17:00", "daily: 24 hours")
    assert "profile-voicemail" not in with_profile(project, "nydfs")


def test_two_stretches_of_a_day_are_added_up_and_federal_holidays_left_out(project: Project) -> None:
    """Ten hours with a break are ten hours; the day after Thanksgiving is no federal holiday (row P6)."""
    project.change("site_config.yml", "+1 212 555 0142", "+1 888 555 0142")
    project.change("site_config.yml", "      monday-friday: 09:00-17:00\n", CLOSED_ON_THE_DAY_AFTER)
    assert with_profile(project, "california-dfal") == (
        "site_config.yml:18: the telephone is answered 0 hours on Friday 2026-11-27; the check for P6 (Cal. Fin. Code "
        "3507) expects a toll-free number, answered by people 10 hours a day from Monday to Friday except on federal "
        "holidays [profile-phone-hours]"
    )


def test_the_fix_of_short_hours_can_be_pasted_below_the_calendar(project: Project) -> None:
    """The finding points at the calendar: what is pasted there names the list that it belongs to (row P6)."""
    project.change("site_config.yml", "+1 212 555 0142", "+1 888 555 0142")
    week = f"{project.read('site_config.yml')}profiles: [california-dfal]\n"
    project.write("site_config.yml", week)
    assert project.check().endswith("    fix: weekly:\n           monday-friday: 08:00-18:00")
    project.write("site_config.yml", week.replace("      monday-friday: 09:00-17:00\n", CLOSED_ON_THE_DAY_AFTER))
    assert project.check().endswith(
        "    fix: exceptions:   (in place of what stands there for that day)\n"
        "           - date: 2026-11-27\n             hours: 08:00-18:00"
    )


def test_a_question_that_waits_for_its_translation_is_named(project: Project) -> None:
    """An error, where every language has to be complete (row W3)."""
    project.remove("faq/es/account/close-it.md")
    project.write(
        "faq/en/account/close-it.md", question("How do I close my account?", "Write to us.", "translation: pending")
    )
    found = with_profile(project, "mica", "complaints:\n  address: 1 Main Street\n  procedure: account\n")
    assert (
        "site_config.yml:4: 1 of the questions are not there in 'es', the first: account/close-it; the check for W3 "
        "(MiCA RTS, articles 3 and 7) expects every language in which the site addresses people, complete "
        "[profile-languages]"
    ) in found.splitlines()


def test_the_answer_about_complaints_may_say_it_with_any_of_the_tags(project: Project) -> None:
    """In each language by itself (row F5)."""
    project.answer("Write to {{ postal_address }}. We answer within {{ response_time email complaint }}.")
    more = "complaints:\n  address: 1 Main Street\n  procedure: account/open-it\n"
    found = with_profile(project, "mica", more)
    assert [line.partition(":")[0] for line in found.splitlines() if "procedure-text" in line] == [
        "faq/es/account/open-it.md"
    ] * 2


def test_the_hours_page_has_the_legal_clock_beside_the_estimates(project: Project) -> None:
    """As `frontdesk requests show` and the acknowledgement have it (row R5)."""
    project.write("site_config.yml", project.read("site_config.yml") + "profiles: [uk-disp]\n")
    texts = [element.get_text(strip=True) for element in project.page("hours/index.html").select("article p")]
    assert "Final answer to a complaint: within 8 weeks at the latest." in texts
    assert not [text for text in texts if "3 business days" in text]


def test_a_message_that_comes_after_hours_is_counted_too(project: Project) -> None:
    """The desk counts 15 business days from the next one on, and the legal clock from this day (row R5)."""
    project.change("site_config.yml", "    complaint: 2 business days\n", "    complaint: 15 business days\n")
    project.write("site_config.yml", f"{project.read('site_config.yml')}profiles: [spain-10-2025]\n")
    lines = project.check().splitlines()
    found = next(number for number, line in enumerate(lines) if line.endswith("[profile-promise]"))
    assert "complaints are answered within 15 business days, which can be later than 15 business days; " in lines[found]
    fix = lines[found + 1].removeprefix("    fix: complaint: ")
    project.change("site_config.yml", "complaint: 15 business days", f"complaint: {fix}")
    assert "profile-promise" not in project.check()


def test_another_regulator_does_not_take_the_place_of_the_one_that_is_expected(project: Project) -> None:
    """`regulators:` replaces those of the profiles; the way to DFS has to be among them (row F3)."""
    more = "complaints:\n  address: 1 Main Street\n  regulators:\n    - {name: {en: Ombudsman, es: Defensor}, website: https://www.ombudsman.example/}\n"
    line = (
        "'regulators:' has taken the place of New York State Department of Financial Services, and does not name it; "
    )
    assert line in with_profile(project, "nydfs", more)
    moved = "\n    - {name: {en: DFS, es: DFS}, website: https://my.ny.gov/dfs}\n"
    project.change("site_config.yml", "\nprofiles: [nydfs]\n", f"{moved}profiles: [nydfs]\n")
    assert "has taken the place" not in project.check()
