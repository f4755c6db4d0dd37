"""The templates on disk and a made-up case -> an acknowledgement as a customer would get it, for the command and for `serve`.

Each kind is shown in a situation in which it is sent. Knows no page.
"""

from datetime import datetime, timedelta
from pathlib import Path

from contact.acknowledge import fill_template
from contact.mail_words import MailWords
from contact.reference import check_symbol
from contact.status_code import code_from
from desk.ack_choice import ACK_KINDS, Situation, chosen, situation
from desk.acknowledgement import Acknowledged
from desk.bundle import Bundle
from desk.calendar import Calendar, is_open, next_opening, openings
from desk.call_estimate import call_estimate
from desk.call_window import soonest
from desk.data import replace
from desk.estimate import Estimate, estimate
from desk.finding import Finding, FindingsError, errors
from desk.form.action import offers_calls
from desk.legal import legal_dues
from desk.settings import Settings
from desk.settings.model import AckKind, Kind, Notice
from generator.rules.acknowledgements import read_ack_template
from generator.starter import ack_folders

MADE_UP = "7KQ4M2P9X"
_DAY = timedelta(days=1)


def sample(project: Path, bundle: Bundle, language: str, kind: AckKind, now: datetime) -> MailWords:
    """The acknowledgement of a kind in a language. Raises FindingsError for a template that cannot be filled."""
    findings: list[Finding] = []
    template = read_ack_template(ack_folders(project), language, kind, findings)
    if errors(findings):
        raise FindingsError(findings)
    at = sample_instant(bundle.settings, kind, now)
    settings = _with_notice(bundle.settings, kind, at)
    case = sample_case(settings, kind, at)
    shown = replace(bundle, settings=settings)
    return fill_template(kind, template, case, language=language, bundle=shown, now=at)


def sample_case(settings: Settings, kind: AckKind, at: datetime) -> Acknowledged:
    """A case that is acknowledged so."""
    symbols = MADE_UP + check_symbol(MADE_UP)
    topic = sample_topic(settings, kind)
    called = _call(settings, topic, at) if kind == "callback" else None
    return Acknowledged(
        reference=f"{symbols[:3]}-{symbols[3:7]}-{symbols[7:]}",
        received=at,
        channel="phone" if called else "form",
        topic_id=topic,
        estimate=called or estimate(settings, channel="form", kind=_kind(kind), topic_id=topic, now=at),
        kind=_kind(kind),
        status_code=code_from(MADE_UP),
        legal=legal_dues(settings, kind=_kind(kind), channel="form", now=at),
        callback=bool(called),
    )


def _call(settings: Settings, topic_id: str, at: datetime) -> Estimate | None:
    """By when somebody is called who wants it as soon as possible; None where no calls are offered."""
    callback = settings.channels.callback
    window = soonest(settings.calendar("phone"), at, callback.days_ahead) if callback else None
    return call_estimate(settings, settings.queue_of(topic_id), topic_id, window, at) if window else None


def sample_instant(settings: Settings, kind: AckKind, now: datetime) -> datetime:
    """Now, if that is when a message is acknowledged so; else the next time when the desk opens or closes."""
    calendar = settings.calendar("form")
    return _closed(calendar, now) if kind == "out-of-hours" else _open(calendar, now)


def sample_topic(settings: Settings, kind: AckKind) -> str:
    """The first topic that is acknowledged so; else the first one."""
    wanted = kind if kind == "locked-out" else None
    return next((topic.id for topic in settings.topics if topic.acknowledgement == wanted), settings.topics[0].id)


def sample_situation(settings: Settings, kind: AckKind, now: datetime) -> Situation:
    """What desk.ack_choice is told of the sample."""
    at = sample_instant(settings, kind, now)
    return situation(
        _with_notice(settings, kind, at),
        kind=_kind(kind),
        channel="form",
        topic_id=sample_topic(settings, kind),
        received=at,
        now=at,
        proven=kind != "short",
        callback=kind == "callback",
    )


def is_ever_sent(settings: Settings, kind: AckKind, now: datetime) -> bool:
    """Whether the settings are such that a customer can get this kind: a topic, a notice, hours in which nobody is there."""
    return chosen(sample_situation(settings, kind, now)) == kind and (kind != "callback" or offers_calls(settings))


def acknowledgement_kind(kind: str) -> AckKind:
    """The kind of acknowledgement that bears this name. Raises ValueError."""
    for one in ACK_KINDS:
        if one == kind:
            return one
    raise ValueError(f"{kind} is no kind of acknowledgement")


def _kind(kind: AckKind) -> Kind:
    return "complaint" if kind == "complaint" else "request"


def _open(calendar: Calendar, now: datetime) -> datetime:
    return now if is_open(calendar, now) else next_opening(calendar, now) or now


def _closed(calendar: Calendar, now: datetime) -> datetime:
    if not is_open(calendar, now):
        return now
    closes = next(openings(calendar, now, now + _DAY)).end
    # A desk that is always open closes in more than a year, as far as its calendar tells.
    return closes if closes < now + 7 * _DAY else now


def _with_notice(settings: Settings, kind: AckKind, at: datetime) -> Settings:
    """For a surge: as if the first notice that tells of one were in force."""
    others = tuple(notice for notice in settings.notices if not notice.surge)
    surges = [notice for notice in settings.notices if notice.surge]
    shown: list[Notice] = [replace(one, start=at, end=at + _DAY, channels=(), topics=()) for one in surges[:1]]
    shown = shown if kind == "surge" else []
    return replace(settings, notices=(*others, *shown))
