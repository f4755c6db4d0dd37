"""What the settings settle is found where prose says it again; what is said of others is left alone (rows U1, R1)."""

from datetime import date

import pytest

from desk.finding import Finding
from desk.settings import Settings
from generator.content import Category, Question, Site
from generator.content.model import Body
from generator.rules import rule_context
from generator.rules.prose import likely_in, settled_in_categories, settled_in_prose
from tests.desk.sample import SAMPLE, accepted

TODAY = date(2026, 11, 21)
POST = """\
  post:
    address: |
      Sample Desk
      100 Sample Street, Floor 12
      New York, NY 10004
    hours: office
hours:
"""
FACTS = """\
facts:
  withdrawal_limit: {en: "$50,000 a day", es: "50,000 USD al día"}
  cut_off: {en: 3:00 PM (New York time), es: las 3:00 p. m. (hora de Nueva York)}
  fee: {en: free, es: gratis}
  hold: {en: 24 hours, es: 24 horas}
  short_fee: {en: $20, es: 20 USD}
  same: {en: "$70,000 a day", es: "70,000 USD al día"}
  same_again: {en: "$70,000 a day", es: "70,000 USD al día"}
"""
SETTINGS = accepted(SAMPLE.replace("hours:\n  phone:", f"{POST}  phone:") + FACTS)


def found(body: str, language: str = "en", *, summary: str = "", settings: Settings = SETTINGS) -> list[Finding]:
    """What the rule says of one answer, which begins in line 7."""
    question = Question(
        language=language,
        path="account/open-it",
        file=f"faq/{language}/account/open-it.md",
        title="How do I open an account?",
        summary=summary,
        topic="other",
        reviewed=TODAY,
        owner="",
        synonyms=(),
        related=(),
        redirect_from=(),
        draft=False,
        translation_pending=False,
        source=Body.of(body),
        body_line=7,
    )
    about = rule_context(settings)
    return list(settled_in_prose(question, about, likely_in(question, about)))


def fixes(body: str, language: str = "en") -> list[str]:
    """What is to be written, by rule."""
    return [f"{finding.rule.removeprefix('prose-')}: {finding.fix}" for finding in found(body, language)]


@pytest.mark.parametrize(
    ("body", "tag"),
    [
        ("Call us on +1 212 555 0142.", "phone: write {{ phone }}"),
        ("Our number is (212) 555-0142.", "phone: write {{ phone }}"),
        ("Phone: 212.555.0142", "phone: write {{ phone }}"),
        ("[Call](tel:+12125550142) when you are locked out.", "phone: write {{ phone }}"),
        ("Call us at 1-800-555-0199.", "phone: write {{ phone }}, or whose number it is"),
        ("Our support line is 800 555 0199.", "phone: write {{ phone }}, or whose number it is"),
        ("> [!NOTE]\n> Call us on +1 212 555 0142.", "phone: write {{ phone }}"),
        ("![Call 212-555-0142](card.png)", "phone: write {{ phone }}"),
        ('<img src="card.png" alt="Call 212-555-0142">', "phone: write {{ phone }}"),
        ("Write to Support@sample.example.", "email: write {{ email }}"),
        ("[Write](mailto:support@sample.example)", "email: write {{ email }}"),
        ("Email us at help@old-desk.example.", "email: write {{ email }}, or whose address it is"),
        ("Send it to 100 Sample Street, Floor 12.", "address: write {{ postal_address }}"),
        ("Send it to 100 Sample Street\nFloor 12, New York.", "address: write {{ postal_address }}"),
        (
            "Our phone lines are open Monday to Friday, 9 to 5.",
            "hours: write {{ hours phone }}, or whose hours they are",
        ),
        ("Our lines are open Monday-Friday, 8 AM to 8 PM EST.", "hours: write {{ hours phone }}"),
        ("Call us Mon.-Fri. 8 a.m. - 8 p.m.", "hours: write {{ hours phone }}"),
        ("| Phone | Monday to Friday | **8:00** to **20:00** |", "hours: write {{ hours phone }}"),
        ("## Hours\n\n8 to 8, Monday through Friday", "hours: write {{ hours phone }}"),
        ("Our office is open 9:00 to 17:00, Monday to Friday.", "hours: write {{ hours email }}"),
        ("We are open from 10 AM to 4 PM.", "hours: write {{ hours phone }}"),
        ("Support is available 24/7.", "hours: write {{ hours phone }}, or whose hours they are"),
        ("You can call us 24 hours a day.", "hours: write {{ hours phone }}, or whose hours they are"),
        ("We usually reply within one business day.", "response-time: write {{ response_time form }}"),
        ("We answer complaints within 2 business days.", "response-time: write {{ response_time form complaint }}"),
        ("A person answers by the next business day.", "response-time: write {{ response_time form }}"),
        ("Our response time is usually 1 business day.", "response-time: write {{ response_time form }}"),
        (
            "| | Response time |\n|---|---|\n| E-mail | 1 business day |",
            "response-time: write {{ response_time email }}",
        ),
        ("You can send $50,000 per day.", "fact: write {{ fact withdrawal_limit }}"),
        ("Until 3:00 PM (New\nYork time) it goes out today.", "fact: write {{ fact cut_off }}"),
    ],
)
def test_what_the_settings_say_is_offered_as_a_tag(body: str, tag: str) -> None:
    """Numbers, addresses, hours, times to answer and facts, in any notation (rows U1, R1)."""
    assert fixes(body) == [tag]


