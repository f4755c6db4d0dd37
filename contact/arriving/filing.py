"""A message that has been read and judged -> a new case, or a message of a case that goes on; once, however often it comes.

Files go into the vault before the event that names them. Knows no way by which mail comes in.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from contact.accept import ACKNOWLEDGEMENT
from contact.arriving.mail import ArrivedMail
from contact.arriving.record import Judged, Typed, files_of, received, typed, wrote
from contact.arriving.thread import Belonging, belongs_to, is_ours
from contact.case import Case
from contact.events import AcknowledgementHeld, Attachment, Wrote
from contact.log import Arrival, ErasedError, Log, alias_of
from contact.standing import standing_of
from contact.store import NewMail, OutboxState, StoreError
from contact.vault import Vault
from contact.vault.files import forget_files, seal_files
from desk.bundle import Bundle
from desk.data import Data

# Each time somebody else has added something to the case; more often in a row would be a store that answers wrongly.
MOST_TRIES = 10

Became = Literal["case", "message", "known"]


class Filed(Data, frozen=True, kw_only=True):
    """What a message became: a `case`, a `message` of one, or `known` from before."""

    became: Became
    reference: str


class Arrived(Data, frozen=True, kw_only=True):
    """A message to be filed. `token` is the same for the same message."""

    mail: ArrivedMail
    source: bytes
    judged: Judged
    token: str


class Filing(Data, frozen=True, kw_only=True):
    """Where messages are filed, and when."""

    log: Log
    vault: Vault
    bundle: Bundle
    now: datetime

    def file(self, arrived: Arrived) -> Filed:
        """File a message. Raises StoreError: then it may have been filed or not, and has to come again."""
        for _ in range(MOST_TRIES):
            # The case is read first: what another delivery of the same message adds before that is known here, and what it
            # adds after that changes the case.
            belonging = belongs_to(arrived.mail, self.log)
            known = self.log.store.find_alias(arrived.token)
            if known:
                return Filed(became="known", reference=known)
            filed = self._add(arrived, belonging.case) if belonging.case else self._record(arrived, belonging)
            if filed:
                return filed
        raise StoreError(f"a case was changed {MOST_TRIES} times while a message was added to it", retry=True)

    def _record(self, arrived: Arrived, belonging: Belonging) -> Filed:
        reserved = self.log.reserve()
        attachments = self._sealed(arrived, reserved.reference, reserved.key.plain)
        what = self._typed(arrived, attachments, belonging.named)
        arrival = Arrival(
            at=self.now,
            token=arrived.token,
            texts=what.texts,
            bodies=[
                received(what, attachments, arrived.judged, self.bundle, self.now, token=arrived.token),
                *_held(arrived, ACKNOWLEDGEMENT),
            ],
            mails=[(mail.mail, mail.state) for mail in self._mails(arrived, ACKNOWLEDGEMENT)],
            aliases=self._aliases(arrived),
            sender=arrived.mail.sender.address,
            reserved=reserved,
        )
        recorded = self.log.record(arrival)
        if not recorded.new:
            # The same message came a second time in the same moment.
            forget_files(self.vault, reserved.reference, attachments)
        return Filed(became="case" if recorded.new else "known", reference=recorded.reference)

    def _add(self, arrived: Arrived, case: Case) -> Filed | None:
        """None where something else was added in between: the number of the event would no longer be the one it is named by."""
        number = case.events[-1].number + 1
        text, acknowledgement = f"message-{number}", f"{ACKNOWLEDGEMENT}-{number}"
        try:
            attachments = self._sealed(arrived, case.reference, self.log.key(case))
        except ErasedError:
            return None
        what = self._typed(arrived, attachments, ())
        try:
            is_added = self.log.add(
                case,
                self.now,
                self._wrote(text, what, attachments, arrived, case),
                *_held(arrived, acknowledgement),
                texts={text: what.texts},
                mails=self._mails(arrived, acknowledgement),
                aliases=self._aliases(arrived),
                unless=lambda _changed: True,
            )
        except ErasedError:
            is_added = False
        if is_added:
            return Filed(became="message", reference=case.reference)
        forget_files(self.vault, case.reference, attachments)
        return None

    def _wrote(self, text: str, what: Typed, attachments: Sequence[Attachment], arrived: Arrived, case: Case) -> Wrote:
        standing = standing_of(case.events)
        return wrote(text, what, attachments, arrived.judged, standing=standing, bundle=self.bundle, now=self.now)

    def _sealed(self, arrived: Arrived, reference: str, key: bytes) -> list[Attachment]:
        return seal_files(self.vault, reference, key, files_of(arrived.mail, arrived.source))

    def _typed(self, arrived: Arrived, attachments: Sequence[Attachment], named: Sequence[str]) -> Typed:
        return typed(arrived.mail, attachments, named, self.bundle.words_in(arrived.judged.language))

    def _mails(self, arrived: Arrived, mail: str) -> list[NewMail]:
        state: OutboxState = "held" if arrived.judged.suspected else "waiting"
        return [] if arrived.judged.unanswered else [NewMail(mail=mail, state=state, due=self.now)]

    def _aliases(self, arrived: Arrived) -> list[str]:
        name = arrived.mail.message_id
        # A name of ours belongs to the case that it was made for.
        return [arrived.token, alias_of(name)] if name and not is_ours(name, self.log) else [arrived.token]


def _held(arrived: Arrived, mail: str) -> list[AcknowledgementHeld]:
    """What spam filters think spam is recorded like everything else, and answered when a person says so."""
    is_held = arrived.judged.suspected and not arrived.judged.unanswered
    return [AcknowledgementHeld(mail=mail, reason="suspected")] if is_held else []
