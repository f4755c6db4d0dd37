"""The content security policy of pages, wherever site and backend lie."""

import pytest

from desk.policy import desk_policy, origin_of, site_origin, site_policy
from desk.settings import Settings
from desk.settings.reading import settings_from_text
from tests.desk.sample import SAMPLE, TODAY

SITE = "https://help.sample.example"


def settings(endpoint: str = "") -> Settings:
    """The sample desk with its backend at an address."""
    line = f"  form:\n    endpoint: {endpoint}" if endpoint else "  form:"
    return settings_from_text(SAMPLE.replace("  form:", line, 1), TODAY)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://help.example.com/", "https://help.example.com"),
        ("https://HELP.example.com:443/desk/", "https://help.example.com"),
        ("https://help.example.com:8443/", "https://help.example.com:8443"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("https://ayuda.españa.example/", "https://ayuda.xn--espaa-rta.example"),
        ("https://user:word@help.example.com/", "https://help.example.com"),
    ],
)
def test_origin_is_what_a_browser_sends(url: str, origin: str) -> None:
    """Scheme, host in small letters, and a port where it is not the usual one."""
    assert origin_of(url) == origin


def test_beside_the_site_the_backend_is_our_own() -> None:
    """One origin: each page names only itself."""
    desk = settings()
    assert site_origin(desk) == ""
    assert "https://" not in site_policy(desk) + desk_policy(desk)


def test_path_on_the_same_host_is_the_same_origin() -> None:
    """An endpoint below the site's own host needs no permission."""
    desk = settings(f"{SITE}/backend/")
    assert site_origin(desk) == ""


def test_apart_each_names_the_other() -> None:
    """Site pages send to the backend; the backend's pages load styles and scripts from the site, and nothing from elsewhere."""
    desk = settings("https://requests.sample.example/")
    assert site_origin(desk) == SITE
    assert site_policy(desk) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; font-src 'self'; "
        "connect-src 'self' https://requests.sample.example; form-action 'self' https://requests.sample.example; "
        "base-uri 'none'"
    )
    assert desk_policy(desk) == (
        f"default-src 'none'; script-src 'self' {SITE}; style-src 'self' {SITE}; img-src 'self' data: {SITE}; "
        f"font-src 'self' {SITE}; connect-src 'self'; form-action 'self' {SITE}; base-uri 'none'"
    )
