"""A made-up message -> the first events of its case: received, and what became of the acknowledgement.

The acknowledgement has the words that the desk's own templates give it. Nothing is sent.
"""

import hashlib
from datetime import timedelta

from contact.acknowledge import about, filled
from contact.events import (
    PROMISED_AS,
    Acknowledged,
    AcknowledgedBy,
    AcknowledgementFailed,
    AcknowledgementHeld,
    AcknowledgementReleased,
    Bounced,
    Delivered,
    Received,
)
from desk.ack_choice import chosen, situation
from desk.estimate import estimate
from desk.legal import legal_dues
from desk.settings.model import AckKind
from frontdesk.demo.story import Story
from frontdesk.demo.texts import MESSAGES, customer, one_of

ACKNOWLEDGEMENT = "acknowledgement"
MARK = "[Synthetic] "
# Somebody types in what came by these.
ENTERED = ("phone", "post", "chat", "app")
# Of messages.
NO_ADDRESS, AUTOMATIC, SUSPECTED = 0.05, 0.015, 0.008
# Of acknowledgements by mail.
FAILED, HELD, BOUNCED, DELIVERED = 0.012, 0.006, 0.015, 0.4


def received(story: Story) -> Received:
    """The message comes in."""
    message, settings, chance = story.message, story.quarter.settings, story.chance
    promised = PROMISED_AS[message.channel]
    reachable = message.channel in {"form", "email", "app", "chat"} and not chance.of(NO_ADDRESS)
    typed = customer(
        message.number,
        one_of(MESSAGES, message.language, chance),
        has_email=reachable or message.channel == "email",
        has_phone=not reachable,
    )
    automatic = message.channel == "email" and chance.of(AUTOMATIC)
    suspected = message.channel == "form" and reachable and chance.of(SUSPECTED)
    story.email = "" if automatic else typed["email"]
    queue, person = story.staff.at_first(message.topic, message.at, token(story))
    entered = message.channel in ENTERED
    body = Received(
        channel=message.channel,
        kind=message.kind,
        topic=message.topic,
        language=message.language,
        page=message.page,
        page_language=message.language,
        consent_digest=_consent(story) if message.channel == "form" else "",
        personal_digest=story.written("request", **typed).digest,
        estimate=estimate(settings, channel=promised, kind=message.kind, topic_id=message.topic, now=message.at),
        legal=legal_dues(settings, kind=message.kind, channel=promised, now=message.at),
        acknowledged_by=_way(story, automatic=automatic),
        suspected=suspected,
        commit=story.quarter.bundle.commit,
        unanswered="auto-submitted" if automatic else "",
        notices=tuple(notice.id for notice in settings.notices_for(promised, message.topic, message.at)),
        customer=message.customer,
        came_at=message.at if entered else None,
        external_reference=f"SYNTHETIC-{message.number}" if message.channel == "post" else "",
        entered_by=person if entered else "",
        queue=queue,
        to=person,
        synthetic=True,
    )
    story.then(story.later(chance.between(1, 10)) if message.channel == "post" else message.at, body)
    return body


def token(story: Story) -> str:
    """What makes the case known again: the same quarter, made twice into one log, is there once."""
    return hashlib.sha256(f"synthetic {story.quarter.seed} {story.reference}".encode()).hexdigest()


def _way(story: Story, *, automatic: bool) -> AcknowledgedBy:
    if automatic:
        return "nobody"
    if story.message.channel in ENTERED or story.message.channel == "voicemail":
        return "person"
    return "email" if story.email else "page"


def _consent(story: Story) -> str:
    words = story.quarter.bundle.words_in(story.message.language)
    return hashlib.sha256(words("form.consent").encode()).hexdigest()


def acknowledged(story: Story, body: Received) -> bool:
    """What becomes of the acknowledgement; False where a person has to look at the message before anybody answers it."""
    if body.acknowledged_by != "email":
        return body.acknowledged_by != "nobody"
    if body.suspected:
        story.at_once(story.at, AcknowledgementHeld(mail=ACKNOWLEDGEMENT, reason="suspected"))
        story.mail(ACKNOWLEDGEMENT, "held")
        return False
    if story.chance.of(FAILED):
        failed = AcknowledgementFailed(message_id=story.message_id(ACKNOWLEDGEMENT), reason="550", attempts=1)
        story.at_once(story.at + story.chance.minutes(0.1, 2), failed)
        story.mail(ACKNOWLEDGEMENT, "failed")
        return True
    if story.chance.of(HELD):
        story.at_once(story.at, AcknowledgementHeld(mail=ACKNOWLEDGEMENT, reason="too-many-mails"))
        story.mail(ACKNOWLEDGEMENT, "held")
        story.then(story.later(story.chance.between(0.2, 5)), AcknowledgementReleased(mail=ACKNOWLEDGEMENT, by=body.to))
    story.at_once(story.at + timedelta(seconds=story.chance.number(1, 25)), _sent(story, body))
    story.mail(ACKNOWLEDGEMENT, "sent")
    _came_back(story)
    return True


def _sent(story: Story, body: Received) -> Acknowledged:
    message = story.message
    fits = situation(
        story.quarter.settings,
        kind=message.kind,
        channel=body.promised_as,
        topic_id=message.topic,
        received=message.at,
        now=story.at,
        callback=message.channel == "callback",
    )
    return _words(story, body, chosen(fits), ACKNOWLEDGEMENT)


def acknowledged_again(story: Story, body: Received) -> None:
    """The customer wrote once more, in the latest event, and hears that it came."""
    mail = f"{ACKNOWLEDGEMENT}-{len(story.events)}"
    story.at_once(story.at + timedelta(seconds=story.chance.number(1, 25)), _words(story, body, "short", mail))
    story.mail(mail, "sent")


def _words(story: Story, body: Received, kind: AckKind, mail: str) -> Acknowledged:
    bundle, message = story.quarter.bundle, story.message
    words = filled(kind, about(story.reference, message.at, body), message.language, bundle, story.at)
    return Acknowledged(
        message_id=story.message_id(mail),
        language=words.language,
        subject=MARK + words.subject,
        text=words.text,
        html=words.html,
        template=words.template,
        template_digest=words.template_digest,
        commit=bundle.commit,
        attempts=1,
    )


def _came_back(story: Story) -> None:
    name = story.message_id(ACKNOWLEDGEMENT)
    if story.chance.of(BOUNCED):
        story.then(story.at + story.chance.minutes(0.1, 9), Bounced(message_id=name, permanent=True, reason="5.1.1"))
    elif story.chance.of(DELIVERED):
        story.then(story.at + story.chance.minutes(0.02, 1), Delivered(message_id=name))
