"""Independent judges of the documents the program makes; none of them is our own code.

Each module wraps one of them. A tool that is missing is an error, never a skipped test.
"""

from __future__ import annotations
