"""A mail that is written out quickly is written out right."""

from datetime import UTC, datetime
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from contact.mail.message import mail_message
from contact.mail_words import MailWords
from tests.contact.conftest import built_bundle

SETTINGS = built_bundle().settings
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200)


@given(WORDS, WORDS)
def test_source_is_the_one_of_the_standard_library(text: str, html: str) -> None:
    """Byte for byte as the slow way has it, whatever the texts (row E6)."""
    words = MailWords(language="en", subject="Hello", text=text, html=html, template="request", template_digest="")
    message = mail_message(words, recipient="ana@example.net", identifier="<a@example.net>", settings=SETTINGS, now=NOW)
    assert message.as_bytes() == EmailMessage.as_bytes(message)
