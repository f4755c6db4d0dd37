"""frontdesk hours: is the desk open, when does it open next, what is promised (the same as pages and acknowledgements say)."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desk.calendar import Calendar, is_open, next_opening, openings
from desk.channels import CHANNELS, ChannelName
from desk.settings import Settings, read_settings
from frontdesk.today import now

NAME = "hours"
EXAMPLE = "frontdesk hours --channel phone --at 2026-11-26T10:00-05:00"

# Holidays are known for few years, and zones for few centuries.
_YEARS = range(1970, 2200)
_YEAR = timedelta(days=366)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--channel", choices=CHANNELS, help="one channel (default: all that are offered)")
    one.add_argument("--calendar", metavar="NAME", help="a calendar of the settings by its name, instead of a channel")
    parser.add_argument(
        "--at", type=_instant, metavar="INSTANT", help="another instant than now, such as 2026-11-26T10:00-05:00"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print one line a channel."""
    at: datetime = options.at or now()
    settings = read_settings(options.project, at.date())
    offered = settings.channels.offered
    if options.channel and options.channel not in offered:
        print(f"the desk offers no '{options.channel}': use one of {', '.join(offered)}", file=sys.stderr)
        return 1
    if options.calendar is not None and options.calendar not in settings.calendars:
        known = ", ".join(settings.calendars)
        print(f"the settings have no calendar '{options.calendar}': use one of {known}", file=sys.stderr)
        return 1
    if options.calendar is not None:
        states = [_state(settings, settings.calendars[options.calendar], at)]
    else:
        states = [_channel(settings, channel, at) for channel in ([options.channel] if options.channel else offered)]
    print(json.dumps(states, ensure_ascii=False) if options.json else "\n".join(_lines(states)))
    return 0


def _lines(states: Sequence[dict[str, object]]) -> list[str]:
    names = [str(state["channel"] or state["calendar"]) for state in states]
    width = max(6, *map(len, names))
    lines = []
    for name, state in zip(names, states, strict=True):
        until = _until(state)
        reason = f", {state['reason']}" if state["reason"] else ""
        is_now = "open" if state["open"] else "closed"
        lines.append(f"{name:{width}} {is_now:6} {until}  ({state['time_zone']}{reason})")
    return lines


def _channel(settings: Settings, channel: ChannelName, at: datetime) -> dict[str, object]:
    times = {kind: str(time) for kind, time in settings.response_times[channel].items()}
    return _state(settings, settings.calendar(channel), at) | {"channel": channel, "response_time": times}


def _state(settings: Settings, calendar: Calendar, at: datetime) -> dict[str, object]:
    zone = ZoneInfo(calendar.time_zone)
    there = is_open(calendar, at)
    opens = next_opening(calendar, at)
    closes = _closing(calendar, at) if there else None
    return {
        "channel": None,
        "calendar": calendar.name,
        "at": at.astimezone(zone).isoformat(),
        "open": there,
        "closes": closes.astimezone(zone).isoformat() if closes else None,
        "opens": opens.astimezone(zone).isoformat() if opens else None,
        "time_zone": calendar.time_zone,
        "reason": _reason(calendar, at, settings.languages.default),
        "parts": {part.name: is_open(part, at) for part in calendar.parts},
        "response_time": {},
    }


def _until(state: dict[str, object]) -> str:
    if state["open"]:
        return f"until {state['closes']}" if state["closes"] else "around the clock"
    return f"opens {state['opens']}" if state["opens"] else "opens on no day that is known"


def _closing(calendar: Calendar, at: datetime) -> datetime | None:
    """When the desk that is open closes; None for one that stays open for more than a year."""
    end = next(openings(calendar, at, at + _YEAR)).end
    return end if end - at < _YEAR else None


def _reason(calendar: Calendar, at: datetime, language: str) -> str | None:
    """Why the hours of this day are not those of its weekday, where a reason is known."""
    days = [(at.astimezone(ZoneInfo(desk.time_zone)).date(), desk) for desk in calendar.desks()]
    found = [special.name.get(language, "") for day, desk in days for special, _ in desk.differing(day, day)]
    return "; ".join(dict.fromkeys(name for name in found if name)) or None


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no instant; write it as 2026-11-26T10:00-05:00") from None
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError(f"'{text}' has no time zone; add the offset, such as -05:00")
    if found.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"'{text}' is too far away; use a year from {_YEARS[0]} to {_YEARS[-1]}")
    return found
