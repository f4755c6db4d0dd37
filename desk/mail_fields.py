"""A kind of mail to customers -> what its template may show, and what it has to show. Knows no value of any field."""

from collections.abc import Mapping

from desk.ack_choice import ACK_KINDS
from desk.acknowledgement import FIELDS, REQUIRED_IN_BODY, REQUIRED_IN_SUBJECT
from desk.data import Data
from desk.letter import LETTER_KINDS, fields_of, required_in, required_where_there
from desk.settings.model import LetterKind, MailKind

# Every kind, and when it is sent.
MAIL_KINDS = dict[MailKind, str]((*ACK_KINDS.items(), *LETTER_KINDS.items()))


class MailFields(Data, frozen=True, kw_only=True):
    """The fields of a kind, with what each holds; those of `where_there` may stand below an `if`.

    `one` and `all` name such mail in a finding.
    """

    one: str
    all: str
    fields: Mapping[str, str]
    in_subject: tuple[str, ...]
    in_body: tuple[str, ...]
    where_there: tuple[str, ...]


_ACKNOWLEDGEMENT = MailFields(
    one="an acknowledgement",
    all="acknowledgements",
    fields=FIELDS,
    in_subject=REQUIRED_IN_SUBJECT,
    in_body=REQUIRED_IN_BODY,
    where_there=(),
)


def mail_fields(kind: str) -> MailFields:
    """What the template of a kind may and must show."""
    return _LETTERS.get(kind, _ACKNOWLEDGEMENT)


def is_letter(kind: str) -> bool:
    """Whether it is a letter, and no acknowledgement."""
    return kind in _LETTERS


def _letter(kind: LetterKind) -> MailFields:
    return MailFields(
        one=f"the mail '{kind}'",
        all=f"the mail '{kind}'",
        fields=fields_of(kind),
        in_subject=REQUIRED_IN_SUBJECT,
        in_body=required_in(kind),
        where_there=required_where_there(kind),
    )


_LETTERS: Mapping[str, MailFields] = {kind: _letter(kind) for kind in LETTER_KINDS}
