"""A real PostgreSQL server for the tests, in a folder of its own, reached by a UNIX socket only."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import psycopg

from tests.contact.other_user import RUNUSER, running_as

# Nothing here outlives the tests, and Debian keeps the programs out of PATH.
_INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
PASSWORD = "correct horse"
_OPTIONS = "-c listen_addresses= -c max_connections=60 -c shared_buffers=32MB"
_HURRIED = "-c fsync=off -c full_page_writes=off"


class Unavailable(Exception):  # noqa: N818 - it says of a server what is the case, and skips tests
    """No such server can run on this machine; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresqlServer:
    """A server in a folder. It can be stopped and started again. One that is `hurried` does not wait for the disk."""

    folder: Path
    programs: Path
    hurried: bool = True

    @property
    def address(self) -> str:
        """As the owner of the database."""
        return self.address_of("desk")

    def address_of(self, account: str, password: str = "") -> str:
        """As one of the accounts that are not the usual ones: `guarded` needs PASSWORD, `eccentric` may be set up anyhow."""
        return f"postgresql://{account}:{quote(password)}@/postgres?host={self.folder}"

    def start(self) -> None:
        self._run(
            "pg_ctl", "-D", f"{self.folder}/data", "-w", "-s", "-l", f"{self.folder}/log", "-o", self._options, "start"
        )

    def stop(self, how: Literal["fast", "immediate"] = "fast") -> None:
        """In the middle of whatever it does; `fast` keeps what was committed, `immediate` takes no time for that."""
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-s", "-m", how, "stop")

    def make(self) -> None:
        """Make an empty database."""
        self._run(
            "initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "desk", "-E", "UTF8", "--no-locale", "--no-sync"
        )

        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"local all guarded scram-sha-256\n{rules.read_text()}")

    def make_accounts(self) -> None:
        """Make the accounts that are not the usual ones."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'".encode())
            connection.execute("CREATE ROLE eccentric LOGIN SUPERUSER")

    @property
    def _options(self) -> str:
        return f"{_OPTIONS} {_HURRIED if self.hurried else ''} -k {self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*running_as("nobody"), str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr or done.stdout}")


@contextmanager
def postgresql_server(*, hurried: bool = True) -> Iterator[PostgresqlServer]:
    """A server that runs. Raises Unavailable."""
    programs = _programs()
    # A short path: that of a UNIX socket has room for about 100 letters.
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-pg-", dir="/tmp"))
    server = PostgresqlServer(folder=folder, programs=programs, hurried=hurried)
    try:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        server.make()
        server.start()
        try:
            server.make_accounts()
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    found = next((place for place in [*places, *_INSTALLED] if (place / "initdb").exists()), None)
    if found is None:
        raise Unavailable("PostgreSQL is not installed here: there is no initdb (Debian: apt-get install postgresql)")
    if os.geteuid() == 0 and not RUNUSER:
        raise Unavailable("PostgreSQL refuses to run as root, and there is no runuser to start it as nobody")
    return found
