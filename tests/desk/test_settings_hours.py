"""Opening hours that cannot be (row P2), one test a kind of mistake."""

import pytest

from tests.desk.sample import changed, refused


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "  office:\n    time_zone: America/New_York",
            "  office:\n    time_zone: America/NewYork",
            "site_config.yml:24: 'America/NewYork' is not a time zone [bad-value]\n"
            "    fix: write 'time_zone: America/New_York'",
            id="a bad time zone",
        ),
        pytest.param(
            "  office:\n    time_zone: America/New_York",
            "  office:\n    time_zone: '?'",
            "site_config.yml:24: '?' is not a time zone [bad-value]\n    fix: time_zone: America/New_York",
            id="a time zone that nothing resembles",
        ),
        pytest.param(
            "  office:\n    time_zone: America/New_York",
            "  office:\n    time_zone: ../../etc/passwd",
            "site_config.yml:24: '../../etc/passwd' is not a time zone [bad-value]\n"
            "    fix: time_zone: America/New_York",
            id="a time zone out of the folder",
        ),
        pytest.param(
            "  office:\n    time_zone: America/New_York\n",
            "  office:\n",
            "site_config.yml:24: 'time_zone' is missing in 'hours.office' [missing-key]\n"
            "    fix: time_zone: America/New_York",
            id="no time zone",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: 7am-9pm",
            "site_config.yml:21: '7am-9pm' are no opening hours [bad-value]\n    fix: monday-friday: 07:00-21:00",
            id="hours on a clock of twelve",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: 8 to 8",
            "site_config.yml:21: '8 to 8' are no opening hours [bad-value]\n"
            "    fix: monday-friday: 09:00-13:00, 14:00-17:00   (or: closed, or: 24 hours)",
            id="hours that are none",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: 08:00-25:00",
            "site_config.yml:21: '08:00-25:00' are no opening hours [bad-value]\n"
            "    fix: monday-friday: 09:00-13:00, 14:00-17:00   (or: closed, or: 24 hours)",
            id="an hour that there is not",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: 08:60-20:00",
            "site_config.yml:21: '08:60-20:00' are no opening hours [bad-value]\n"
            "    fix: monday-friday: 09:00-13:00, 14:00-17:00   (or: closed, or: 24 hours)",
            id="a minute that there is not",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: 08:00-08:00",
            "site_config.yml:21: '08:00-08:00' are no opening hours [bad-value]\n"
            "    fix: monday-friday: 09:00-13:00, 14:00-17:00   (or: closed, or: 24 hours)",
            id="an opening without length",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: closed, 08:00-20:00",
            "site_config.yml:21: 'closed, 08:00-20:00' are no opening hours [bad-value]\n"
            "    fix: monday-friday: 09:00-13:00, 14:00-17:00   (or: closed, or: 24 hours)",
            id="closed and open",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: 08:00-13:00, 12:00-20:00",
            "site_config.yml:21: two of these opening hours overlap [bad-value]\n"
            "    fix: monday-friday: 09:00-13:00, 14:00-17:00",
            id="hours that overlap",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: {from: 8, to: 20}",
            "site_config.yml:21: 'monday-friday' is one text, not a list or a table [bad-value]\n"
            "    fix: monday-friday: 09:00-13:00, 14:00-17:00",
            id="a table of hours",
        ),
        pytest.param(
            "      monday-friday: 08:00-20:00",
            "      monday-friday: []",
            "site_config.yml:21: '' are no opening hours [bad-value]\n"
            "    fix: monday-friday: 09:00-13:00, 14:00-17:00   (or: closed, or: 24 hours)",
            id="an empty list of hours",
        ),
        pytest.param(
            "      saturday: 10:00-16:00",
            "      saterday: 10:00-16:00",
            "site_config.yml:22: 'saterday' names no weekday [bad-value]\n"
            "    fix: write a weekday, or several: monday-friday, saturday",
            id="a weekday that is none",
        ),
        pytest.param(
            "      saturday: 10:00-16:00",
            "      friday: 10:00-16:00",
            "site_config.yml:22: the hours of friday are set twice [bad-value]\n"
            "    fix: leave friday out of one of the two",
            id="a weekday twice",
        ),
        pytest.param(
            "    weekly:\n      monday-friday: 09:00-17:00\n",
            "",
            "site_config.yml:24: 'weekly' is missing in 'hours.office' [missing-key]\n"
            "    fix: weekly:\n"
            "           monday-friday: 09:00-17:00",
            id="no weekly hours",
        ),
        pytest.param(
            "      monday-friday: 09:00-17:00",
            "      monday-friday: closed",
            "site_config.yml:25: the calendar 'office' is never open [bad-value]\n"
            "    fix: weekly:\n"
            "           monday-friday: 09:00-17:00",
            id="a calendar that is never open",
        ),
        pytest.param(
            "  office:\n    time_zone: America/New_York\n    weekly:\n      monday-friday: 09:00-17:00",
            "  office:",
            "site_config.yml:23: 'office' is missing in 'hours' [missing-key]\n"
            "    fix: office:\n"
            "           time_zone: America/New_York\n"
            "           weekly:\n"
            "             monday-friday: 09:00-17:00",
            id="a calendar without lines",
        ),
        pytest.param(
            "hours:\n"
            "  phone:\n"
            "    time_zone: America/New_York\n"
            "    weekly:\n"
            "      monday-friday: 08:00-20:00\n"
            "      saturday: 10:00-16:00\n"
            "  office:\n"
            "    time_zone: America/New_York\n"
            "    weekly:\n"
            "      monday-friday: 09:00-17:00",
            "hours: {}",
            "site_config.yml:17: 'hours' is missing [missing-key]\n"
            "    fix: hours:\n"
            "           office:\n"
            "             time_zone: America/New_York\n"
            "             weekly:\n"
            "               monday-friday: 09:00-17:00",
            id="no calendar",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n    holidays:\n      country: USX\n",
            "site_config.yml:24: 'USX' is no country that the holidays package knows; did you mean US? [bad-value]\n"
            "    fix: country: US",
            id="an unknown country",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n    holidays:\n      country: US\n      subdivision: NYC\n",
            "site_config.yml:25: 'NYC' is no subdivision of US that the holidays package knows; did you mean NY? "
            "[bad-value]\n"
            "    fix: subdivision: NY",
            id="an unknown subdivision",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n    holidays:\n      market: XNYX\n",
            "site_config.yml:24: 'XNYX' is no market that the holidays package knows; did you mean XNYS? [bad-value]\n"
            "    fix: market: XNYS",
            id="an unknown market",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n    holidays:\n      observe: [Christmas Day]\n",
            "site_config.yml:24: 'country' is missing in 'hours.phone.holidays' [missing-key]\n    fix: country: US",
            id="no country",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n"
            "    holidays:\n"
            "      country: US\n"
            "      observe:\n"
            "        - Christmas Day\n"
            "        - Labour Day\n",
            "site_config.yml:27: 'Labour Day' is not a holiday there [bad-value]\n    fix: write 'Labor Day'",
            id="an unknown holiday",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n    exceptions:\n      - date: 2026-02-30\n        hours: closed\n",
            "site_config.yml:24: '2026-02-30' is not a date (year-month-day) [bad-value]\n    fix: date: 2026-12-24",
            id="a date that there is not",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n    exceptions:\n      - date: 2026-12-24\n",
            "site_config.yml:24: 'hours' is missing in 'hours.phone.exceptions.0' [missing-key]\n"
            "    fix: hours: closed",
            id="an exception without hours",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n    exceptions:\n      - hours: closed\n",
            "site_config.yml:24: 'date' is missing in 'hours.phone.exceptions.0' [missing-key]\n"
            "    fix: date: 2026-12-24",
            id="an exception without a date",
        ),
        pytest.param(
            "      saturday: 10:00-16:00\n",
            "      saturday: 10:00-16:00\n"
            "    exceptions:\n"
            "      - {date: 2026-12-24, hours: closed}\n"
            "      - {date: 2026-12-24, hours: 09:00-13:00}\n",
            "site_config.yml:25: 2026-12-24 has two exceptions [bad-value]\n    fix: delete one of the two",
            id="two exceptions on one day",
        ),
    ],
)
def test_hours_are_refused_with_their_line_and_a_line_to_paste(old: str, new: str, message: str) -> None:
    """The whole of what an owner reads: where, what, and the text that mends it."""
    assert refused(changed(old, new)) == message
