"""Amazon's own DynamoDB Local for the tests: one server for all workers of a run, which ends when the last of them does.

It would listen on every address of this machine. So it runs in a network of its own, which has a loopback and nothing else;
tests reach it by a socket of 127.0.0.1 that was opened outside and is answered inside (dynamodb_inside.py).
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TextIO

import pytest

from contact import aws
from contact.store.dynamodb_table import create_table
from tools.dynamodb_local import MissingError, installed

INSIDE = Path(__file__).with_name("dynamodb_inside.py")
# A user and a network of its own: `root` in there is who we are out here.
IN_ITS_OWN_NETWORK = ("unshare", "--map-root-user", "--net")
START_SECONDS = 60


class Unavailable(Exception):  # noqa: N818 - it says of a server what is the case, and skips tests
    """No such server can run on this machine; the message says why."""


@contextmanager
def dynamodb_server() -> Iterator[str]:
    """The address of a server that runs, with credentials for it in the environment. Raises Unavailable."""
    program = _program()
    folder = _folder()
    with _used(folder), pytest.MonkeyPatch.context() as patch:
        # The server looks at no credentials; without any the SDK would go and ask for them.
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "test")
        patch.setenv("AWS_REGION", "us-east-1")
        # On a machine that is busy with other tests nobody is impatient.
        patch.setattr(aws, "READ_SECONDS", START_SECONDS)
        address = folder / "address"
        with (folder / "starting").open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not address.exists():
                # Last of all, and whole at once: who finds it may use it.
                new = folder / "address.new"
                new.write_text(_started(program, folder), encoding="utf-8")
                new.rename(address)
        yield address.read_text(encoding="utf-8")


def _used(folder: Path) -> TextIO:
    """A lock, held together with all who use the server. When nobody holds it any more the server ends."""
    lock = folder / "used"
    while True:
        folder.mkdir(mode=0o700, exist_ok=True)
        # A server that ends takes the folder away, lock and all: then both are made anew.
        with suppress(FileNotFoundError), ExitStack() as undo:
            used = undo.enter_context(lock.open("a", encoding="utf-8"))
            fcntl.flock(used, fcntl.LOCK_SH)
            if lock.stat().st_ino == os.fstat(used.fileno()).st_ino:
                undo.pop_all()
                return used


def _program() -> Path:
    missing = [program for program in ("java", "unshare") if shutil.which(program) is None]
    if missing:
        raise Unavailable(f"DynamoDB Local needs {' and '.join(missing)}, which this machine does not have")
    try:
        program = installed()
    except MissingError as reason:
        raise Unavailable(str(reason)) from reason
    tried = subprocess.run([*IN_ITS_OWN_NETWORK, "true"], check=False, capture_output=True)
    if tried.returncode:
        raise Unavailable("DynamoDB Local cannot be contained: this machine does not let us make a network (unshare)")
    return program


def _folder() -> Path:
    """The same for all workers of one run, and for nobody else."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    return Path(tempfile.gettempdir()) / f"frontdesk-dynamodb-{os.getuid()}-{run}"


def _started(program: Path, folder: Path) -> str:
    """The address of a new server, which goes on by itself. Raises Unavailable."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        port = listener.getsockname()[1]
        command = [*IN_ITS_OWN_NETWORK, sys.executable, str(INSIDE), str(program), str(folder), str(listener.fileno())]
        try:
            done = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                pass_fds=[listener.fileno()],
                start_new_session=True,
                timeout=START_SECONDS,
                capture_output=True,
                text=True,
            )
        except subprocess.TimeoutExpired as error:
            raise Unavailable(f"DynamoDB Local did not start within {START_SECONDS} seconds") from error
    if done.returncode:
        raise Unavailable(f"DynamoDB Local did not start: {done.stderr.strip() or done.returncode}")
    address = f"http://127.0.0.1:{port}"
    _warm_up(address)
    return address


def _warm_up(address: str) -> None:
    """The first table takes a server seconds: not those of a test."""
    client = aws.client("dynamodb", address)
    create_table(client, "warm-up")
    client.delete_table(TableName="warm-up")
    client.close()
