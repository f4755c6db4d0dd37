"""Tables and progress -> a terminal; plain text, or nothing, where a program or a file reads them.

The rest of the commands prints plain text.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from frontdesk.plain_sight import visible

# Seconds of work for which nobody needs to see that something happens.
PATIENCE = 0.7
SHORTEST_STEP = 0.1


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their columns: drawn on a terminal; otherwise one row a line, its cells separated by tabs."""
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(_one_line(cell) for cell in row) + "\n" for row in (columns, *rows))
        return
    # 60 ms to import, and a program that reads our output does not need it.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawn = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        # Where there is little room, cells go on in the next line: a reference that is cut off is of no use.
        drawn.add_column(column, no_wrap=number == 0, overflow="fold")
    for row in rows:
        # As text: what a customer wrote in square brackets is no instruction for colours.
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    Console().print(drawn)


def lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows of any number, printed as they come: one a line, their cells separated by tabs."""
    print("\t".join(columns))
    for row in rows:
        print("\t".join(_one_line(cell) for cell in row))


@contextmanager
def counter(what: str) -> Iterator[Callable[[int], None]]:
    """A number on stderr that goes up while work goes on, where nobody knows how much there is."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    yield lambda done: print(f"\r{done:,} {what}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr while work goes on: call what you get with (what, done, of). Nothing where nobody watches.

    What is over in a moment has no bar: to get it ready takes longer.
    """
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    began = time.monotonic()
    with ExitStack() as stack:
        bars: list[Callable[[str, int, int], None]] = []

        def report(what: str, done: int, of: int) -> None:
            if not bars and time.monotonic() - began > PATIENCE:
                bars.append(_drawn(stack))
            for draw in bars:
                draw(what, done, of)

        yield report


def _drawn(stack: ExitStack) -> Callable[[str, int, int], None]:
    """The bar itself, until `stack` ends."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, TaskID  # noqa: PLC0415

    # Without a thread that draws by itself: where there is one, work cannot be forked off to other processes.
    bars = stack.enter_context(Progress(console=Console(stderr=True), transient=True, auto_refresh=False))
    tasks: dict[str, TaskID] = {}
    drawn = 0.0

    def draw(what: str, done: int, of: int) -> None:
        nonlocal drawn
        if what not in tasks:
            tasks[what] = bars.add_task(what)
        bars.update(tasks[what], completed=done, total=of)
        if done == of or time.monotonic() - drawn > SHORTEST_STEP:
            bars.refresh()
            drawn = time.monotonic()

    return draw


def _one_line(cell: str) -> str:
    return visible(" ".join(cell.split()))
