"""Hours on an open page, with a set clock: what it shows is what `frontdesk hours` says (rows P2, P3, W3)."""

import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from desk.wording import clock, near_day, table_day
from frontdesk.cli import main
from generator.markdown.tag_values import unbroken
from tests.desk.sample import words_in
from tests.project import Project

pytestmark = pytest.mark.browser

SITE = "http://desk.test/"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
NEW_YORK = ZoneInfo("America/New_York")
CLOSED = ("2026-12-26", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-02")
HOURS = """\
      monday-friday: 09:00-12:30, 13:30-17:00
      saturday: 22:00-02:00
    holidays:
      country: US
    exceptions:
      - date: 2026-12-24
        hours: 09:00-13:00
        reason: {en: Christmas Eve, es: Nochebuena}
""" + "".join(f"      - date: {day}\n        hours: closed\n" for day in CLOSED)
# When something changes in New York: around a lunch break, on Thanksgiving Day and the day after it, before a week of closed
# days, in the nights in which the clocks of New York change, and around the night in which those of Madrid do.
EDGES = {
    "2026-11-24": ("09:00", "12:30", "13:30", "17:00"),
    "2026-11-26": ("09:00", "17:00"),
    "2026-11-27": ("09:00",),
    "2026-12-24": ("09:00", "13:00"),
    "2027-03-13": ("22:00",),
    "2027-03-14": ("00:00", "03:00"),
    "2027-03-15": ("09:00",),
    "2027-03-26": ("17:00",),
    "2027-03-29": ("09:00",),
    "2027-11-06": ("22:00",),
    "2027-11-07": ("00:00", "01:00", "02:00"),
    "2027-11-08": ("09:00", "17:00"),
}
SPECIAL = {"2026-11-26", "2026-12-24", *CLOSED}
READERS = ("America/New_York", "Europe/Madrid", "Asia/Tokyo", "America/Phoenix")
TEXTS = {language: words_in(language).texts for language in ("en", "es")}
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
WEEK = {"en": ("Monday to Friday", "Saturday", "Sunday"), "es": ("Lunes a viernes", "Sábado", "Domingo")}
# Told that it is seen again, a page looks at the clock at once, as after sleep.
LOOK = """instants => instants.map(instant => {
  Date.now = () => instant;
  document.dispatchEvent(new Event("visibilitychange"));
  return [document.querySelector("[data-fd-open]").textContent,
          Array.from(document.querySelectorAll("article [aria-current=date] th"), row => row.textContent)];
})"""

Opened = Callable[..., Page]
State = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """A built desk: its files, its folder, and what its hours are at the instants of the test."""

    folder: Path
    files: dict[str, bytes]

    def serve(self, route: Route) -> None:
        """Answer a browser's request with a file of the site."""
        path = urlsplit(route.request.url).path.removeprefix("/")
        data = self.files.get(path + "index.html" if path.endswith("/") or not path else path)
        kind = TYPES.get(Path(path).suffix or ".html", "text/plain")
        route.fulfill(status=404 if data is None else 200, body=data or b"", content_type=kind)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk in New York with a lunch break, a night shift, holidays and a short day; built on a Saturday."""
    project = Project.good(tmp_path_factory.mktemp("hours") / "project")
    project.change("site_config.yml", "      monday-friday: 09:00-17:00\n", HOURS)
    return Desk(project.folder, dict(project.build().files))


@pytest.fixture
def opened(browser: Browser, desk: Desk) -> Iterator["Opened"]:
    """Opens a page of the desk at an instant, for a reader in a time zone."""
    contexts: list[BrowserContext] = []

    def page(path: str, at: datetime, zone: str = "America/New_York", **options: object) -> Page:
        context = browser.new_context(timezone_id=zone, locale="en-GB", **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.route("**/*", lambda route: desk.serve(route))  # noqa: PLW0108 - Playwright writes to a method's object
        found = context.new_page()
        found.clock.install(time=at)
        found.goto(SITE + path)
        return found

    yield page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def states(desk: Desk) -> dict[datetime, State]:
    """What `frontdesk hours` says a second before each change, at it, and a minute after it."""
    found = {}
    for day, times in EDGES.items():
        for at in times:
            edge = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=NEW_YORK).astimezone(UTC)
            for instant in (edge - timedelta(seconds=1), edge, edge + timedelta(minutes=1)):
                found[instant] = said(desk, instant)
    return found


def said(desk: Desk, instant: datetime) -> State:
    """The answer of the command for the phone."""
    printed = StringIO()
    words = ["hours", "--project", str(desk.folder), "--channel", "phone", "--at", instant.isoformat(), "--json"]
    with redirect_stdout(printed):
        assert main(words) == 0
    state: State = json.loads(printed.getvalue())[0]
    return state


def sentence(state: State, now: datetime, reader: str, language: str) -> str:
    """The same in a customer's words, on the desk's clock, and on the reader's where that shows another time."""
    texts = TEXTS[language]
    end = datetime.fromisoformat(state["closes"] if state["open"] else state["opens"])
    there, here = end.astimezone(NEW_YORK), end.astimezone(ZoneInfo(reader))
    soon, far = end - now < timedelta(hours=18), end - now >= timedelta(days=6)
    time = article(there, language)
    if there.replace(tzinfo=None) != here.replace(tzinfo=None):
        same_day = soon or there.date() == here.date()
        own = texts["contact.here" if same_day else "contact.here-day"]
        own = own.format(time=article(here, language), day=day_name(here, language, far=far))
        place = {"en": "New York", "es": "Nueva York"}[language]
        time = texts["contact.clocks"].format(there=time, place=place, here=own)
    pattern = texts[("contact.open" if state["open"] else "contact.closed") + ("" if soon else "-day")]
    text = pattern.format(time=time, day=day_name(there, language, far=far))
    return text if state["open"] else f"{text.removesuffix('.')}. {texts['contact.voicemail-now']}"


def article(local: datetime, language: str) -> str:
    """`las 4:00 p. m.`, with the article that Spanish puts before it."""
    time = unbroken(clock(local.hour * 60 + local.minute, language))
    return time if language == "en" else f"{'la' if time.startswith('1:') else 'las'} {time}"


def day_name(local: datetime, language: str, *, far: bool) -> str:
    return near_day(local.date(), language) if far else WEEKDAYS[language][local.weekday()]


def today_row(now: datetime, language: str) -> str:
    """The row of today: its own where the day is special, else that of its weekday."""
    day = now.astimezone(NEW_YORK).date()
    row = table_day(day, language) if day.isoformat() in SPECIAL else WEEK[language][max(0, day.weekday() - 4)]
    return f"{row} {'today' if language == 'en' else 'hoy'}"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("reader", READERS)
def test_the_page_says_what_the_command_says(
    opened: Opened, states: dict[datetime, State], reader: str, language: str
) -> None:
    """P2, P3, W3: to the second around every change, on one open page, in the time zone of whoever reads it."""
    page = opened("hours/" if language == "en" else "es/hours/", min(states), reader)
    expect(page.locator("[data-fd-open]").first).to_be_visible()
    shown = page.evaluate(LOOK, [now.timestamp() * 1000 for now in states])
    expected = {
        now: [sentence(state, now, reader, language), [today_row(now, language)]] for now, state in states.items()
    }
    assert dict(zip(states, shown, strict=True)) == expected


def test_an_open_page_changes_by_itself(opened: Opened) -> None:
    """P2: at closing time, without a reload and without being touched; read out once, and silent while nothing changes."""
    page = opened("contact/", datetime(2026, 11, 24, 16, 58, 30, tzinfo=NEW_YORK))
    sign = page.locator("[data-fd-open]")
    expect(sign).to_have_text("Open now, until 5:00\xa0PM")
    page.evaluate(
        """() => {
        self.changes = 0;
        const sign = document.querySelector("[data-fd-open]");
        new MutationObserver(() => { self.changes += 1; }).observe(sign, { childList: true });
        }"""
    )
    page.clock.run_for(60_000)
    assert page.evaluate("self.changes") == 0
    expect(sign).to_have_attribute("aria-live", "polite")
    page.clock.run_for(30_000)
    expect(sign).to_have_text("Closed now. Opens at 9:00\xa0AM. Until then you can leave a voicemail; we call back.")
    assert page.evaluate("self.changes") == 1


def test_a_clock_that_is_put_right_is_noticed(opened: Opened) -> None:
    """P2: the computer's clock was a day behind."""
    page = opened("contact/", datetime(2026, 11, 25, 10, 0, tzinfo=NEW_YORK))
    expect(page.locator("[data-fd-open]")).to_have_text("Open now, until 12:30\xa0PM")
    page.clock.set_system_time(datetime(2026, 11, 26, 10, 0, tzinfo=NEW_YORK))
    page.clock.run_for(10_000)
    expect(page.locator("[data-fd-open]")).to_contain_text("Closed now. Opens Friday at 9:00\xa0AM.")


def test_hours_that_are_published_anew_reach_an_open_page(opened: Opened) -> None:
    """P2: within five minutes, without a reload."""
    page = opened("contact/", datetime(2026, 11, 24, 16, 50, tzinfo=NEW_YORK))
    expect(page.locator("[data-fd-open]")).to_have_text("Open now, until 5:00\xa0PM")

    def two_hours_more(route: Route) -> None:
        published = json.loads(desk_file)
        for calendar in published["calendars"].values():
            calendar["openings"] = [[start, end + 120] for start, end in calendar["openings"]]
        route.fulfill(json=published)

    desk_file = page.evaluate("fetch('/desk.json').then(answer => answer.text())")
    page.route("**/desk.json", two_hours_more)
    with page.expect_response("**/desk.json"):
        page.clock.fast_forward(5 * 60_000)
    expect(page.locator("[data-fd-open]")).to_have_text("Open now, until 7:00\xa0PM")


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2028, 2, 1)], ids=["before", "after"])
def test_what_was_not_built_is_not_claimed(opened: Opened, day: date) -> None:
    """P2: a site that was not built for over a year, and a clock that is wrong, say nothing of now; the week stays."""
    page = opened("hours/", datetime(day.year, day.month, day.day, 10, tzinfo=NEW_YORK))
    with page.expect_response("**/desk.json"):
        page.reload()
    page.clock.run_for(60_000)
    assert page.locator("[data-fd-open]:visible").count() == 0
    expect(page.locator("article .fd-week").first).to_contain_text("9:00\xa0AM to 12:30\xa0PM")


def test_without_a_script_the_page_says_when_and_never_now(opened: Opened) -> None:
    """P1, P2, P3: number, week, special days and voicemail are there; nothing is said of "now", and no row is today's."""
    page = opened("es/hours/", datetime(2026, 11, 26, 10, tzinfo=NEW_YORK), java_script_enabled=False)
    assert page.locator("[data-fd-open]:visible, [aria-current=date], .fd-today").count() == 0
    article = page.locator("article")
    expect(article.locator("a[href='tel:+12125550142']")).to_be_visible()
    expect(article).to_contain_text("Lunes a viernes")
    expect(article).to_contain_text("jue, 24 de dic de 2026")
    expect(article).to_contain_text("Fuera de este horario puede dejar un mensaje de voz")
