"""The doctor: checks a vault, repairs what can be repaired, and reads what damage has left.

SQLCipher refuses a database at its first damaged page. Here pages are decrypted one by one, in
memory alone: every row outside the damaged ones is read and written into a new vault.
"""

from __future__ import annotations

from portfolio_app.model.store.salvage.doctor import check_vault, repair_vault, worst_first
from portfolio_app.model.store.salvage.keys import bring_keys_back

__all__ = ["bring_keys_back", "check_vault", "repair_vault", "worst_first"]
