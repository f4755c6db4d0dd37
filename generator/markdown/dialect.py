"""The port to a Markdown dialect: text in, HTML out. Which one a site uses is a setting."""

from typing import Protocol


class Dialect(Protocol):
    """Turns Markdown into HTML that has not been checked yet. Headings bear the ids that links may name."""

    # The most characters that it renders in seconds.
    longest: int

    def html(self, markdown: str) -> str:
        """The HTML of one answer."""
        ...

    def draws_blocks(self, markdown: str) -> bool:
        """Whether every block of the HTML will be the dialect's own: its writer's, if any, stands in running text."""
        ...


def dialect_named(name: str) -> Dialect:
    """The dialect of the setting `dialect:`. Each is imported only when it is used."""
    if name == "material":
        from generator.markdown.material import MaterialDialect  # noqa: PLC0415 - 150 ms that `github` sites need not pay

        return MaterialDialect()
    from generator.markdown.github import GithubDialect  # noqa: PLC0415 - the counterpart

    return GithubDialect()
