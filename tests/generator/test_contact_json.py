"""contact.json: what apps read is what pages say, in a shape that is published."""

import json
from datetime import UTC, datetime
from typing import Any

import jsonschema_rs
import pytest

from desk.settings import Settings
from generator.contact_json import contact_json
from generator.contact_schema import SHAPE_VERSION, contact_schema
from tests.desk.sample import PROJECT, SAMPLE, TODAY, accepted, words_in

WORDS = {language: words_in(language) for language in ("en", "es")}
POST_AND_NOTICE = """\
notices:
  - id: works
    from: 2026-12-01T22:00-05:00
    to: 2026-12-02T02:00[America/New_York]
    text:
      en: We work.
      es: Trabajamos.
"""


def read(settings: Settings) -> dict[str, Any]:
    """The file of a desk in English and Spanish."""
    found: dict[str, Any] = json.loads(contact_json(settings, WORDS, TODAY))
    return found


def strict(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema, and the same part again
    """The schema without room for keys that it does not name: what we write ourselves, it describes."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {} if "additionalProperties" in schema or "properties" not in schema else {"additionalProperties": False}
    return {key: strict(part) for key, part in schema.items()} | closed


@pytest.mark.parametrize("text", [SAMPLE, SAMPLE + POST_AND_NOTICE, "demonstration"], ids=["plain", "notice", "demo"])
def test_the_file_has_the_shape_that_is_published(text: str) -> None:
    """Row P1: draft 2020-12; the schema names every key that there is."""
    settings = accepted((PROJECT / "site_config.yml").read_text("utf-8") if text == "demonstration" else text)
    schema = json.loads(contact_schema(settings))
    jsonschema_rs.meta.validate(schema)
    found = read(settings)
    assert found["$schema"] == schema["$id"] == f"{settings.organisation.site_url}contact.schema.json"
    assert schema["properties"]["version"]["const"] == SHAPE_VERSION
    assert list(jsonschema_rs.Draft202012Validator(strict(schema), validate_formats=True).iter_errors(found)) == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (["version"], 2),
        (["channels", "phone", "number"], "212 555 0142"),
        (["channels", "form"], None),
        (["calendars", "phone", "openings"], [[1]]),
        (["calendars", "phone", "openings"], [[1, 2, 3]]),
        (["topics"], [{"id": "account"}]),
        (["from"], "2026-11-21"),
    ],
)
def test_the_schema_refuses_what_is_wrong(path: list[str], wrong: object) -> None:
    """A schema that lets everything through would hold nothing."""
    found = read(accepted(SAMPLE))
    inner = found
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong
    assert not jsonschema_rs.is_valid(json.loads(contact_schema(accepted(SAMPLE))), found)


def test_apps_read_numbers_hours_and_times() -> None:
    """Rows P1, R1: the same number, hours and response times as on the pages, in words and for programs."""
    found = read(accepted(SAMPLE))
    times = {
        "request": {"amount": 1, "unit": "business days", "text": {"en": "1 business day", "es": "1 día hábil"}},
        "complaint": {"amount": 2, "unit": "business days", "text": {"en": "2 business days", "es": "2 días hábiles"}},
    }
    assert found["channels"] == {
        "phone": {
            "number": "+12125550142",
            "shown": "+1 212-555-0142",
            "url": "tel:+12125550142",
            "voicemail": True,
            "calendar": "phone",
            "response_times": times,
        },
        "email": {
            "address": "support@sample.example",
            "url": "mailto:support@sample.example",
            "calendar": "office",
            "response_times": times,
        },
        "form": {
            "pages": {
                "en": "https://help.sample.example/contact/",
                "es": "https://help.sample.example/es/contact/",
            },
            "calendar": "office",
            "response_times": times,
        },
    }
    assert found["languages"] == {"default": "en", "offered": ["en", "es"]}
    assert found["topics"][0] == {
        "id": "access",
        "name": {"en": "I cannot sign in", "es": "No puedo entrar"},
        "response_time": {
            "amount": 4,
            "unit": "business hours",
            "text": {"en": "4 business hours", "es": "4 horas hábiles"},
        },
    }
    assert found["topics"][1]["response_time"] is None


def test_hours_are_minutes_since_1970_in_utc() -> None:
    """Row P2: from where the day of the build begins first in the world, for 400 days, clock changes counted in."""
    found = read(accepted(SAMPLE))
    assert found["calendars"]["office"]["time_zone"] == "America/New_York"
    spans = [[minute(number) for number in span] for span in found["calendars"]["office"]["openings"]]
    # The Friday before, the first Monday; and the last winter and first summer days, between which New York's clocks go forward.
    assert spans[:2] == [[utc(2026, 11, 20, 14), utc(2026, 11, 20, 22)], [utc(2026, 11, 23, 14), utc(2026, 11, 23, 22)]]
    assert [utc(2027, 3, 12, 14), utc(2027, 3, 12, 22)] in spans
    assert [utc(2027, 3, 15, 13), utc(2027, 3, 15, 21)] in spans
    assert (minute(found["from"]), minute(found["until"])) == (utc(2026, 11, 20, 10), utc(2027, 12, 25, 10))
    assert spans[-1] == [utc(2027, 12, 24, 14), utc(2027, 12, 24, 22)]


def test_apps_read_notices() -> None:
    """Row U1: each notice with its two instants and its text in each language."""
    notice = read(accepted(SAMPLE + POST_AND_NOTICE))["notices"][0]
    assert (notice["id"], minute(notice["start"]), minute(notice["end"])) == (
        "works",
        utc(2026, 12, 2, 3),
        utc(2026, 12, 2, 7),
    )
    assert (notice["surge"], notice["text"]) == (False, {"en": "We work.", "es": "Trabajamos."})


def utc(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def minute(number: int) -> datetime:
    return datetime.fromtimestamp(number * 60, UTC)
