"""frontdesk hours: is the desk open, when does it open next, what is promised (the same as pages and acknowledgements say)."""

import argparse
import json
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.calendar import is_open, next_opening, openings
from desk.settings import Settings, read_settings
from desk.settings.model import CHANNELS, ChannelName
from frontdesk.today import now

NAME = "hours"
HELP = "Say whether the desk is open, and when next."
EXAMPLE = "frontdesk hours --channel phone --at 2026-11-26T10:00-05:00"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--channel", choices=CHANNELS, help="one channel (default: all that are offered)")
    parser.add_argument(
        "--at", type=_instant, metavar="INSTANT", help="another instant than now, such as 2026-11-26T10:00-05:00"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print one line a channel."""
    at: datetime = options.at or now()
    settings = read_settings(options.project, at.date())
    offered = [channel for channel in CHANNELS if getattr(settings.channels, channel)]
    if options.channel and options.channel not in offered:
        print(f"the desk offers no '{options.channel}': use one of {', '.join(offered)}", file=sys.stderr)
        return 1
    states = [_state(settings, channel, at) for channel in ([options.channel] if options.channel else offered)]
    if options.json:
        print(json.dumps(states))
        return 0
    for state in states:
        until = f"until {state['closes']}" if state["open"] else f"opens {state['opens']}"
        print(f"{state['channel']:6} {'open' if state['open'] else 'closed':6} {until}  ({state['time_zone']})")
    return 0


def _state(settings: Settings, channel: ChannelName, at: datetime) -> dict[str, object]:
    calendar = settings.calendar(channel)
    zone = ZoneInfo(calendar.time_zone)
    opens = next_opening(calendar, at)
    current = next(openings(calendar, at), None)
    return {
        "channel": channel,
        "at": at.astimezone(zone).isoformat(),
        "open": is_open(calendar, at),
        "closes": current.end.astimezone(zone).isoformat() if current and is_open(calendar, at) else None,
        "opens": opens.astimezone(zone).isoformat() if opens else None,
        "time_zone": calendar.time_zone,
        "response_time": {kind: str(time) for kind, time in settings.response_times[channel].items()},
    }


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no instant; write it as 2026-11-26T10:00-05:00") from None
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError(f"'{text}' has no time zone; add the offset, such as -05:00")
    return found
