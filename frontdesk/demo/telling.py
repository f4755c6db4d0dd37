"""What staff tell a made-up customer -> its events: answers, updates, the end of a case, and whether the mail went out.

Knows no order of things: frontdesk.demo.working has it.
"""

from datetime import datetime, timedelta

from contact.events import Bounced, MailFailed, MailSent, Outcome, Replied, Resolved, Updated, Way
from frontdesk.demo.story import Story
from frontdesk.demo.texts import EXPLANATIONS, REMEDIES, REPLIES, UPDATES, in_language

# By when the customer hears of it again.
UPDATE_EVERY = timedelta(days=5)
MAIL_FAILED, MAIL_BOUNCED = 0.006, 0.006
REDRESS = ("10.00 USD", "25.00 USD", "40.00 USD", "125.00 USD")
TEMPLATE_DIGEST = "0" * 64


def replied(story: Story, at: datetime, by: str) -> None:
    """A person answers."""
    name, way = f"reply-{story.next}", _way(story)
    text = story.written(name, message=in_language(REPLIES, story.message.language))
    mail = name if way == "email" else ""
    story.then(at, Replied(text=name, personal_digest=text.digest, by=by, way=way, mail=mail))
    posted(story, mail, "reply")


def updated(story: Story, at: datetime, by: str, *, delay: bool = False) -> None:
    """A person tells how things stand."""
    name, way = f"update-{story.next}", _way(story)
    text = story.written(name, message=in_language(UPDATES, story.message.language))
    mail = name if way == "email" else ""
    body = Updated(
        text=name,
        personal_digest=text.digest,
        by=by,
        way=way,
        mail=mail,
        next_due=at + UPDATE_EVERY,
        delay=delay,
    )
    story.then(at, body)
    posted(story, mail, "update")


def resolved(story: Story, at: datetime, by: str, outcome: Outcome) -> None:
    """The case comes to its end. What was not done in full is explained (row R4)."""
    mail = f"resolution-{story.next}" if story.email else ""
    way = _way(story)
    if outcome == "full":
        story.then(at, Resolved(outcome=outcome, by=by, way=way, mail=mail))
    else:
        language, name = story.message.language, f"resolution-{story.next}"
        text = story.written(
            name, explanation=in_language(EXPLANATIONS, language), remedies=in_language(REMEDIES, language)
        )
        paid = outcome == "partial" and story.message.kind == "complaint"
        body = Resolved(
            outcome=outcome,
            by=by,
            text=name,
            personal_digest=text.digest,
            explained=True,
            remedies=True,
            redress=story.chance.one(REDRESS) if paid else "",
            way=way,
            mail=mail,
        )
        story.then(at, body)
    posted(story, mail, "resolution")


def _way(story: Story) -> Way:
    if story.email:
        return "email"
    return "post" if story.message.channel == "post" else "phone"


def posted(story: Story, mail: str, template: str) -> None:
    """What became of a mail that the latest event caused; nothing where there is none."""
    if not mail:
        return
    name, at = story.message_id(mail), story.at + timedelta(seconds=story.chance.number(2, 40))
    if story.chance.of(MAIL_FAILED):
        story.at_once(at, MailFailed(mail=mail, message_id=name, reason="550", attempts=1))
        story.mail(mail, "failed")
        return
    sent = MailSent(
        mail=mail,
        message_id=name,
        language=story.message.language,
        template=template,
        template_digest=TEMPLATE_DIGEST,
        digest=story.chance.hex(64),
        commit=story.quarter.bundle.commit,
        attempts=1,
    )
    story.at_once(at, sent)
    story.mail(mail, "sent")
    if story.chance.of(MAIL_BOUNCED):
        story.then(story.at + story.chance.minutes(0.1, 5), Bounced(message_id=name, permanent=True, reason="5.1.1"))
