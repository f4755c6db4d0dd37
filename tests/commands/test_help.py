"""Every command explains itself."""

import importlib
import shlex

import pytest

from frontdesk import cli
from frontdesk.cli import COMMANDS
from frontdesk.commands import calls, outbox, report, requests
from tests.commands.conftest import Run


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, run: Run) -> None:
    """The example is a whole line to paste, and stands in the list of commands' own words."""
    command = importlib.import_module(f"frontdesk.commands.{name}")
    ran = run(command.NAME, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: frontdesk {command.NAME} ")
    assert COMMANDS[name] in " ".join(ran.out.split())
    assert f"example:\n  {command.EXAMPLE}" in ran.out
    assert f"frontdesk {command.NAME}" in command.EXAMPLE
    assert "--project DIR" in ran.out


EXAMPLES = [
    *(("requests", name, f"frontdesk requests {words}") for name, words in requests.EXAMPLES.items()),
    *(("report", name, f"frontdesk report {words}") for name, words in report.EXAMPLES.items()),
    *(("calls", name, f"frontdesk calls {words}") for name, words in calls.EXAMPLES.items()),
    *(("outbox", name, words) for name, words in outbox.EXAMPLES.items()),
]


@pytest.mark.parametrize(("command", "name", "example"), EXAMPLES)
def test_every_action_has_help_with_an_example_that_can_be_typed(
    command: str, name: str, example: str, run: Run
) -> None:
    """It stands in the help, and all its options are there: whoever copies it is not told of wrong use."""
    ran = run(command, name, "--help")
    assert ran.code == 0
    assert ran.out.endswith(f"example:\n  {example}\n")
    words = shlex.split(example.partition(" < ")[0].partition("frontdesk ")[2])
    assert words[:2] == [command, name]
    given = cli.parsed(words)
    assert given.run


def test_every_action_has_an_example() -> None:
    """None is left out, and none is of an action that is gone."""
    assert list(requests.EXAMPLES) == list(requests.ACTIONS)
    assert list(report.EXAMPLES) == list(report.REPORTS)
    assert list(calls.EXAMPLES) == list(calls.ACTIONS)


def test_the_list_of_commands_is_complete(run: Run) -> None:
    """`frontdesk --help` names each with one sentence."""
    ran = run("--help")
    assert ran.code == 0
    for name in COMMANDS:
        command = importlib.import_module(f"frontdesk.commands.{name}")
        assert f"    {command.NAME} " in ran.out
        assert COMMANDS[name] in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("biuld",), "invalid choice: 'biuld'"),
        (("build", "--project", "nowhere"), "argument --project: there is no folder nowhere"),
        (("build", "--jobs", "0"), "argument --jobs: give a number from 1 to 256"),
        (("search", "fees", "--limit", "-1"), "argument --limit: give a number from 1"),
        (("search", "fees", "--limit", "²"), "argument --limit: give a number from 1"),
        (("requests", "list", "--limit", "9" * 5000), "argument --limit: give a number from 1"),
        (("build", "--unknown"), "unrecognized arguments: --unknown"),
        (("check", "--format", "xml"), "invalid choice: 'xml'"),
        (("hours", "--at", "today"), "'today' is no instant; write it as 2026-11-26T10:00-05:00"),
        (
            ("hours", "--at", "9999-12-31T10:00Z"),
            "'9999-12-31T10:00Z' is too far away; use a year from 1970 to 2199",
        ),
        (("hours", "--at", "2026-11-26T10:00"), "'2026-11-26T10:00' has no time zone; add the offset, such as -05:00"),
        (("new", "category", "x", "--category", "y"), "invalid choice: 'category'"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_wrong(words: tuple[str, ...], message: str, run: Run) -> None:
    """Nothing is printed to stdout."""
    ran = run(*words)
    assert ran.code == 2
    assert message in ran.err
    assert ran.out == ""


def test_a_folder_without_settings_is_explained(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whoever starts a command in the wrong folder learns how to name the right one."""
    empty = tmp_path_factory.mktemp("empty")
    for words in (("build",), ("hours",), ("new", "question", "How?", "--category", "account")):
        ran = run(*words, "--project", str(empty))
        published = " Nothing was published." if words == ("build",) else ""
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == (
            f"site_config.yml:1: there is no site_config.yml in {empty} [no-settings]\n"
            "    fix: run the command in the project's folder, or name the folder: --project DIR\n"
            f"1 error.{published}\n"
        )
