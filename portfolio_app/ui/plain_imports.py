"""Gives Python's own `import` back, which Qt's binding replaces.

The binding reads the source text of every module that is imported after it, to see whether it
uses Qt, for the sake of `from __feature__ import ...`. The program uses no such feature, and
everything it loads later, hundreds of files of libraries among them, would be read twice.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - only afterwards is there anything to give back


def import_plainly() -> None:
    """Import as Python does from now on; where the binding replaced nothing, nothing changes.

    The binding keeps Python's own function as `builtins.__orig_import__`.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
