"""Identities, signatures and what may be concluded from them. pyHanko lives here only.

Importing this package, its contacts or its identities is quick: pyHanko, which takes a second,
is imported inside the functions that sign and verify.
"""

from __future__ import annotations
