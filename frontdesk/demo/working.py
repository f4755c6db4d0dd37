"""A made-up case that came in -> how people bring it to its end: given on, asked back, answered, closed, opened again.

Knows no words: frontdesk.demo.telling has them.
"""

from datetime import datetime, timedelta

from contact.events import (
    Assigned,
    Feedback,
    FeedbackAsked,
    HoldSet,
    IdentityChecked,
    Marked,
    Noted,
    Outcome,
    Received,
    Reclassified,
    Reopened,
    Waiting,
    Wrote,
)
from desk.calendar import elapsed
from desk.data import replace
from desk.estimate import estimate
from desk.legal import legal_dues
from frontdesk.demo.receiving import acknowledged_again
from frontdesk.demo.story import Story
from frontdesk.demo.telling import posted, replied, resolved, updated
from frontdesk.demo.texts import COMMENTS, MESSAGES, NOTE, one_of

OUTCOMES: dict[Outcome, float] = {"full": 78, "partial": 13, "not": 9}
SCORES = {5: 46, 4: 27, 3: 12, 2: 6, 1: 9}
# Shares of the cases that a person takes up.
NEVER_ANSWERED, GIVEN_ON, RECLASSIFIED, NOTED, VULNERABLE, KEPT = 0.02, 0.08, 0.03, 0.1, 0.012, 0.003
# Of the answered ones: the customer has to bring something; it takes several updates.
ASKED_BACK, TOLD_OFTEN = 0.2, 0.12
# Of the closed ones.
REOPENED, ANSWERED_FEEDBACK, COMMENTED = 0.035, 0.24, 0.35
# Half of the answers come within this share of the time that was estimated, and within this one in a surge.
MIDDLE, MIDDLE_IN_SURGE, SPREAD = 0.42, 0.6, 0.55
HOUR = timedelta(hours=1)
WHO_CHECKS = ("identity", "locked-out", "security")


def worked_on(story: Story, body: Received) -> None:
    """From the first look at it to feedback. Raises OverError where the quarter ends before."""
    chance, by = story.chance, body.to
    if chance.of(NEVER_ANSWERED):
        return
    answer_at = _first_answer(story, body)
    if chance.of(GIVEN_ON):
        colleague = story.staff.another(by, chance)
        given = Assigned(queue=body.queue, to=colleague, by=by, reason="synthetic: knows more about it")
        story.then(story.later(0.2 * chance.between(0.2, 2)), given)
        by = colleague
    body = _looked_into(story, body, by)
    answer_at = max(answer_at, story.at)
    if chance.of(TOLD_OFTEN) or (body.kind == "complaint" and chance.of(0.5)):
        updated(story, answer_at, by)
        for _ in range(chance.number(0, 2)):
            updated(story, story.later(chance.between(12, 45)), by, delay=chance.of(0.15))
        _closed(story, by, hours=chance.skewed(10, 0.6))
        return
    replied(story, answer_at, by)
    if chance.of(ASKED_BACK):
        _asked_back(story, body, by)
    _closed(story, by, hours=chance.skewed(2, 1))


def _first_answer(story: Story, body: Received) -> datetime:
    """Mostly within the estimate, sometimes not; in a surge more often not."""
    calendar = story.quarter.settings.calendar(body.promised_as)
    hours = elapsed(calendar, story.message.at, body.estimate.due) / HOUR
    middle = MIDDLE_IN_SURGE if body.estimate.basis == "surge" else MIDDLE
    return story.later(hours * story.chance.skewed(middle, SPREAD))


def _looked_into(story: Story, body: Received, by: str) -> Received:
    """What staff write down before they answer; the message as it is then taken."""
    chance = story.chance
    if chance.of(RECLASSIFIED):
        body = _reclassified(story, body, by)
    if body.topic in WHO_CHECKS and chance.of(0.6):
        passed = chance.of(0.93)
        story.then(story.later(chance.between(0, 0.3)), IdentityChecked(passed=passed, how="synthetic", by=by))
    if chance.of(NOTED):
        name = f"note-{story.next}"
        note = story.written(name, message=NOTE)
        story.then(story.later(0.1), Noted(text=name, personal_digest=note.digest, by=by))
    if chance.of(VULNERABLE):
        story.then(story.at, Marked(vulnerable=True, by=by))
    if chance.of(KEPT):
        story.then(story.at, HoldSet(by=by, reason="synthetic: a lawsuit"))
    return body


def _reclassified(story: Story, body: Received, by: str) -> Received:
    """Mostly a request that was a complaint, sometimes another topic."""
    settings, chance = story.quarter.settings, story.chance
    kind, topic = body.kind, body.topic
    if chance.of(0.6):
        kind = "complaint" if body.kind == "request" else "request"
    else:
        topic = chance.one([found.id for found in settings.topics])
    legal = legal_dues(settings, kind=kind, channel=body.promised_as, now=story.message.at)
    changed = Reclassified(
        kind=kind, topic=topic, customer=body.customer, by=by, reason="synthetic: read again", legal=legal
    )
    story.then(story.later(chance.between(0.1, 0.5)), changed)
    return replace(body, kind=kind, topic=topic)


def _asked_back(story: Story, body: Received, by: str) -> None:
    """The customer has to send something, and mostly does."""
    chance = story.chance
    story.then(story.at + timedelta(minutes=1), Waiting(by=by, until=story.at + timedelta(days=7)))
    if not story.email or not chance.of(0.8):
        return
    at, settings = story.at + timedelta(hours=chance.between(2, 120)), story.quarter.settings
    name = f"message-{story.next}"
    text = story.written(
        name,
        name=story.texts["request"].fields["name"],
        email=story.email,
        message=one_of(MESSAGES, story.message.language, chance),
    )
    promised = estimate(settings, channel="email", kind=body.kind, topic_id=body.topic, now=at)
    story.then(at, Wrote(channel="email", text=name, personal_digest=text.digest, estimate=promised))
    acknowledged_again(story, body)
    replied(story, story.later(chance.skewed(3, 0.7)), by)


def _closed(story: Story, by: str, *, hours: float) -> None:
    """It ends, and sometimes begins once more."""
    chance = story.chance
    resolved(story, story.later(hours), by, chance.weighed(OUTCOMES))
    if chance.of(REOPENED):
        story.then(story.at + timedelta(hours=chance.between(1, 90)), Reopened(by=by, reason="synthetic: not over"))
        replied(story, story.later(chance.between(0.5, 6)), by)
        resolved(story, story.later(chance.skewed(4, 0.6)), by, chance.weighed(OUTCOMES))
    _asked_for_feedback(story)


def _asked_for_feedback(story: Story) -> None:
    """One question after the end, where there is an address (row K1)."""
    chance = story.chance
    if not story.email:
        return
    mail = f"feedback-{story.next}"
    story.then(story.at + HOUR, FeedbackAsked(mail=mail))
    posted(story, mail, "feedback")
    if not chance.of(ANSWERED_FEEDBACK):
        return
    at, score = story.at + timedelta(hours=chance.skewed(9, 1)), chance.weighed(SCORES)
    if not chance.of(COMMENTED):
        story.then(at, Feedback(score=score))
        return
    name = f"feedback-{story.next}"
    text = story.written(name, message=one_of(COMMENTS, story.message.language, chance))
    story.then(at, Feedback(score=score, text=name, personal_digest=text.digest))
