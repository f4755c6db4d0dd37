"""Rules about measured figures: whether they are fresh, of this desk, and as good as what it promises (row R6)."""

from collections.abc import Iterator
from datetime import date
from math import floor

from desk.channels import ChannelName
from desk.data import Data
from desk.duration import Duration
from desk.finding import Finding, numbered
from desk.measured import Kept, Measured
from desk.settings import Settings
from desk.settings.model import KINDS, Kind
from generator.content import Site

# 0.29 * 100 is a little less than 29.
ROUNDING = 1e-9
MEASURE = "frontdesk report response-times --output {file}"


def measured_overdue(site: Site, today: date) -> Iterator[Finding]:
    """Figures that nobody renews say nothing of how long an answer takes now."""
    measured = site.settings.measured
    if measured is None:
        return
    until, age = measured.figures.until, (today - measured.figures.until).days
    if age > measured.max_age:
        yield Finding(
            place=site.settings.place("measured.max_age"),
            rule="measured-overdue",
            message=f"the figures in {measured.file} end on {until}, {numbered(age, 'day')} ago; "
            f"they may be {numbered(measured.max_age, 'day')} old",
            fix=f"run: {MEASURE.format(file=measured.file)}",
            severity="warning",
        )


def measured_nowhere(site: Site, _today: date) -> Iterator[Finding]:
    """Figures of a channel or a topic that is gone are shown nowhere."""
    settings, measured = site.settings, site.settings.measured
    for group in measured.figures.groups if measured else ():
        gone = next(_gone(settings, group.channel, group.kind, group.topic), "")
        if measured and gone:
            yield Finding(
                place=settings.place("measured.file"),
                rule="measured-nowhere",
                message=f"{measured.file} has figures for {gone} is not offered any more",
                fix=f"run: {MEASURE.format(file=measured.file)}",
                severity="warning",
            )


def _gone(settings: Settings, channel: str, kind: str, topic: str) -> Iterator[str]:
    if channel and channel not in settings.channels.offered:
        yield f"the channel '{channel}', which"
    if kind and kind not in KINDS:
        yield f"the kind '{kind}', which"
    if topic and settings.topic(topic) is None:
        yield f"the topic '{topic}', which"


def promise_not_kept(site: Site, _today: date) -> Iterator[Finding]:
    """A published response time is not better than what was measured."""
    settings, measured = site.settings, site.settings.measured
    for kept in measured.figures.promises if measured else ():
        promise = _promise(settings, kept)
        share = kept.share_within(promise.duration) if promise else None
        if measured and promise and share is not None and share < measured.expected_share:
            yield _broken(settings, measured, kept, promise, share)


class _Promise(Data, frozen=True, kw_only=True):
    """A response time that is published, and where it stands. `fix` has a gap for a better one."""

    of: str
    duration: Duration
    path: str
    fix: str


def _promise(settings: Settings, kept: Kept) -> _Promise | None:
    """The response time as it is promised now; None where it is promised no more."""
    if kept.topic:
        return _of_topic(settings, kept.topic)
    channel = next((one for one in settings.channels.offered if one == kept.channel), None)
    kind = next((one for one in KINDS if one == kept.kind), None)
    return _of_channel(settings, channel, kind) if channel and kind else None


def _of_topic(settings: Settings, topic_id: str) -> _Promise | None:
    for number, topic in enumerate(settings.topics):
        if topic.id == topic_id and topic.response_time:
            path = f"topics.{number}.response_time"
            of = f"requests on '{topic_id}'"
            return _Promise(of=of, duration=topic.response_time, path=path, fix="response_time: {}")
    return None


def _of_channel(settings: Settings, channel: ChannelName, kind: Kind) -> _Promise:
    times = settings.response_times[channel]
    path = f"response_times.{channel}"
    fix = f"{kind}: {{}}"
    if path not in settings.places:
        # The channel takes its times from the form: it needs lines of its own.
        lines = (f"\n  {one}: {'{}' if one == kind else times[one]}" for one in KINDS)
        fix = f"{channel}:{''.join(lines)}"
    return _Promise(of=f"{kind}s by {channel}", duration=times[kind], path=f"{path}.{kind}", fix=fix)


def _broken(settings: Settings, measured: Measured, kept: Kept, promise: _Promise, share: float) -> Finding:
    figures, better = measured.figures, kept.shortest(measured.expected_share)
    return Finding(
        place=settings.place(promise.path),
        rule="promise-not-kept",
        message=f"{promise.of} are promised an answer within {promise.duration}; from {figures.since} to {figures.until}, "
        f"{_percent(share)} of {numbered(kept.messages, 'message')} were answered within it, "
        f"and {_percent(measured.expected_share)} are expected",
        fix=promise.fix.format(better) if better else "answer more quickly: no usual time would have been kept",
        severity=measured.when_broken,
    )


def _percent(share: float) -> str:
    """Whole percents, rounded down: 89.6 % are not 90 %."""
    return f"{floor(100 * share + ROUNDING)} %"
