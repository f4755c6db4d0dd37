"""The section `reports` of the settings, and how it is read: who gets reports, by whose clock, and which policies belong to them.

Knows no figure.
"""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.data import Data

if TYPE_CHECKING:
    # The request half reads settings from the bundle, without YAML: it needs the class, not the reading.
    from desk.fields import Fields

LONGEST = 200


class Reports(Data, frozen=True, kw_only=True):
    """`addressee` is who gets the report of a period (row H2), `time_zone` the clock by which days and quarters begin.

    Empty is that of the form's calendar. `policies` are paths below the project's folder, files or folders (row H3).
    """

    addressee: str = ""
    time_zone: str = ""
    policies: tuple[str, ...] = ()


NONE = Reports()


def read_reports(fields: "Fields") -> Reports:
    """What is left out is as usual."""
    inner = fields.inside("reports")
    if inner is None:
        return NONE
    found = Reports(
        addressee=_addressee(inner),
        time_zone=inner.parsed("time_zone", "time_zone: America/New_York", _zone, "a time zone") or "",
        policies=_policies(inner),
    )
    inner.close()
    return found


def _addressee(fields: "Fields") -> str:
    example = "addressee: The management board"
    text = (fields.optional_text("addressee", example) or "").strip()
    if len(text) > LONGEST:
        fields.refuse("addressee", f"an addressee has at most {LONGEST} characters", example)
        return ""
    return text


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("write an IANA time zone, such as America/New_York or Europe/London") from None


def _policies(fields: "Fields") -> tuple[str, ...]:
    example = "policies: [policies/complaints.md]"
    found = []
    for item in fields.items("policies", example):
        path = item.text.strip()
        if path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/") or not path:
            message = f"'{item.text}' does not lie in the project's folder"
            fields.refuse(
                "policies", message, "name files or folders of the project: policies/complaints.md", place=item.place
            )
        else:
            found.append(path)
    return tuple(found)
