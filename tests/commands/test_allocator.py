"""A process that ends with its work keeps the memory that it has."""

import platform
import subprocess
import sys

import pytest

_CODE = """
import resource
from frontdesk.allocator import keep_memory

{call}
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(300):
    several = bytearray(100_000), bytearray(90_000)
    del several
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def new_pages(call: str) -> int:
    """Of memory, that a process is given while it makes and drops two large texts three hundred times."""
    done = subprocess.run([sys.executable, "-c", _CODE.format(call=call)], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked to keep memory")
def test_memory_that_is_dropped_is_used_again() -> None:
    """Every page that the system gives anew costs some microseconds."""
    assert new_pages("keep_memory()") * 10 < new_pages("")
