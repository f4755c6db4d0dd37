"""Turn the text of site_config.yml into Settings, or into every finding it deserves."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from desk.fields import Fields
from desk.finding import Finding, FindingsError, unknown_name
from desk.kept import Kept
from desk.profiles.reading import PROFILES, clocks_of
from desk.settings.channels import read_channels
from desk.settings.complaints import read_complaints
from desk.settings.feedback import read_feedback
from desk.settings.file import SETTINGS_FILE
from desk.settings.hours import read_calendars
from desk.settings.limits import read_limits
from desk.settings.measured import read_measured
from desk.settings.model import Languages, Organisation, Settings
from desk.settings.notices import read_notices
from desk.settings.people import read_assistant, read_responsible
from desk.settings.promises import read_response_times, read_retention, read_topics
from desk.settings.queues import read_queues, read_updates
from desk.settings.reports import read_reports
from desk.settings.search import read_search
from desk.settings.telephony import read_telephony
from desk.yaml_lines import Table, Text, read_table

DIALECTS = ("github", "material")
ENGINES = ("material", "plain")
# Kinds of compressed copies beside the files of the site.
COPIES = ("gz", "br")


def settings_from_text(text: str, today: date, project: Path | None = None, kept: Kept | None = None) -> Settings:
    """Settings from YAML text; `today` decides which years of holidays are worked out and who is in office.

    A file that the text names is looked for in the folder `project`; without one, it is not. Holidays may be `kept`.
    """
    findings: list[Finding] = []
    table = read_table(text, SETTINGS_FILE, findings)
    if table is None:
        raise FindingsError(findings)
    settings = _read(Fields(table, "", findings), today, project, kept)
    if findings:
        raise FindingsError(findings)
    return settings


def _read(fields: Fields, today: date, project: Path | None, kept: Kept | None) -> Settings:
    languages = _languages(fields)
    offered = languages.offered
    calendars = read_calendars(fields, offered, today, kept)
    profiles = _profiles(fields)
    topics = read_topics(fields, offered)
    channels = read_channels(fields, offered, calendars, topics)
    settings = Settings(
        organisation=_organisation(fields, offered),
        languages=languages,
        channels=channels,
        calendars=calendars,
        response_times=read_response_times(fields),
        topics=topics,
        responsible=read_responsible(fields, today),
        queues=read_queues(fields, offered, calendars, topics),
        updates=read_updates(fields),
        facts=_facts(fields, offered),
        notices=read_notices(fields, offered, channels, topics),
        assistant=read_assistant(fields, offered, today),
        profiles=profiles,
        complaints=read_complaints(fields, offered, channels, profiles),
        clocks=clocks_of(profiles, today, kept),
        retention=read_retention(fields, profiles),
        measured=read_measured(fields, project),
        limits=read_limits(fields),
        search=read_search(fields),
        telephony=read_telephony(fields, offered, channels, topics),
        feedback=read_feedback(fields, offered),
        reports=read_reports(fields),
        dialect=fields.choice("dialect", DIALECTS, "github"),
        engine=fields.choice("engine", ENGINES, "material"),
        precompressed=_precompressed(fields),
        places=fields.places,
    )
    fields.close()
    return settings


def _precompressed(fields: Fields) -> tuple[str, ...]:
    written = fields.items("precompressed", f"precompressed: [{', '.join(COPIES)}]")
    for item in written:
        if item.text not in COPIES:
            what = "a value of 'precompressed'"
            fields.findings.append(unknown_name(item.text, COPIES, item.place, what=what, rule="bad-value"))
    return tuple(kind for kind in COPIES if kind in {item.text for item in written})


def _languages(fields: Fields) -> Languages:
    example = "languages:\n  default: en\n  offered: [en]"
    inner = fields.inside("languages")
    if inner is None:
        fields.missing("languages", example)
        return Languages(default="en", offered=("en",))
    default = inner.text("default", "default: en") or "en"
    offered = inner.texts("offered", f"offered: [{default}]") or (default,)
    for item in inner.items("offered", f"offered: [{default}]"):
        if not _is_language_code(item.text):
            message = f"'{item.text}' is no language code"
            inner.refuse("offered", message, "use a code such as en, es, fr or zh-Hant", place=item.place)
    offered = tuple(code for code in offered if _is_language_code(code)) or (default,)
    if default not in offered:
        inner.refuse(
            "offered",
            f"the default language '{default}' is not offered",
            f"offered: [{', '.join((default, *offered))}]",
        )
    inner.close()
    others = tuple(language for language in dict.fromkeys(offered) if language != default)
    return Languages(default=default, offered=(default, *others))


def _is_language_code(code: str) -> bool:
    parts = code.split("-")
    return (
        parts[0].isalpha() and parts[0].islower() and len(parts[0]) in {2, 3} and all(part.isalnum() for part in parts)
    )


def _organisation(fields: Fields, languages: tuple[str, ...]) -> Organisation:
    inner = fields.inside("organisation")
    if inner is None:
        fields.missing(
            "organisation", "organisation:\n  name: Your Company\n  site_url: https://help.your-company.com/"
        )
        return Organisation(name="", site_url="https://example.invalid/", description={})
    name = inner.text("name", "name: Your Company")
    example = "site_url: https://help.your-company.com/"
    inner.text("site_url", example)
    site_url = inner.parsed("site_url", example, _site_url, "the address of a site")
    description = inner.by_language("description", languages, "description: What people find here.", required=False)
    inner.close()
    fallback = dict.fromkeys(languages, name)
    return Organisation(name=name, site_url=site_url or "https://example.invalid/", description=description or fallback)


def _site_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("write it in full, with https://")
    return text if text.endswith("/") else text + "/"


def _facts(fields: Fields, languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    inner = fields.inside("facts")
    if inner is None:
        return {}
    example = ", ".join(f"{language}: ..." for language in languages)
    return {
        name: _fact(inner, name, languages, f"{name}: {{{example}}}") for name, _ in inner.by_name(f" {{{example}}}")
    }


def _fact(fields: Fields, name: str, languages: tuple[str, ...], example: str) -> dict[str, str]:
    found = fields.table.entries[name]
    # A number such as a fee in digits may be the same in every language.
    if isinstance(found, Text):
        return dict.fromkeys(languages, found.text)
    if not isinstance(found, Table):
        fields.refuse(name, f"the fact '{name}' is a text, or a text for each language", example)
        return {}
    return dict(fields.by_language(name, languages, example))


def _profiles(fields: Fields) -> tuple[str, ...]:
    inner = fields.items("profiles", "profiles: [nydfs]")
    for item in inner:
        if item.text not in PROFILES:
            message = f"'{item.text}' is not a profile"
            fields.refuse("profiles", message, f"use one of: {', '.join(PROFILES)}", place=item.place)
    return tuple(dict.fromkeys(item.text for item in inner if item.text in PROFILES))
