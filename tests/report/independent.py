"""A second way to every figure: `independent.py LOG.jsonl report.json`, over what `frontdesk requests export --all` writes.

It knows what docs/running/reports.md says, nothing of the engine, and needs the standard library alone.
"""

# ruff: noqa: ANN401, C901, E501 - short enough to be read in a sitting, each line beside its line of the documentation
# fmt: off
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

INSTANT, SHORT, LONG = timedelta(microseconds=1), "summary-resolution", "final-answer"
ACKNOWLEDGED = {"email": "waiting", "text": "waiting", "page": "on-page", "person": "by-person", "call": "in-call", "nobody": "none",
    "acknowledged": "sent", "acknowledgement-failed": "failed", "acknowledgement-held": "held", "delivered": "delivered",
    "acknowledgement-released": "waiting", "bounced": "bounced"}
STAFF = ("replied", "updated", "assigned", "reclassified", "reopened", "waiting", "next-update-set")
def at(text: str | None) -> Any:
    return datetime.fromisoformat(text) if text else None
def units(time: Any, unit: str = "minutes") -> Any:
    return None if time is None else max(0, ceil(time / timedelta(**{unit: 1})))
def only(where: Any, found: list[Any]) -> list[Any]:
    return [line for line in found if all(("" if line[name] is None else str(line[name])) in where[name] for name in where)]
def rounded(part: int, of: int, digits: int) -> float:
    return float(Fraction(floor(Fraction(part, of) * 10**digits + Fraction(1, 2)), 10**digits))
def open_time(calendar: Any, start: datetime, end: datetime) -> timedelta:
    spans, total, until = [], timedelta(), start
    for desk in calendar["parts"] or [calendar]:
        for day in (datetime(start.year, start.month, start.day) + timedelta(n) for n in range(-3, (end - start).days + 3)):  # noqa: DTZ001 - local
            special, zone = desk["special_days"].get(str(day.date())), ZoneInfo(desk["time_zone"])
            for hours in special["hours"] if special else desk["weekly"][day.weekday()]:
                ends = ((day + timedelta(minutes=hours[name])).replace(tzinfo=zone).astimezone(UTC) for name in ("opens", "closes"))
                spans.append([max(start, min(end, each)) for each in ends])
    for opens, closes in sorted(spans):
        total, until = total + max(timedelta(), closes - max(opens, until)), max(until, closes)
    return total
