"""What lies in a vault, by kind.

Each shelf belongs to one transaction. It takes and returns records, never rows.
"""

from __future__ import annotations
