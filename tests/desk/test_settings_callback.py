"""Calls that customers may ask for, below `channels.phone` (rows C1 to C5)."""

from desk.channels import Callback
from desk.duration import Duration
from tests.desk.sample import accepted, changed, refused

LINES = """\
    voicemail: true
    callback:
      countries: [US, CA]
      consent:
        version: "2026-11"
        text: {en: You may call me., es: Pueden llamarme.}
      never_asked:
        en: [your password, a code]
        es: [su contraseña]
"""
PHONE = "    voicemail: true\n"


def offered(text: str) -> Callback | None:
    phone = accepted(text).channels.phone
    return phone.callback if phone else None


def test_calls_are_offered_only_where_the_settings_say_so() -> None:
    """C4: beside the number; without `callback` there are none."""
    assert offered(changed(PHONE, PHONE)) is None
    found = offered(changed(PHONE, LINES))
    assert found is not None
    assert (found.countries, found.goal, found.days_ahead) == (("US", "CA"), Duration(30, "minutes"), 7)
    assert (found.consent.version, found.consent.text["es"]) == ("2026-11", "Pueden llamarme.")
    assert found.never_asked == {"en": ("your password", "a code"), "es": ("su contraseña",)}


def test_nothing_of_it_may_be_missing() -> None:
    """C5: no call without consent, and without what nobody asks for: each with lines to paste."""
    assert refused(changed(PHONE, f"{PHONE}    callback:\n      goal: 20 minutes\n")) == (
        "site_config.yml:13: 'consent' is missing in 'channels.phone.callback' [missing-key]\n"
        '    fix: consent:\n           version: "1"\n           text:\n             en: ...\n             es: ...\n'
        "site_config.yml:13: 'countries' is missing in 'channels.phone.callback' [missing-key]\n"
        "    fix: countries: [US, CA]\n"
        "site_config.yml:13: 'never_asked' is missing in 'channels.phone.callback' [missing-key]\n"
        "    fix: never_asked:\n           en: [..., ...]\n           es: [..., ...]"
    )


def test_mistakes_are_all_named() -> None:
    """C1, W3: a language that is left out, days that nobody plans for, a key that is spelt otherwise."""
    wrong = LINES.replace("        es: [su contraseña]\n", "") + "      days_ahead: 31 days\n      country: US\n"
    assert refused(changed(PHONE, wrong)) == (
        "site_config.yml:18: 'es' is missing in 'channels.phone.callback.never_asked' [missing-key]\n"
        "    fix: es: [..., ...]\n"
        "site_config.yml:19: '31 days' is not a number of days: write from 1 to 30 days [bad-value]\n"
        "    fix: days_ahead: 7 days\n"
        "site_config.yml:20: 'country' is not a setting here [unknown-key]\n"
        "    fix: write 'countries:'"
    )
