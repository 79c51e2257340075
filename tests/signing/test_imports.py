"""pyHanko takes a second to import, so it waits until something is signed or verified."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module", ["contacts", "identities", "journal", "manifests", "seal", "verify"]
)
def test_importing_our_part_does_not_import_pyhanko(module):
    script = (
        f"import sys, portfolio_app.signing.{module}\n"
        "heavy = ('pyhanko', 'pyhanko_certvalidator', 'pikepdf')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert result.stdout == "[]\n", result.stderr
