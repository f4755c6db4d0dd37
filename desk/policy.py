"""Settings -> the content security policy of a page: from where it may load, and whereto it may send.

Site and backend may lie at two origins. Knows no page.
"""

from urllib.parse import urlsplit

from desk.settings.model import Settings

_PORTS = {"https": 443, "http": 80}


def origin_of(url: str) -> str:
    """The origin of an address, as a browser names it: `https://help.example.com`, with a port only if it is unusual."""
    parts = urlsplit(url)
    name = parts.hostname or ""
    if not name.isascii():
        name = name.encode("idna").decode()
    host = f"[{name}]" if ":" in name else name
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    return f"{parts.scheme}://{host}{port}"


def site_origin(settings: Settings) -> str:
    """The origin of the site, where the backend has another one; else nothing."""
    endpoint, site = settings.channels.form.endpoint, origin_of(settings.organisation.site_url)
    return site if endpoint and origin_of(endpoint) != site else ""


def policy(*, assets: str = "", backend: str = "", pictures: str = "") -> str:
    """Our own files and nothing else.

    `assets` is the origin of styles and scripts if it is another one, `backend` that of the forms; `pictures` says from
    where else pictures may come.
    """
    own = _sources(assets)
    return (
        f"default-src 'none'; script-src {own}; style-src {own}; img-src {_sources('data:', assets, pictures)}; "
        f"font-src {own}; connect-src {_sources(backend)}; form-action {_sources(assets, backend)}; base-uri 'none'"
    )


def site_policy(settings: Settings) -> str:
    """For the built pages: their pictures may lie anywhere, their forms go to the backend."""
    backend = origin_of(settings.channels.form.endpoint) if site_origin(settings) else ""
    return policy(backend=backend, pictures="https:")


def desk_policy(settings: Settings) -> str:
    """For the pages that the backend draws: styles and scripts come from the site, and the search box leads there."""
    return policy(assets=site_origin(settings))


def _sources(*others: str) -> str:
    return " ".join(("'self'", *filter(None, others)))