def lines(case: Any, desk: Any, report: Any) -> tuple[Any, list[Any]] | None:
    """The line of a case and those of its clocks, by the names of the columns; None for one that has none."""
    start, end, as_of = (at(report[name]) for name in ("start", "end", "as_of"))
    told = [(each["kind"], at(each["at"]), each["body"]) for each in case["events"] if at(each["at"]) < as_of]
    if not told:
        return None
    (_, recorded, first), *later = told
    def among(*kinds: str) -> list[Any]:
        return [(n, at(body.get("at")) or when, body) for n, (kind, when, body) in enumerate(later) if kind in kinds]
    def last(*kinds: str) -> Any:
        return (among(*kinds) or [(-1, None, {})])[-1]
    def yes(*facts: Any) -> str:
        return "yes" if all(facts) else "no"
    def within(when: Any) -> bool:
        return bool(when and start <= when < end)
    received, turns, hours = at(first["came_at"]) or recorded, list[Any](), desk["calendars"].get(first["estimate"]["calendar"])
    for n, when, _ in among("resolved", "reopened"):
        if (ends := later[n][0] == "resolved") or len(turns) % 2:
            turns = [*turns[: len(turns) // 2 * 2 if ends else None], when]
    done = turns[-1] if len(turns) % 2 else None
    over, paid = (last("resolved")[2], ([b["redress"] for *_, b in among("resolved") if b["redress"]] or [""])[-1]) if done else ({}, "")
    answers = [each for each in among("replied", "updated", "resolved", "call-attempted") if each[2].get("result") in {None, "reached"}]
    wrote, answered = [e for e in among("wrote") if not e[2]["unanswered"]], min((e[1] for e in answers), default=None)
    automatic, suspected = first["unanswered"] and not wrote + among(*STAFF), first["suspected"]
    suspected = suspected and not among("replied", "updated", "acknowledgement-released")
    classes = [[body[name] for name in ("kind", "topic", "customer")] for body in (first, *(e[2] for e in among("reclassified")))]
    sent, mail, erased = None, ACKNOWLEDGED[first["acknowledged_by"]], last("erased")[1]
    for n, when, body in among(*ACKNOWLEDGED) if mail == "waiting" else []:
        if body.get("acknowledgement", mail == "waiting"):
            sent, mail = sent or (when if later[n][0] == "acknowledged" else None), ACKNOWLEDGED[later[n][0]]
    def is_open(when: datetime) -> bool:
        return not automatic and received <= when and not (erased and erased <= when) and sum(t <= when for t in turns) % 2 == 0
    n, _, body = last("replied", "updated", "resolved", "waiting", "next-update-set")
    closed = [kind for kind, *_ in later[:max(n, 0)] if kind in {"resolved", "reopened"}][-1:] == ["resolved"]
    due = None if closed else at(body.get("due") or body.get("next_due"))
    waits = last("waiting")[0] > max(-1, *(e[0] for e in (*wrote, *answers)), -1)
    asked_for, _, wanted = last("callback-requested")
    call, tries, goal = "requested" if wanted else "", sorted(when for n, when, _ in among("call-attempted") if n > asked_for >= 0), at(wanted.get("goal_due"))
    stopped: Any = None
    for kind, when, body in later[asked_for + 1:] if wanted else []:
        stops = kind == "callback-ended" or (kind == "resolved" and call in {"requested", "attempted"})
        stopped = stopped or (stops and (at(body.get("at")) or when, body.get("because")))
        tried = "attempted" if kind == "call-attempted" and call == "requested" else call
        call = "ended" if stops else "reached" if body.get("result") == "reached" else tried
    begun, legal = (later[asked_for][1] if wanted else None), (last("reclassified")[2] or first)["legal"]
    in_goal = "within" if tries and tries[0] <= goal else "late" if tries else "late" if wanted and (goal < min(as_of, stopped[0] if stopped else as_of) or (stopped and stopped[1] == "given-up")) else "not-called" if stopped else "open"
    uk, promised = {c["name"]: at(c["due"]) for c in legal if c["profile"] == "uk-disp"}, at(first["estimate"]["due"])
    band = "3-business-days" if done and SHORT in uk and done <= uk[SHORT] else "8-weeks" if done and LONG in uk and done <= uk[LONG] else "longer"
    before, after, now, came = is_open(start - INSTANT), is_open(min(end, as_of) - INSTANT), is_open(as_of), within(received)
    in_time = "not-due" if promised >= as_of else "kept" if answered and answered <= promised else "missed"
    line = {"language": first["language"], "channel": first["channel"], "first_kind": first["kind"], "queue": last("assigned")[2].get("queue", first["queue"]),
        **dict(zip(("kind", "topic", "customer"), classes[-1], strict=True)), "reclassified": yes(any(a != b for a, b in zip(classes, classes[1:]))),  # noqa: B905, RUF007
        "received_in": yes(came), "automatic": yes(automatic), "suspected": yes(suspected), "updates": len(among("updated")),
        "acknowledgement": mail, "acknowledged_seconds": units(sent and sent - recorded, "seconds"),
        "estimate": "automatic" if automatic else "suspected" if suspected else in_time,
        "surge": yes(first["estimate"]["basis"] == "surge" or {*first["notices"]} & {*desk["surges"]}), "answered": yes(answered), "resolved": yes(done),
        "resolved_in": yes(within(done)), "outcome": over.get("outcome", ""), "explained": yes(over.get("explained")), "remedies": yes(over.get("remedies")),
        "redress": yes(paid), "redress_currency": paid[-3:], "redress_hundredths": int(Fraction(paid[:-4]) * 100) if paid else None,
        "band": "" if not done else band if uk else "no-clock", "open": yes(now), "open_at_start": yes(before), "open_at_end": yes(after),
        "closed_in": yes(not after, before or (came and not automatic)), "came_back": yes(after, not before, not came),
        "update": "" if not now else "overdue" if due and due < as_of else "due" if due else "waiting" if waits else "none",
        "reopened": yes(among("reopened")), "vulnerable": yes(last("marked")[2].get("vulnerable")), "erased": yes(erased),
        "callback": call, "callback_in": yes(within(begun)), "callback_goal": in_goal if wanted else "", "callback_minutes": units(tries[0] - begun) if tries else None,
        "asked_in": yes(within((among("feedback-asked") or [(0, None)])[0][1])), "score": next((e[2]["score"] for e in among("feedback")), None)}
    for name, when in (("answered", answered), ("resolution", done)):
        line[f"{name}_minutes"] = units(when and when - received)
        line[f"{name}_business_minutes"] = units(when and open_time(hours or desk["calendars"][desk["usual"]], received, when))
    if "yes" not in {line[name] for name in ("received_in", "resolved_in", "callback_in", "asked_in", "open_at_start", "open_at_end")}:
        return None
    def state(by: datetime) -> str:
        return ("kept" if done <= by else "missed") if done else "ended" if erased or automatic else "overdue" if by < as_of else "running"
    return line, [line | {"profile": c["profile"], "clock": c["name"], "state": state(at(c["due"]))} for c in legal]
def figure(column: Any, found: list[Any]) -> Any:
    counted, among = only(column["where"], found), only(column["among"], found)
    numbers = sorted(line[column["of"]] for line in counted if line[column["of"]] is not None) if column["of"] else []
    n, total, digits = len(numbers), sum(numbers), 2 if column["unit"] == "score" else 0
    return {"count": len(counted), "share": rounded(len(counted), len(among), 4) if among else None,
        "sum": total if column["unit"] != "money" else rounded(total, 100, 2) if len({e["redress_currency"] for e in counted}) < 2 else None, "mean": rounded(total, n, digits) if n else None,
        "median": numbers[-(-n // 2) - 1] if n else None, "p90": numbers[-(-9 * n // 10) - 1] if n else None}[column["measure"]]
def differing(log: Iterable[str], report: Any) -> list[str]:
    """The ids of the figures that are something else; `table/?` where a row is missing."""
    said, wrong = [json.loads(line) for line in log], []
    worked = [found for each in said if "events" in each and (found := lines(each, report["desk"], report))]
    sources = {"cases": [line for line, _ in worked], "clocks": [clock for _, clocks in worked for clock in clocks]}
    sources["calls"] = [each["call"] for each in said if "call" in each and at(report["start"]) <= at(each["call"]["began_at"]) < min(at(report["end"]), at(report["as_of"]))]
    for call in sources["calls"]:
        call["waited_within"] = "not-measured" if call["waited"] is None else "3-minutes" if call["waited"] <= 180 else "longer"
    for table in (each for each in report["tables"] if each["source"] != "settings"):
        counted = only(table["where"], sources[table["source"]])
        if not {tuple(line[name] for name in table["by"]) for line in counted} <= {tuple(v for v, in r["where"].values()) for r in table["rows"]}:
            wrong.append(f"{table['id']}/?")
        wrong += [f"{table['id']}/{row['id']}/{column['id']}" for row in table["rows"]
            for column, value in zip(table["columns"], row["values"], strict=True) if figure(column, only(row["where"], counted)) != value]
    return wrong
if __name__ == "__main__":
    with Path(sys.argv[1]).open(encoding="utf-8") as opened:
        print("\n".join(differing(opened, json.loads(Path(sys.argv[2]).read_bytes()))) or "every figure is the same")  # noqa: T201
