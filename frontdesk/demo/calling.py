"""A made-up customer who wants to be called -> the request for a call, the attempts, and how it ended (rows C1, C3, C5)."""

import hashlib
from datetime import timedelta

from contact.events import CallAttempted, CallbackEnded, CallbackRequested, CallResult, Received
from desk.calendar import is_open, next_opening
from frontdesk.demo.story import Story
from frontdesk.demo.telling import resolved

GOAL = timedelta(minutes=30)
WINDOW = timedelta(hours=4)
MOST_ATTEMPTS = 3
WITHDRAWN = 0.03
RESULTS: dict[CallResult, float] = {"reached": 72, "no-answer": 17, "left-message": 7, "busy": 3, "wrong-number": 1}
CONSENT = "synthetic-1"


def called_back(story: Story, body: Received) -> None:
    """From the wish to be called to the end of the case. Raises OverError where the quarter ends before."""
    chance, calendar = story.chance, story.quarter.settings.calendar("phone")
    opens = story.at if is_open(calendar, story.at) else next_opening(calendar, story.at) or story.at
    wanted = CallbackRequested(
        queue=body.queue,
        earliest=opens,
        latest=opens + WINDOW,
        zone=story.quarter.zone.key,
        country="US",
        consent=CONSENT,
        consent_digest=hashlib.sha256(CONSENT.encode()).hexdigest(),
        goal="30 minutes",
        goal_due=opens + GOAL,
        told=opens + GOAL,
    )
    story.then(story.at, wanted)
    if chance.of(WITHDRAWN):
        story.then(opens + chance.minutes(1, 20), CallbackEnded(because="withdrawn", by="customer"))
        return
    at = opens + timedelta(minutes=chance.skewed(14, 0.7))
    for _ in range(MOST_ATTEMPTS):
        result = chance.weighed(RESULTS)
        story.then(at, CallAttempted(result=result, by=body.to))
        if result == "reached":
            resolved(story, story.at + chance.minutes(2, 25), body.to, "full" if chance.of(0.85) else "partial")
            return
        at = story.later(chance.between(0.5, 3))
    story.then(at, CallbackEnded(because="given-up", by=body.to))
