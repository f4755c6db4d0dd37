"""The demonstration desk, served and driven with Chromium -> the pictures of README.md in docs/pictures.

Run it with `make screenshots`. It works on a copy of the project, so that no request log and no mailbox is touched.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.served import demo_project, running

TOP = Path(__file__).resolve().parent.parent
PICTURES = TOP / "docs" / "pictures"
# Written by tools/chromium.py.
CHROMIUM_PATH = TOP / ".venv" / "chromium-path"
LARGEST_PICTURE = 150_000

DESKTOP: ViewportSize = {"width": 1000, "height": 700}
PHONE: ViewportSize = {"width": 390, "height": 700}
TIME_ZONE = "America/New_York"
QUESTION = "identity/identity-check-time/"
QUESTION_ON_A_PHONE = "es/access/lost-phone-with-authenticator/"
MESSAGE = "My phone was stolen this morning, and my codes were on it. I have a new phone but cannot sign in."


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="frontdesk-pictures-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        with running(demo_project(Path(folder))) as site:
            take_home(browser, site)
            take_search(browser, site)
            take_question(browser, site)
            take_question_on_a_phone(browser, site)
            take_request_and_mail(browser, site)
            take_feedback(browser, site)
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        size = picture.stat().st_size
        warning = "  larger than it should be" if size > LARGEST_PICTURE else ""
        sys.stdout.write(f"{picture.relative_to(TOP)}  {size / 1000:.0f} kB{warning}\n")


def take_home(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESKTOP, timezone_id=TIME_ZONE)
    page.goto(site)
    shoot(page, "home")


def take_search(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESKTOP, timezone_id=TIME_ZONE)
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("stolen phone, cant log in")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    shoot(page, "search")


def take_question(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESKTOP, timezone_id=TIME_ZONE)
    page.goto(site + QUESTION)
    shoot(page, "question")
    page.locator(".fd-contact").screenshot(path=PICTURES / "contact-block.png")


def take_question_on_a_phone(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE, timezone_id=TIME_ZONE, color_scheme="dark", locale="es-US")
    page.goto(site + QUESTION_ON_A_PHONE)
    shoot(page, "question-phone")


def take_feedback(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESKTOP, timezone_id=TIME_ZONE)
    page.goto(f"{site}_desk/feedback?case=7KQ-4M2P-9XW&language=en#4M2P9-XW7KQ")
    page.get_by_label("Very satisfied").check()
    shoot(page, "feedback")


def take_request_and_mail(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=DESKTOP, timezone_id=TIME_ZONE)
    page.goto(f"{site}contact/?topic=locked-out")
    page.get_by_label("A question or request").check()
    page.get_by_label("Your message").fill(MESSAGE)
    page.get_by_label("Your e-mail address").fill("customer@example.org")
    # Who sends sooner is taken for a program, and gets no mail.
    page.wait_for_timeout(2500)
    page.get_by_role("button", name="Send").click()
    reference = page.locator(".fd-reference").inner_text()
    code = page.locator(".fd-code").inner_text()
    shoot(page, "confirmation")
    page.goto(f"{site}_desk/mail")
    for _ in range(40):
        if page.get_by_text(reference).count():
            break
        page.wait_for_timeout(250)
        page.reload()
    page.get_by_text(reference).first.click()
    shoot(page, "mail")
    take_status(page, site, reference, code)


def take_status(page: Page, site: str, reference: str, code: str) -> None:
    page.goto(f"{site}status/")
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Status code").fill(code)
    page.get_by_role("button", name="Show the status").click()
    page.get_by_role("heading", name="Status of your message").wait_for()
    shoot(page, "status")


def shoot(page: Page, name: str) -> None:
    """One picture, once the page's script has said whether the desk is open."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


def chromium() -> str | None:
    """The browser that `make setup` found; else one on the PATH; else Playwright's own."""
    if CHROMIUM_PATH.is_file():
        return CHROMIUM_PATH.read_text(encoding="utf-8").strip()
    return os.environ.get("FRONTDESK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


if __name__ == "__main__":
    main()
