"""Figures as `frontdesk report response-times` writes them, for a desk whose pages show them."""

from collections.abc import Mapping
from datetime import date

from desk.data import to_json
from desk.measured import Figures, Group, Kept

FIGURES = Figures(
    version=1,
    since=date(2026, 7, 1),
    until=date(2026, 9, 30),
    groups=(
        Group(messages=1204, in_time=1119, half_within="5 business hours", most_within="1 business day"),
        Group(channel="form", kind="request", messages=900, in_time=800, half_within="1 business hour"),
        Group(channel="form", kind="request", topic="access", messages=20, in_time=20),
    ),
    promises=(
        Kept(
            channel="form",
            kind="request",
            messages=100,
            within={"8 business hours": 70, "1 business day": 89, "3 business days": 90},
        ),
    ),
)


def as_file(figures: Figures = FIGURES, **changed: object) -> bytes:
    """The file of figures, with other keys in it."""
    fields: Mapping[str, object] = {name: getattr(figures, name) for name in figures.__struct_fields__}
    return to_json({**fields, **changed})
