"""A message -> the case that it goes on with, or none.

A reference is no secret, and a sender's address is easily forged; so a message is added to a case only

- in answer to a mail of ours, whose name nobody can guess who has not had it in hands (contact.mail.identifier), or
- from the address that the case came from, in answer to another message of it or with its reference in the subject.

Everything else is a case of its own, in which the references that it names are kept for staff.
"""

import hmac
from collections.abc import Iterator, Sequence

from contact.arriving.mail import ArrivedMail
from contact.arriving.own import references_in
from contact.case import Case
from contact.encryption import UndecipherableError
from contact.events import Acknowledged, EventKind, MailSent, body_of
from contact.log import Log, alias_of
from contact.mail.identifier import identifiers_in
from desk.data import Data

# Each is a look into the store: a subject full of references is not worth more.
MOST_CANDIDATES = 10
_SENT: frozenset[EventKind] = frozenset({"acknowledged", "mail-sent"})


class Belonging(Data, frozen=True, kw_only=True):
    """The case, if there is one; else the cases of others, or of nobody, that the message names."""

    case: Case | None
    named: Sequence[str] = ()


def belongs_to(mail: ArrivedMail, log: Log) -> Belonging:
    """Where a message belongs. Raises StoreError."""
    named: dict[str, None] = {}
    for reference, is_proven in _candidates(mail, log):
        if reference in named and not is_proven:
            continue
        if len(named) >= MOST_CANDIDATES:
            break
        case = log.store.find(reference)
        # To what was erased nothing is added; nor to a case of the first versions, which has no key to encrypt it with.
        is_open = case is not None and not case.erased and case.wrapped_key is not None
        if case and is_open and (is_proven or _is_from(mail.sender.address, case, log) or _answers(mail, case)):
            return Belonging(case=case)
        named[reference] = None
    return Belonging(case=None, named=tuple(named))


def is_ours(message_id: str, log: Log) -> bool:
    """Whether the desk itself gave this name to a mail. Raises StoreError."""
    return any(found.is_ours(log.hasher()) for found in identifiers_in(message_id))


def _candidates(mail: ArrivedMail, log: Log) -> Iterator[tuple[str, bool]]:
    """References, and whether naming them is enough."""
    for message_id in mail.answers:
        found = list(identifiers_in(message_id))
        yield from ((identifier.reference, identifier.is_ours(log.hasher())) for identifier in found)
        reference = None if found else log.store.find_alias(alias_of(message_id))
        if reference:
            yield reference, False
    yield from ((reference, False) for reference in references_in(mail.subject))


def _answers(mail: ArrivedMail, case: Case) -> bool:
    """Whether it answers a mail of ours that a mail service has given another name."""
    bodies = (body_of(event) for event in case.events if event.kind in _SENT)
    sent = (body for body in bodies if isinstance(body, Acknowledged | MailSent))
    names = {alias_of(body.provider_id) for body in sent if body.provider_id}
    return any(alias_of(message_id) in names for message_id in mail.answers)


def _is_from(address: str, case: Case, log: Log) -> bool:
    try:
        texts = log.texts(case)
    # `frontdesk requests verify` reports it; a message that names the case must not wait for that.
    except UndecipherableError:
        return False
    known = texts.fields.get("email", "") if texts else ""
    # Compared in constant time: how long we take tells nobody how much of an address is right.
    same = hmac.compare_digest(address.casefold().encode(), known.casefold().encode())
    return bool(address) and same
