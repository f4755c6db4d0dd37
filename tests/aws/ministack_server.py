"""ministack, a stand-in for AWS, in an environment of its own: it checks the rights of the roles that functions have."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import urlopen

PROGRAM = Path(__file__).parents[2] / ".venv" / "ministack" / "bin" / "ministack"
HERE = "127.0.0.1"
REGION = "us-east-1"
UP_WITHIN_SECONDS = 60


class Unavailable(Exception):  # noqa: N818 - no error: the tests that need it are left out
    """It cannot run here; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ministack:
    """A running one."""

    port: int

    @property
    def endpoint(self) -> str:
        """Of every service."""
        return f"http://{HERE}:{self.port}"

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """A client of a service, for the account's owner."""
        return _client(service, self.endpoint)

    def messages(self) -> list[dict[str, Any]]:
        """The mail that was handed to SES."""
        with urlopen(f"{self.endpoint}/_ministack/ses/messages") as answer:  # noqa: S310 - our own server
            by_account: dict[str, list[dict[str, Any]]] = json.load(answer)["messages"]
            return [message for messages in by_account.values() for message in messages]


@cache
def _client(service: str, endpoint: str) -> Any:  # noqa: ANN401 - boto3 has no types
    import boto3  # noqa: PLC0415 - only where it runs

    return boto3.session.Session().client(
        service, endpoint_url=endpoint, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test"
    )


@contextmanager
def running(folder: Path) -> Iterator[Ministack]:
    """Start one that keeps its files in a folder. Raises Unavailable."""
    if not PROGRAM.exists():
        raise Unavailable("there is no ministack: tools/ministack.py says why")
    with socket.socket() as found:
        found.bind((HERE, 0))
        port = int(found.getsockname()[1])
    settings = {
        "AUTH": "true",
        "CLOUDTRAIL_RECORDING": "1",
        "BIND_HOST": HERE,
        "MINISTACK_HOST": HERE,
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "S3_DATA_DIR": str(folder / "s3"),
        "TMPDIR": str(folder),
    }
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **settings}
    with (folder / "ministack.log").open("wb") as log:
        process = subprocess.Popen(
            [PROGRAM], cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait_for(port, process)
        yield Ministack(port=port)
    finally:
        # It leaves the functions' processes behind; they are of its session.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + UP_WITHIN_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(f"http://{HERE}:{port}/_ministack/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise Unavailable(f"ministack did not start: it ended with {process.poll()}")
