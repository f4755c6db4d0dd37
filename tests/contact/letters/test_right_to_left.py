"""A letter in a language that runs from right to left, and a person's words that do not (row W3)."""

from contact.letter_words import fill_letter
from contact.mail_words import MailWords
from desk.bundle import AckTemplate, Bundle
from desk.data import replace
from desk.letter import Letter
from tests.contact.arabic import PHONE, REFERENCE, STATUS_CODE, arabic_bundle
from tests.contact.conftest import NOW

MARK = "\N{LEFT-TO-RIGHT MARK}"
# As a translator would begin; the words of the field are the product's.
TEMPLATE = AckTemplate(
    subject="{{ reference }}",
    text="{{ message }}\n{{ status_code }}\n{{ feedback_code }}\n{{ human_route }}\n{{ regulators }}\n",
    html='<html dir="{{ direction }}"><div dir="auto">{{ message }}</div><p>{{ human_route }}</p><p>{{ regulators }}</p></html>',
)


def letter() -> MailWords:
    bundle: Bundle = arabic_bundle()
    about = Letter(
        reference=REFERENCE,
        received=NOW,
        channel="form",
        topic_id="fees",
        calendar="office",
        kind="complaint",
        status_code=STATUS_CODE,
        message=f"Call {PHONE}.\nشكر",
        feedback_code=STATUS_CODE[::-1],
    )
    words = replace(bundle, templates={**bundle.templates, "ar": {"reply": TEMPLATE}})
    return fill_letter("reply", TEMPLATE, about, language="ar", bundle=words, now=NOW)


def test_what_is_to_be_copied_keeps_its_order_in_text() -> None:
    """Codes, our number, and that of the regulator stand between marks."""
    text = letter().text
    for number in (STATUS_CODE, STATUS_CODE[::-1], PHONE, "1-800-342-3736"):
        assert f"{MARK}{number}{MARK}" in text


def test_words_of_a_person_run_as_they_were_written() -> None:
    """Each block finds its direction by itself, and its lines stay lines."""
    html = letter().html
    assert f'<html dir="rtl"><div dir="auto">Call {PHONE}.<br>\nشكر</div>' in html
    assert f'<bdi dir="ltr" style="white-space: nowrap;">{PHONE}</bdi>' in html
    assert ': <bdi dir="ltr">1-800-342-3736</bdi><br>' in html
