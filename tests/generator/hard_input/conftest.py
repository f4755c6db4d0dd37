"""The command in this process, as the tests of the commands run it."""

from tests.commands.conftest import run

__all__ = ["run"]