@pytest.mark.parametrize(
    ("body", "tag"),
    [
        ("Llámenos al +1 212 555 0142.", "phone: write {{ phone }}"),
        ("Nuestro teléfono es el 1-800-555-0199.", "phone: write {{ phone }}, or whose number it is"),
        ("Escríbanos a soporte@old-desk.example.", "email: write {{ email }}, or whose address it is"),
        ("Llámenos de lunes a viernes, de 8:00 a. m. a 8:00 p. m.", "hours: write {{ hours phone }}"),
        ("La oficina abre de lunes a viernes de 9 a 17 h.", "hours: write {{ hours email }}"),
        ("Horario: lunes a viernes, de 9 de la mañana a 5 de la tarde.", "hours: write {{ hours email }}"),
        ("Le atendemos los sábados de 10:00 a 16:00.", "hours: write {{ hours phone }}"),
        ("Nuestro equipo le atiende las 24 horas.", "hours: write {{ hours phone }}, or whose hours they are"),
        ("Le responderemos en un plazo de un día hábil.", "response-time: write {{ response_time form }}"),
        ("Contestamos al siguiente día hábil.", "response-time: write {{ response_time form }}"),
        ("Contestamos las quejas en 2 días hábiles.", "response-time: write {{ response_time form complaint }}"),
        ("Puede enviar 50,000 USD por día.", "fact: write {{ fact withdrawal_limit }}"),
    ],
)
def test_spanish_is_searched_as_english_is(body: str, tag: str) -> None:
    """With usted and with tú, on both clocks (row W3)."""
    assert fixes(body, "es") == [tag]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "We answer the phone Monday to Friday, 9 to 5.",
            (
                "the hours 'Monday to Friday, 9 to 5' are not what site_config.yml says: "
                "phone is open monday-friday 08:00-20:00; saturday 10:00-16:00"
            ),
        ),
        (
            "Our team gets back to you within 24 hours.",
            "the response time 'within 24 hours' is not what site_config.yml says: response_time form is 1 business day",
        ),
        (
            "Expect to hear from us within 2 to 3 business days.",
            (
                "the response time 'within 2 to 3 business days' is not what site_config.yml says: "
                "response_time form is 1 business day"
            ),
        ),
        (
            "Reach our help desk at +1 800 555 0199.",
            (
                "+1 800 555 0199 is given as the desk's telephone number, "
                "but in site_config.yml channels.phone.number is +1 212-555-0142"
            ),
        ),
    ],
)
def test_prose_that_says_otherwise_is_told_what_the_settings_say(body: str, message: str) -> None:
    """What is wrong today is said in other words than what may be wrong one day (row R1)."""
    assert [finding.message for finding in found(body)] == [message]


