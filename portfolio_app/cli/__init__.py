"""The command line: the same use cases as the window, without Qt.

Exit codes: 0 done, ready, or valid and complete; 1 the answer is no; 2 wrong use, wrong
secret, unreadable input, or not a pack. A failure is one sentence, never a traceback.
"""

from __future__ import annotations

from portfolio_app.cli.main import main

__all__ = ["main"]
