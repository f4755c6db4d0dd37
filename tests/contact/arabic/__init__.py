"""The demonstration desk in Arabic, a language that runs from right to left: an acknowledgement in it."""

from pathlib import Path

from contact.acknowledge import filled
from contact.mail_words import MailWords
from desk.acknowledgement import Acknowledged
from desk.bundle import AckTemplate, Bundle
from desk.data import replace
from desk.estimate import estimate
from desk.finding import Finding
from desk.words import Words
from desk.yaml_lines import Text, read_table
from tests.contact.conftest import NOW, built_bundle

HERE = Path(__file__).parent
REFERENCE, STATUS_CODE, PHONE = "342-7KQ2-9XW", "23456-XW7KQ", "+1 212-555-0142"


def arabic_acknowledgement() -> MailWords:
    """A request, acknowledged on a Saturday morning."""
    bundle = arabic_bundle()
    case = Acknowledged(
        reference=REFERENCE,
        received=NOW,
        channel="form",
        topic_id="fees",
        estimate=estimate(bundle.settings, channel="form", kind="request", topic_id="fees", now=NOW),
        status_code=STATUS_CODE,
    )
    return filled("request", case, "ar", bundle, NOW)


def arabic_bundle() -> Bundle:
    """The bundle of the demonstration desk with one language more."""
    bundle = built_bundle()
    subject, text, html = (
        (HERE / f"request.{part}").read_text(encoding="utf-8") for part in ("subject.txt", "body.txt", "body.html")
    )
    template = AckTemplate(subject=subject, text=text, html=html)
    return replace(
        bundle,
        words={**bundle.words, "ar": Words("ar", {**bundle.words["en"].texts, **_words()})},
        templates={**bundle.templates, "ar": {"request": template}},
    )


def _words() -> dict[str, str]:
    findings: list[Finding] = []
    table = read_table((HERE / "words.yml").read_text(encoding="utf-8"), "words.yml", findings)
    assert table
    assert not findings
    return {key: value.text for key, value in table.entries.items() if isinstance(value, Text)}
