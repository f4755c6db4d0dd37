"""Amazon's Runtime Interface Emulator and its runtime client for Python, with the handlers of a folder in them."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Lock
from typing import Any

PROGRAM = Path(__file__).parents[2] / ".venv" / "lambda-emulator" / "rie"
HERE = "127.0.0.1"
UP_WITHIN_SECONDS = 20


@dataclass
class Lambda:
    """A running function. Two calls at once would end the emulator, so they wait for each other."""

    port: int
    turn: Lock = field(default_factory=Lock)

    def invoke(self, event: object) -> Any:  # noqa: ANN401 - whatever the function returns
        """What it returns."""
        return json.loads(self.answer(event))

    def answer(self, event: object) -> str:
        """What the emulator says of it."""
        with self.turn:
            connection = HTTPConnection(HERE, self.port, timeout=60)
            try:
                connection.request("POST", "/2015-03-31/functions/function/invocations", json.dumps(event))
                return connection.getresponse().read().decode()
            finally:
                connection.close()


Running = AbstractContextManager[Lambda]


@contextmanager
def running(
    handler: str,
    folder: Path,
    environment: Mapping[str, str],
    *,
    timeout_seconds: int = 30,
    python: Path = Path(sys.executable),
) -> Iterator[Lambda]:
    """A function whose code is in a folder, as AWS has it in /var/task."""
    port, api = _free_port(), _free_port()
    # Without both addresses it would listen to the whole network.
    addresses = ["--runtime-interface-emulator-address", f"{HERE}:{port}", "--runtime-api-address", f"{HERE}:{api}"]
    command = [str(PROGRAM), *addresses, "--log-level", "error", str(python), "-m", "awslambdaric", handler]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(timeout_seconds),
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield Lambda(port)
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + UP_WITHIN_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex((HERE, port)) == 0:
                return
        time.sleep(0.01)
    raise RuntimeError(f"the emulator did not start: it ended with {process.poll()}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])
