"""What an acknowledgement tells, field by field (rows E4, I2, I5, R1, U1)."""

import pytest

from desk.acknowledgement import (
    FIELDS,
    REQUIRED_IN_BODY,
    REQUIRED_IN_SUBJECT,
    Acknowledged,
    ack_fields,
    html_fields,
    human_route,
    text_fields,
)
from desk.data import replace
from desk.estimate import estimate
from desk.settings import Settings
from tests.desk.sample import SAMPLE, accepted, at, changed, without_phone, words_in

MONDAY_MORNING = at("2026-11-23T10:00-05:00")
SATURDAY_EVENING = at("2026-11-21T18:00-05:00")
NOTICE = (
    "notices:\n"
    "  - {id: slow, from: 2026-11-20T00:00Z, to: 2026-11-30T00:00Z, text: {en: We are slow., es: Vamos lentos.}}\n"
    "  - {id: late, from: 2026-11-20T00:00Z, to: 2026-11-30T00:00Z, text: {en: Sorry., es: Perdón.}}\n"
    "  - {id: over, from: 2026-11-01T00:00Z, to: 2026-11-02T00:00Z, text: {en: Over., es: Pasado.}}\n"
)
ASSISTANT = 'assistant: {name: Ada, disclosure: {en: "{name} is no person.", es: "{name} no es una persona."}}\n'
SETTINGS = accepted(SAMPLE)


def fields(settings: Settings, language: str, received: str, topic_id: str = "access") -> dict[str, str]:
    """All fields for a request that was received at an instant, and is acknowledged at once."""
    now = at(received)
    by = estimate(settings, channel="form", kind="request", topic_id=topic_id, now=now)
    case = Acknowledged(
        reference="7KQ-4M2P-9XW",
        received=now,
        channel="form",
        topic_id=topic_id,
        estimate=by,
        status_code="4M2P9-XW7KQ",
    )
    return ack_fields(settings, words_in(language), case, now)


def test_an_acknowledgement_in_english_while_the_phone_is_answered() -> None:
    """Every field that a template may use, as a customer reads it."""
    assert fields(SETTINGS, "en", "2026-11-23T10:00-05:00") == {
        "reference": "7KQ-4M2P-9XW",
        "received": "Monday, November 23, 10:00 AM (New York time)",
        "estimate": "Monday, November 23, 2:00 PM (New York time)",
        "response_time": "4 business hours",
        "process": (
            "A person will read your message and answer you. We expect to answer by Monday, November 23, 2:00 PM "
            "(New York time); this is an estimate, not a guarantee."
        ),
        "human_route": (
            "To talk to a person now, call +1 212-555-0142. The phone is answered Monday to Friday, 8:00 AM to "
            "8:00 PM; Saturday, 10:00 AM to 4:00 PM (New York time)."
        ),
        "automatic": "This is an automatic message. A person will reply to you.",
        "topic": "I cannot sign in",
        "organisation": "Sample Desk",
        "site_url": "https://help.sample.example/",
        "status_url": "https://help.sample.example/_desk/status?case=7KQ-4M2P-9XW&language=en",
        "status_code": "4M2P9-XW7KQ",
        "notice": "",
        "disclosure": "",
        "how_sure": "",
        "legal_clock": "",
        "complaints_contact": "",
        "language": "en",
        "direction": "ltr",
    }


def test_an_acknowledgement_in_spanish_while_the_phone_is_not_answered() -> None:
    """The same in the language of the case, with voicemail until Monday (row W3)."""
    assert fields(accepted(SAMPLE + NOTICE + ASSISTANT), "es", "2026-11-21T18:00-05:00", "other") == {
        "reference": "7KQ-4M2P-9XW",
        "received": "sábado 21 de noviembre a las 6:00 p.\xa0m. (hora de Nueva York)",
        "estimate": "martes 24 de noviembre a las 5:00 p.\xa0m. (hora de Nueva York)",
        "response_time": "1 día hábil",
        "process": (
            "Una persona leerá su mensaje y le responderá. Esperamos responderle a más tardar el martes 24 de "
            "noviembre a las 5:00 p.\xa0m. (hora de Nueva York); es una estimación, no una garantía."
        ),
        "human_route": (
            "Para hablar con una persona, llame al +1 212-555-0142: atendemos de lunes a viernes, de 8:00 a.\xa0m. a "
            "8:00 p.\xa0m.; los sábados, de 10:00 a.\xa0m. a 4:00 p.\xa0m. (hora de Nueva York). La línea abre de nuevo "
            "el lunes 23 de noviembre a las 8:00 a.\xa0m. (hora de Nueva York); hasta entonces puede dejar un mensaje "
            "de voz."
        ),
        "automatic": "Este es un mensaje automático. Le responderá una persona.",
        "topic": "Otro asunto",
        "organisation": "Sample Desk",
        "site_url": "https://help.sample.example/",
        "status_url": "https://help.sample.example/_desk/status?case=7KQ-4M2P-9XW&language=es",
        "status_code": "4M2P9-XW7KQ",
        "notice": "Vamos lentos. Perdón.",
        "disclosure": "Ada no es una persona.",
        "how_sure": "",
        "legal_clock": "",
        "complaints_contact": "",
        "language": "es",
        "direction": "ltr",
    }


