"""The port to a Markdown dialect: text in, HTML out. Which one a site uses is a setting."""

from typing import Protocol


class Dialect(Protocol):
    """Turns Markdown into HTML that has not been checked yet. Headings bear the ids that links may name."""

    def html(self, markdown: str) -> str:
        """The HTML of one answer."""
        ...


def dialect_named(name: str) -> Dialect:
    """The dialect of the setting `dialect:`. Each is imported only when it is used."""
    if name == "material":
        from generator.markdown.material import MaterialDialect  # noqa: PLC0415 - 150 ms that `github` sites need not pay

        return MaterialDialect()
    from generator.markdown.github import GithubDialect  # noqa: PLC0415 - the counterpart

    return GithubDialect()
