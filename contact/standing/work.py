"""How a case stands -> what has to be done next about it, and by when. Knows no clock: it does not say what is overdue."""

from datetime import datetime
from typing import Literal, get_args

from contact.standing.model import LOOKED_AT_AGAIN, Standing
from desk.data import Data
from desk.settings.model import Kind

# What has to be done: answer, tell how things stand, call, wait for the customer, bring it to an end.
Task = Literal["answer", "update", "call", "wait", "resolve"]
TASKS: tuple[Task, ...] = get_args(Task)


class Work(Data, frozen=True, kw_only=True):
    """What has to be done next about an open case, and by when; see `work_of`."""

    reference: str
    due: datetime
    task: Task
    queue: str
    to: str
    kind: Kind
    topic: str


def work_of(reference: str, standing: Standing) -> Work | None:
    """What has to be done next; None where nothing has, as the case is closed.

    A call that was asked for comes first; then an answer, as long as one is awaited, also to what came after the end; then
    to tell how things stand. The legal clocks of an open case that customers are told of always count (row R5): one of which
    nobody is told is a target, and no reason to call a case overdue for ever.
    """
    found = _next_task(standing)
    if standing.erased or found is None:
        return None
    task, due = found
    legal = min((clock.due for clock in standing.legal if clock.told), default=None)
    if standing.resolved_at is None and legal and legal < due:
        task, due = "resolve" if task in {"update", "wait"} else task, legal
    return Work(
        reference=reference,
        due=due,
        task=task,
        queue=standing.queue,
        to=standing.to,
        kind=standing.kind,
        topic=standing.topic,
    )


def _next_task(standing: Standing) -> tuple[Task, datetime] | None:
    callback = standing.callback
    if callback and standing.call in {"requested", "attempted"}:
        return "call", callback.goal_due if standing.call == "requested" else callback.latest
    if standing.awaiting:
        return "answer", standing.awaiting
    if standing.resolved_at or standing.nobody_answers:
        return None
    told = standing.next_due
    if standing.waiting_until and not (told and told < standing.waiting_until):
        return "wait", standing.waiting_until
    if told:
        return "update", told
    return "resolve", standing.last_at + LOOKED_AT_AGAIN