@pytest.mark.parametrize(
    ("voicemail", "language", "text"),
    [
        (
            "true",
            "en",
            (
                "To talk to a person, call +1 212-555-0142. The phone is answered Monday to Friday, 8:00 AM to 8:00 "
                "PM; Saturday, 10:00 AM to 4:00 PM (New York time). The line opens again on Monday, November 23, 8:00 "
                "AM (New York time); until then you can leave a voicemail."
            ),
        ),
        (
            "false",
            "en",
            (
                "To talk to a person, call +1 212-555-0142. The phone is answered Monday to Friday, 8:00 AM to 8:00 "
                "PM; Saturday, 10:00 AM to 4:00 PM (New York time). The line opens again on Monday, November 23, 8:00 "
                "AM (New York time)."
            ),
        ),
        (
            "false",
            "es",
            (
                "Para hablar con una persona, llame al +1 212-555-0142: atendemos de lunes a viernes, de 8:00 "
                "a.\xa0m. a 8:00 p.\xa0m.; los sábados, de 10:00 a.\xa0m. a 4:00 p.\xa0m. (hora de Nueva York). La "
                "línea abre de nuevo el lunes 23 de noviembre a las 8:00 a.\xa0m. (hora de Nueva York)."
            ),
        ),
    ],
)
def test_a_closed_phone_says_when_it_is_answered_again(voicemail: str, language: str, text: str) -> None:
    """Voicemail is offered where there is one, and nowhere else (rows I2, P3)."""
    settings = accepted(changed("voicemail: true", f"voicemail: {voicemail}"))
    assert human_route(settings, words_in(language), SATURDAY_EVENING) == text


def test_a_desk_without_a_phone_names_its_email_address() -> None:
    """There is always a way to a person (row I2)."""
    settings = without_phone(SETTINGS)
    assert (
        human_route(settings, words_in("en"), MONDAY_MORNING) == "To reach a person, write to support@sample.example."
    )
    assert (
        human_route(settings, words_in("es"), MONDAY_MORNING)
        == "Para hablar con una persona, escriba a support@sample.example."
    )


def test_a_desk_with_nothing_but_its_form_names_the_form() -> None:
    """It never says nothing (row I2)."""
    settings = replace(SETTINGS, channels=replace(SETTINGS.channels, phone=None, email=None))
    assert (
        human_route(settings, words_in("en"), MONDAY_MORNING) == "To reach a person, use the contact form on our site."
    )


def test_a_number_does_not_break_in_an_html_part() -> None:
    """Only what names the desk's number is marked up, once, and escaped (row I2)."""
    plain = fields(SETTINGS, "en", "2026-11-23T10:00-05:00") | {"notice": "<Call> +1 212-555-0142"}
    html = html_fields(SETTINGS, plain)
    number = '<bdi dir="ltr" style="white-space: nowrap;">+1 212-555-0142</bdi>'
    assert html["human_route"].startswith(f"To talk to a person now, call {number}. The phone")
    assert html["notice"] == f"&lt;Call&gt; {number}"
    assert {name for name in html if html[name] != plain[name]} == {"human_route", "notice"}
    assert html_fields(without_phone(SETTINGS), plain) == plain


def test_numbers_keep_their_order_in_a_text_that_runs_from_right_to_left() -> None:
    """Reference, status code and the desk's number stand between marks; in other languages nothing is added (row W3)."""
    plain = fields(SETTINGS, "en", "2026-11-23T10:00-05:00")
    assert text_fields(SETTINGS, plain) == plain
    mark = "\N{LEFT-TO-RIGHT MARK}"
    marked = text_fields(SETTINGS, plain | {"direction": "rtl"})
    assert marked["reference"] == f"{mark}7KQ-4M2P-9XW{mark}"
    assert marked["status_code"] == f"{mark}4M2P9-XW7KQ{mark}"
    assert marked["human_route"].startswith(f"To talk to a person now, call {mark}+1 212-555-0142{mark}. The phone")
    assert {name for name in marked if mark in marked[name]} == {"reference", "status_code", "human_route"}
    assert text_fields(without_phone(SETTINGS), plain | {"direction": "rtl"})["human_route"] == plain["human_route"]


def test_a_topic_that_is_gone_is_named_by_its_id() -> None:
    """A case may be older than the settings."""
    assert fields(SETTINGS, "en", "2026-11-23T10:00-05:00", "gone")["topic"] == "gone"


def test_fields_are_those_that_are_documented() -> None:
    """What `frontdesk ack --help` lists is what there is, and what is required is among it (row E4)."""
    assert list(fields(SETTINGS, "en", "2026-11-23T10:00-05:00")) == list(FIELDS)
    assert {*REQUIRED_IN_BODY, *REQUIRED_IN_SUBJECT} <= set(FIELDS)


def test_no_field_holds_what_a_customer_typed() -> None:
    """Neither name nor message nor address: the form sends no stranger anybody's words (row E7)."""
    assert set(FIELDS) & {"name", "message", "email", "phone"} == set()