@pytest.mark.parametrize(
    "body",
    [
        "Call your bank on 1-800-555-0199. The police answer 911, in Europe 112.",
        "Call the Department of Financial Services at 1-800-342-3736.",
        "The order is 2125550142345, of 2026-11-21. Call us on 2026-11-21.",
        "A weakness of the site goes to security@sample.example. Contact us at privacy@sample.example.",
        "The stock market is open Monday to Friday, 9:30 AM to 4:00 PM. You can trade 24/7.",
        "Our systems monitor withdrawals around the clock.",
        "Fedwire runs Monday to Friday, 9 to 7. Your bank's wire desk is open on weekdays from 9 to 5.",
        "Delivery takes 2-5 business days. Restart it 2 to 5 times, then contact support.",
        "A transfer takes 3 days, and your bank answers within 2 business days.",
        "Reply to our message within 30 days, or we ask you to answer again within 7 days.",
        "After we answer, you have 30 days. We process withdrawals within 24 hours.",
        "Withdrawals pause for 24 hours after a new device; call us if it was not you.",
        "Clocks run by the calendar, as response times do: a desk that closes for two weeks would put them off.",
        "| What | Response time |\n|---|---|\n| Row | the regulator is told of it within seven days |",
        "Feel free to send $20, and wait 24 hours. The limit of others is $70,000 a day.",
        "You can send $150,000 a day, or $50,000 a daytrip.",
        'Somebody who says "call us on +1 212 555 0142, 24/7" is a thief.',
        "> Call us on +1 212 555 0142",
        "`+1 212 555 0142`\n\n```\nWe reply within 24 hours.\n```",
        "[Our page](https://support@sample.example/212-555-0142) <https://a.example/212-555-0142>",
        "Call {{ phone }}: {{ hours phone }}. We answer within {{ response_time form }}.",
    ],
)
def test_others_quotations_and_code_are_left_alone(body: str) -> None:
    """Banks, markets, regulators and thieves have numbers and hours too (row U1)."""
    assert found(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "Llame a su banco al 1-800-555-0199, o al 911.",
        "El mercado abre de lunes a viernes de 9:30 a 16:00. Puede operar las 24 horas.",
        "Una transferencia tarda 3 días hábiles. Abra el enlace en un plazo de 30 minutos.",
        "Debe responder en un plazo de 24 horas. Su cuenta será verificada en un plazo de 24 horas hábiles.",
        "Los retiros se detienen durante 24 horas; llámenos si no fue usted.",
    ],
)
def test_others_are_left_alone_in_spanish_too(body: str) -> None:
    """The same cases (row U1)."""
    assert found(body, "es") == []


def test_a_summary_is_told_that_tags_are_not_filled_there() -> None:
    """What is offered can be pasted where it is offered (row U1)."""
    assert [(finding.place.line, finding.fix) for finding in found("Yes.", summary="Call us on 212-555-0142.")] == [
        (1, "leave it out here, where tags are not filled, and write {{ phone }} in the answer")
    ]


def test_the_summary_of_a_category_is_searched_too() -> None:
    """It stands on the first page (row U1)."""
    summary = "Or call 212-555-0142."
    category = Category(
        language="en", path="a", file="faq/en/a/_category.yml", title="A", summary=summary, order=1, icon=""
    )
    site = Site(settings=SETTINGS, categories={"en": {"a": category}}, questions={"en": {}})
    found = settled_in_categories(site.settings, site.all_categories())
    assert [str(finding.place) for finding in found] == ["faq/en/a/_category.yml:1"]


def test_each_line_of_a_paragraph_is_named() -> None:
    """A number and the link around it are one finding; the next line has its own (row U1)."""
    body = "One.\n\nCall [+1 212 555 0142](tel:+12125550142),\nor 212-555-0142,\nor call us at 800-555-0199."
    assert [finding.place.line for finding in found(body)] == [9, 10, 11]


def test_a_language_without_a_vocabulary_is_searched_for_what_is_certain() -> None:
    """Numbers and addresses are the same in every language; hours and promises are not (row W3)."""
    body = "Appelez +1 212 555 0142, du lundi au vendredi de 9 h à 17 h: support@sample.example"
    assert fixes(body, "fr") == ["phone: write {{ phone }}", "email: write {{ email }}"]


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "9 to 5 ",
            "Monday to Friday ",
            "we reply within ",
            "our team team ",
            "1-",
            "24 ",
            "a\n",
            "5 day ",
            "(2",
            "a@b.",
        ),
        *(
            '"',
            "](",
            "[a](tel:",
            "<a ",
            "{{ ",
            "> [!NOTE]\n",
            "| 9 ",
            "$50,000 a day ",
            "100 Sample Street ",
            "212 555 0142 ",
        ),
    ],
)
def test_a_long_line_is_read_once(piece: str) -> None:
    """Half of a pattern, again and again: each of these would take minutes if its parts were compared with all that follow."""
    assert len(found(piece * (100_000 // len(piece)))) <= 3
