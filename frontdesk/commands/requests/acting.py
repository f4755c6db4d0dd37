"""What every act on a case needs: the case, who does it and when; and how it is told what became of it.

Two people may act at once: both acts are kept, and whoever comes second reads what came in between.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from contact.case import Case
from contact.events import Body, Event, EventKind, Wrote, body_of
from contact.letters import LetterError, RestingAddressError
from contact.log import ErasedError, Log
from contact.standing import Standing, standing_of, work_of
from desk.bundle import Bundle
from desk.data import to_json
from desk.settings.model import Settings
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.case_history import short_instant, told_of_event
from frontdesk.commands.requests.one_case import by_argument, reference_argument, the_case, who
from frontdesk.plain_sight import visible, visible_json
from frontdesk.today import now
from frontdesk.typed_when import NoDayError, When, instant_of

ERASED = "what the customer wrote has been erased, and nothing more can be written about it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A case that somebody is about to do something about."""

    log: Log
    bundle: Bundle
    case: Case
    by: str
    now: datetime
    as_json: bool

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.bundle.settings

    @property
    def standing(self) -> Standing:
        """How the case stands."""
        return standing_of(self.case.events)

    def due(self, when: When | None) -> datetime:
        """An instant that was typed; where none was, by when customers hear again as the settings say (row R2)."""
        calendar = self.settings.calendar("form")
        try:
            return instant_of(when or self.settings.updates.every, calendar, self.now)
        except NoDayError as error:
            raise BackendError(f"{self.case.reference}: {error}") from None

    def add(self, *bodies: Body, unless: Callable[[Case], bool] | None = None) -> None:
        """Write events. Raises BackendError where `unless` says of what came in between that it matters."""
        if not self.log.add(self.case, self.now, *bodies, unless=unless):
            raise BackendError(f"{self.case.reference}: it was changed in this moment: look at it first")

    def tell(self, sentence: str, kind: EventKind, mail: str = "") -> None:
        """Print what was done, in which event of which `kind`; and what has come in between."""
        current = self.log.store.find(self.case.reference) or self.case
        own = next(event for event in reversed(current.events) if event.kind == kind)
        between = [event for event in current.events[len(self.case.events) :] if event.number < own.number]
        if self.as_json:
            print(visible_json(to_json(self._as_json(current, own, between, mail)).decode()))
            return
        print(visible(f"{current.reference}: {sentence}"))
        for event in between:
            said = f"meanwhile: {event.number} {short_instant(event.at, self.settings)}  {told_of_event(event, self.settings)}"
            print(visible(said), file=sys.stderr)

    def _as_json(self, current: Case, own: Event, between: list[Event], mail: str) -> dict[str, object]:
        work = work_of(current.reference, standing_of(current.events))
        return {
            "reference": current.reference,
            "event": own.number,
            "mail": mail,
            "status": current.status,
            "work": work,
            "meanwhile": [{"number": event.number, "at": event.at, "kind": event.kind} for event in between],
        }


def act_arguments(parser: argparse.ArgumentParser) -> None:
    """What every act takes."""
    reference_argument(parser)
    by_argument(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


@contextmanager
def acting(options: argparse.Namespace) -> Iterator[Acting]:
    """The case that is named. Why nothing can be done is a BackendError of one sentence."""
    bundle = open_bundle(options.project)
    by = who(options)
    with open_log(options.project) as log:
        case = the_case(log, options)
        with plainly(case):
            yield Acting(log=log, bundle=bundle, case=case, by=by, now=now(), as_json=options.json)


@contextmanager
def plainly(case: Case) -> Iterator[None]:
    """What cannot be written, in a sentence."""
    try:
        yield
    except (ErasedError, LetterError) as error:
        raise BackendError(why_not(error, case.reference)) from None


def why_not(error: Exception, reference: str) -> str:
    """A sentence on what cannot be written, which begins with the case."""
    if isinstance(error, ErasedError):
        return f"{reference}: {ERASED}"
    told = str(error) if str(error).startswith(reference) else f"{reference}: {error}"
    if isinstance(error, RestingAddressError):
        return f"{told}: say it another way (--way), or send it all the same (--to-resting)"
    return told


def not_erased(act: Acting) -> None:
    """Raises BackendError for a case of which nothing more can be written."""
    if act.case.erased:
        raise BackendError(f"{act.case.reference}: {ERASED}")


def is_message(event: Event) -> bool:
    """Whether the customer wrote again; what their machine answers by itself is no message."""
    body = body_of(event) if event.kind == "wrote" else None
    return isinstance(body, Wrote) and not body.unanswered


def unanswered_message(case: Case) -> Event | None:
    """The latest message of the customer after which nobody told them anything."""
    for event in reversed(case.events):
        if is_message(event):
            return event
        if event.kind in {"replied", "updated", "resolved"}:
            return None
    return None
