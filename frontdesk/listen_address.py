"""Where mail is taken, as it is written -> a socket that listens there: `8024`, `127.0.0.1:8024`, `lmtp:/run/desk/lmtp.sock`.

Only on this machine: who takes mail from the internet is a mail server, which hands over to us what is for the desk.
"""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from contact.mail.smtp_address import is_loopback

EXAMPLE = "127.0.0.1:8024"
_HIGHEST_PORT = 65535
# The mail server runs under another account: whoever may enter the folder and is of its group may hand over mail.
_GROUP_MAY_WRITE = 0o660


class ListenAddressError(ValueError):
    """Mail cannot be taken there; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenAddress:
    """A port of an address of this machine, or a path; and which language is spoken there."""

    protocol: Literal["smtp", "lmtp"]
    host: str = ""
    port: int = 0
    path: Path | None = None

    def __str__(self) -> str:
        place = self.path or f"{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"
        return f"{self.protocol}:{place}"


def listen_address(written: str) -> ListenAddress:
    """From what stands in the environment. Raises ListenAddressError."""
    protocol, _, place = written.partition(":")
    if protocol not in {"smtp", "lmtp"}:
        protocol, place = "smtp", written
    if place.startswith("/"):
        return ListenAddress(protocol=_named(protocol), path=Path(place))
    host, _, port = place.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    if not port.isdigit() or int(port) > _HIGHEST_PORT:
        raise ListenAddressError(f"write where mail is taken as {EXAMPLE}, lmtp:{EXAMPLE} or lmtp:/a/path")
    if not is_loopback(host):
        raise ListenAddressError(f"mail is taken on this machine only, not at {host}: let a mail server hand it over")
    return ListenAddress(protocol=_named(protocol), host=host, port=int(port))


@contextmanager
def bound(address: ListenAddress) -> Iterator[socket.socket]:
    """A socket that has taken the place. Raises OSError where another program has it."""
    if address.path is None:
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        with socket.create_server((address.host, address.port), family=family) as taken:
            yield taken
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as taken:
        _forget_old(address.path)
        taken.bind(str(address.path))
        address.path.chmod(_GROUP_MAY_WRITE)
        taken.listen()
        try:
            yield taken
        finally:
            with suppress(OSError):
                address.path.unlink()


def _forget_old(path: Path) -> None:
    """Take away the socket of a process that is gone; one that somebody answers at stays, and is then in use."""
    with suppress(OSError):
        if not stat.S_ISSOCK(path.stat().st_mode):
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
            try:
                asked.connect(os.fspath(path))
            except ConnectionRefusedError:
                path.unlink()


def _named(protocol: str) -> Literal["smtp", "lmtp"]:
    return "lmtp" if protocol == "lmtp" else "smtp"
