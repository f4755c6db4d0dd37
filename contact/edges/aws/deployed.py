"""The environment of a lambda -> its bundle and its log, each opened when first asked for and kept while the process lives.

The bundle lies beside the code, in the zip that `frontdesk bundle` writes.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from contact.deployment import BackendError, configured_keys, configured_store
from contact.log import Log
from contact.store import StoreError
from desk.bundle import Bundle, read_bundle

# The folder of the bundle, for tests and for who keeps it elsewhere.
BUNDLE = "FRONTDESK_BUNDLE"
# Set by the runtime of AWS, and by its emulator.
_IN_LAMBDA = "AWS_LAMBDA_RUNTIME_API"

ROOT = Path(__file__).parents[3]


@cache
def bundle() -> Bundle:
    """What the build handed over. Raises UnreadableError, or OSError where there is none."""
    return read_bundle(Path(os.environ.get(BUNDLE) or ROOT))


@cache
def log() -> Log:
    """The request log. Raises BackendError or StoreError."""
    # No default: the disk of a lambda is thrown away with it, and a file in some usual place would lose every case.
    return Log(store=configured_store(), keys=configured_keys())


def clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


def opened_early() -> None:
    """Open what the first request needs while AWS lends the whole processor to a starting lambda.

    What goes wrong is left to that request, whose customer gets an answer.
    """
    if os.environ.get(_IN_LAMBDA):
        with suppress(BackendError, StoreError, OSError):
            bundle()
            log()
