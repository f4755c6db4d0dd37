"""Rules about care: answers are read again once a year, and their summaries fit where they are shown (rows F2, W4)."""

from collections.abc import Iterator
from datetime import date, timedelta

from desk.finding import Finding
from generator.content import Question, Site
from generator.markdown.answer import LONGEST_SUMMARY
from generator.rules.context import RuleContext

REVIEW_EVERY = timedelta(days=365)
# Lists and link previews still show a little more than search engines do.
SUMMARY_TOLERANCE = 45


def review_overdue(site: Site, today: date) -> Iterator[Finding]:
    """An answer that nobody has read for a year may no longer be true."""
    for question in site.all_questions():
        if question.reviewed and question.reviewed + REVIEW_EVERY < today:
            message = f"this answer was last reviewed on {question.reviewed}, more than a year ago"
            fix = f"read it again, then write 'reviewed: {today}'"
            yield Finding(
                place=question.place("reviewed"), rule="review-overdue", message=message, fix=fix, severity="warning"
            )


def future_review(site: Site, today: date) -> Iterator[Finding]:
    """A review cannot have happened tomorrow; a day of tolerance for time zones."""
    for question in site.all_questions():
        if question.reviewed and question.reviewed > today + timedelta(days=1):
            message = f"the review date {question.reviewed} is in the future"
            yield Finding(
                place=question.place("reviewed"),
                rule="future-review",
                message=message,
                fix=f"reviewed: {today}",
                severity="warning",
            )


def never_reviewed(site: Site, today: date) -> Iterator[Finding]:
    """Customers are shown how fresh an answer is."""
    for question in site.all_questions():
        # A date that cannot be read is a finding of its own.
        if question.reviewed is None and "reviewed" not in question.lines:
            message = "nobody has reviewed this answer yet"
            fix = f"read it, then add 'reviewed: {today}'"
            yield Finding(
                place=question.place("reviewed"), rule="never-reviewed", message=message, fix=fix, severity="warning"
            )


def long_summary(question: Question, _about: RuleContext) -> Iterator[Finding]:
    """A summary that is cut off answers nothing."""
    length = len(question.summary)
    if length > LONGEST_SUMMARY + SUMMARY_TOLERANCE and not question.draft:
        message = f"the summary has {length} characters; search engines show about {LONGEST_SUMMARY}"
        yield Finding(
            place=question.place("summary"),
            rule="long-summary",
            message=message,
            fix="shorten it to one sentence",
            severity="warning",
        )
