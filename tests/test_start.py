"""What is true of the process before anything else is done."""

from __future__ import annotations

import subprocess
import sys

CRASH = """
import resource
from portfolio_app.memory import leave_no_core_dump
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))  # as many as this account may leave
leave_no_core_dump()
print(resource.getrlimit(resource.RLIMIT_CORE))
"""


def test_a_crash_leaves_no_copy_of_the_memory():
    done = subprocess.run(
        [sys.executable, "-c", CRASH], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "(0, 0)"
