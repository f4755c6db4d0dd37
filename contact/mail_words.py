"""A template and the values of its fields -> the words of a mail as they are sent. Knows no case and no kind of mail."""

from collections.abc import Mapping

from desk.bundle import AckTemplate
from desk.data import Data
from desk.plain_text import wrapped
from desk.settings.model import MailKind
from desk.templates import fill


class MailWords(Data, frozen=True, kw_only=True):
    """The words as they are sent, and the kind and the digest of the template that they come from."""

    language: str
    subject: str
    text: str
    html: str
    template: str
    template_digest: str


def mail_words(
    kind: MailKind,
    template: AckTemplate,
    *,
    language: str,
    in_text: Mapping[str, str],
    in_html: Mapping[str, str],
) -> MailWords:
    """The template of a kind with the values that its text part and its HTML part show."""
    return MailWords(
        language=language,
        # A template's last line ends in a line break; a subject has none.
        subject=" ".join(fill(template.subject, in_text, html=False).split()),
        text=wrapped(fill(template.text, in_text, html=False)),
        html=fill(template.html, in_html, html=True),
        template=kind,
        template_digest=template.digest,
    )
