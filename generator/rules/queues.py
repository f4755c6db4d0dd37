"""The rule about queues: whoever writes about a topic is answered by somebody, today as well (row C2)."""

from collections.abc import Iterator
from datetime import date

from desk.finding import Finding
from desk.queues import chain, in_office
from generator.content import Site


def empty_queue(site: Site, today: date) -> Iterator[Finding]:
    """In each queue of a topic, or in one of its fallbacks, somebody is there today; else a responsible person has to answer.

    Where the settings speak of no queues, the responsible persons are meant to.
    """
    settings = site.settings
    if "queues" not in settings.places:
        return
    for name in dict.fromkeys(topic.queue for topic in settings.topics):
        if not any(in_office(queue, today) for queue in chain(settings.queues, name)):
            yield Finding(
                place=settings.place(f"queues.{name}"),
                rule="empty-queue",
                message=f"nobody of the queue '{name}', or of its fallbacks, is there on {today}: what is in it goes to a "
                "responsible person",
                fix="people:\n  - name: ...\n    contact: somebody@your-company.com",
                severity="warning",
            )
