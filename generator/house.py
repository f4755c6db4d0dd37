"""What an engine has to know of a site, and the engine that the settings name."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from desk.kept import Kept
from desk.policy import desk_policy, site_policy
from desk.words import Words
from generator.complaints import complaints_block
from generator.content import Site
from generator.engines.port import Engine, House, NavigationItem
from generator.shells import Shells, open_shells


def house_of(site: Site, words: Mapping[str, Words]) -> House:
    """The house of a site. Navigation shows the categories at the top, never all questions (they would stand in every page)."""
    settings = site.settings
    return House(
        engine=settings.engine,
        site_name=settings.organisation.name,
        site_url=settings.organisation.site_url,
        default_language=settings.languages.default,
        policy=site_policy(settings),
        backend_policy=desk_policy(settings),
        navigation={language: _navigation(site, language, words[language]) for language in site.languages},
        words={language: {**own.below_any("site", "search", "contact", "notice")} for language, own in words.items()},
        complaints={
            language: block for language, own in words.items() if (block := complaints_block(settings, own)) is not None
        },
    )


def open_house(house: House, themes: Sequence[Path], cache: Path, kept: Kept | None = None) -> Shells:
    """The shells of a house, from the cache as far as it goes; compiled templates may be `kept`."""
    from generator.engines.plain_files import plain_version  # noqa: PLC0415 - kept beside its only use
    from generator.engines.versions import material_version  # noqa: PLC0415 - kept beside its only use

    plain = house.engine == "plain"

    def make() -> Engine:
        if plain:
            from generator.engines.plain import PlainEngine  # noqa: PLC0415 - a rebuild after an edit needs no engine

            return PlainEngine(house, themes, kept)
        from generator.engines.material import MaterialEngine  # noqa: PLC0415 - the same

        return MaterialEngine(house, themes, kept)

    version = plain_version(themes) if plain else material_version()
    return open_shells(make, house, version, themes, cache)


def _navigation(site: Site, language: str, words: Words) -> list[NavigationItem]:
    categories = [
        NavigationItem(key=category.path, title=category.title, url=category.url)
        for category in site.below(language, "")
    ]
    contact = NavigationItem(key="contact", title=words("contact.title"), url="contact/")
    status = NavigationItem(key="status", title=words("contact.status"), url="status/")
    hours = NavigationItem(key="hours", title=words("contact.hours"), url="hours/")
    return [*categories, contact, status, hours]
