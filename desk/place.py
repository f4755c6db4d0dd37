"""A place is where a person must look: a file and a line in it."""

from desk.data import Data


class Place(Data, frozen=True, order=True):
    """A line of a file, both as an editor shows them: the path relative to the project, lines counted from 1."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"
