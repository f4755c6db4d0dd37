"""A real mail server for tests: Exim, as Debian packages it, on a free port of loopback with a folder of its own.

It knows the mailbox of ana@example.net. Mail for the desk's own domain goes to the port that it is told. Everybody else's
address it finds out about only after it has taken the mail: so it writes a real bounce.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.contact.other_user import running_as

USER = "Debian-exim"
LOOPBACK = "127.0.0.1"
_CONFIGURATION = """
primary_hostname = mx.example.net
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
pid_file_path = {folder}/pid
acl_smtp_rcpt = accept
acl_smtp_data = accept
host_lookup =
rfc1413_query_timeout = 0s
tls_advertise_hosts =
queue_run_max = 1

begin routers
desk:
  driver = manualroute
  domains = example-exchange.com
  transport = to_the_desk
  route_list = * 127.0.0.1
  self = send
mailbox:
  driver = accept
  domains = example.net
  local_parts = ana
  transport = maildir

begin transports
to_the_desk:
  driver = smtp
  port = {desk}
  protocol = {protocol}
  hosts_try_chunking =
maildir:
  driver = appendfile
  directory = {folder}/ana
  maildir_format
  create_directory

begin retry
* * F,1h,1m
"""


class UnavailableError(Exception):
    """There is no Exim that could be started here; the message says why."""


@contextmanager
def exim(folder: Path, desk: int, protocol: str = "smtp") -> Iterator[int]:
    """The port of a mail server that hands mail for the desk to the port `desk`. Raises UnavailableError."""
    program = shutil.which("exim4", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None or not running_as(USER):
        raise UnavailableError("needs root and Exim: apt-get install exim4-daemon-light")
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    # Readable for Exim's own user, who runs it.
    for above in (folder, *folder.parents[:3]):
        if above != Path("/tmp"):  # noqa: S108 - readable for everybody as it is
            above.chmod(above.stat().st_mode | 0o011)
    (folder / "spool").mkdir()
    configuration = folder / "exim.conf"
    configuration.write_text(_CONFIGURATION.format(port=port, folder=folder, desk=desk, protocol=protocol))
    shutil.chown(folder, USER)
    shutil.chown(folder / "spool", USER)
    command = [*running_as(USER), program, "-C", str(configuration), "-bdf"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            _wait(running, port, folder)
            yield port
        finally:
            running.terminate()


def _wait(running: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end and running.poll() is None:
        try:
            socket.create_connection((LOOPBACK, port)).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    log = folder / "mainlog"
    raise UnavailableError(f"Exim did not start: {log.read_text() if log.exists() else 'it wrote no log'}")
