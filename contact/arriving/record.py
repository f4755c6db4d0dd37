"""What was read of a message -> what the log is to hold of it: encrypted texts, and an event that names nobody.

Pure. Writes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from contact.abuse.masking import without_secrets
from contact.arriving.file_names import known_type
from contact.arriving.mail import ArrivedMail
from contact.dissatisfaction import sounds_dissatisfied
from contact.events import Attachment, Received, Wrote
from contact.personal import Personal, personal
from contact.standing import Standing
from contact.vault.files import NewFile
from desk.assignment import taken_care_of_now
from desk.bundle import Bundle
from desk.data import Data
from desk.estimate import estimate
from desk.legal import legal_dues
from desk.words import Words

# As many as a mail program needs to know where a mail belongs (contact.mail.thread).
MOST_REFERENCES = 12
NATIVE_NAME = "message.eml"


class Judged(Data, frozen=True, kw_only=True):
    """What the desk thinks of a message: `unanswered` is the reason why nobody answers it by itself."""

    language: str
    unanswered: str
    proven: bool
    suspected: bool


class Typed(Data, frozen=True, kw_only=True):
    """The texts of a message, and the sorts of secrets that were struck out of them."""

    texts: Personal
    masked: tuple[str, ...]


def files_of(mail: ArrivedMail, source: bytes) -> list[NewFile]:
    """All that goes into the vault: first the message as it came (row N1), then each file that is in it."""
    files = [NewFile(media_type=known_type(file.media_type), content=file.content) for file in mail.files]
    return [NewFile(media_type="message/rfc822", content=source), *files]


def typed(mail: ArrivedMail, attachments: Sequence[Attachment], named: Sequence[str], words: Words) -> Typed:
    """What the customer wrote, by the names of the form's fields and a few more. `named` are references of other cases."""
    message, subject = without_secrets(mail.text, words), without_secrets(mail.subject, words)
    remarks = (words(f"arriving.remark.{remark}") for remark in mail.remarks)
    fields: Mapping[str, str] = {
        "message": "\n\n".join(filter(None, [message.text, *(f"[{remark}]" for remark in remarks)])),
        "name": mail.sender.name,
        "email": mail.sender.address,
        "phone": "",
        "number": "",
        "subject": subject.text,
        "reply_to": mail.reply_to,
        "message_id": mail.message_id,
        "references": " ".join(reversed(mail.answers[:MOST_REFERENCES])),
        "named": " ".join(named),
        **_file_names(mail, attachments),
    }
    return Typed(texts=personal(fields), masked=tuple(dict.fromkeys((*message.sorts, *subject.sorts))))


def received(
    typed: Typed, attachments: Sequence[Attachment], judged: Judged, bundle: Bundle, now: datetime, *, token: str
) -> Received:
    """The first event of a new case. By its `token` it is given to a person."""
    settings = bundle.settings
    topic = settings.email_topic
    queue, person = taken_care_of_now(settings, topic, now, token)
    return Received(
        channel="email",
        kind="request",
        topic=topic,
        language=judged.language,
        page="",
        page_language=judged.language,
        consent_digest="",
        personal_digest=typed.texts.digest,
        estimate=estimate(settings, channel="email", kind="request", topic_id=topic, now=now),
        legal=legal_dues(settings, kind="request", channel="email", now=now),
        acknowledged_by="nobody" if judged.unanswered else "email",
        suspected=judged.suspected,
        commit=bundle.commit,
        masked=typed.masked,
        attachments=tuple(attachments),
        proven=judged.proven,
        unanswered=judged.unanswered,
        notices=tuple(notice.id for notice in settings.notices_for("email", topic, now)),
        queue=queue,
        to=person,
        dissatisfied=sounds_dissatisfied(typed.texts.fields["message"], bundle),
    )


def wrote(
    name: str,
    typed: Typed,
    attachments: Sequence[Attachment],
    judged: Judged,
    *,
    standing: Standing,
    bundle: Bundle,
    now: datetime,
) -> Wrote:
    """An event of a case that goes on and stands so; the time for an answer begins anew."""
    by = estimate(bundle.settings, channel="email", kind=standing.kind, topic_id=standing.topic, now=now)
    return Wrote(
        channel="email",
        text=name,
        personal_digest=typed.texts.digest,
        attachments=tuple(attachments),
        proven=judged.proven,
        unanswered=judged.unanswered,
        masked=typed.masked,
        estimate=None if judged.unanswered else by,
        dissatisfied=sounds_dissatisfied(typed.texts.fields["message"], bundle),
    )


def _file_names(mail: ArrivedMail, attachments: Sequence[Attachment]) -> dict[str, str]:
    """How the customer called the files, by the names that they have in the vault."""
    names = [NATIVE_NAME, *(file.name for file in mail.files)]
    return {attachment.name: name for attachment, name in zip(attachments, names, strict=True)}
