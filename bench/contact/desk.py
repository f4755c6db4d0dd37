"""A desk in a folder of its own, as it would serve the public, for a measurement."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.timing import TOP
from desk.bundle import BUNDLE_FILE, bundle_bytes, read_bundle
from desk.data import replace
from desk.folders import Folders, made_private
from desk.settings.model import Limits, Settings


@dataclass(frozen=True)
class Served:
    """Where it answers, and the process that watches over all others of it."""

    port: int
    process: int


@contextmanager
def a_desk(folder: Path, mail_port: int, database: str = "") -> Iterator[Served]:
    """Serve until the block ends. What protects a desk from one machine that sends everything is off."""
    state = made_private(Folders(folder).bundle)
    bundle = read_bundle(Folders(TOP).bundle)
    (state / BUNDLE_FILE).write_bytes(bundle_bytes(replace(bundle, settings=without_limits(bundle.settings))))
    command = [sys.executable, "-m", "frontdesk", "serve", "--production", "--port", "0", "--project", str(folder)]
    with subprocess.Popen(
        command, cwd=TOP, env=environment(mail_port, database), stdout=subprocess.PIPE, text=True
    ) as desk:
        address = next(line for line in desk.stdout if "http://" in line).split()[-1]
        try:
            yield Served(port=int(address.rstrip("/").rpartition(":")[2]), process=desk.pid)
        finally:
            desk.terminate()


def verified(folder: Path, database: str = "") -> str:
    """What `frontdesk requests verify` says of it."""
    command = [sys.executable, "-m", "frontdesk", "requests", "verify", "--texts", "--project", str(folder)]
    done = subprocess.run(command, cwd=TOP, env=environment(0, database), check=False, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


def without_limits(settings: Settings) -> Settings:
    """Settings under which one machine may send as much as it can."""
    most = 10**9
    limits = Limits(proof_of_work="never", refused_from_one_address=most, mails_a_day=most)
    return replace(settings, limits=limits)


def environment(mail_port: int, database: str) -> dict[str, str]:
    named = {"FRONTDESK_DATABASE": database} if database else {}
    return os.environ | named | {"FRONTDESK_SMTP_URL": f"smtp://127.0.0.1:{mail_port}"}
