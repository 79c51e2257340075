"""Backups in words."""

from __future__ import annotations

from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.care_wording import _REASONS


def test_every_reason_for_a_backup_has_its_words():
    assert set(_REASONS) == set(BackupReason)
