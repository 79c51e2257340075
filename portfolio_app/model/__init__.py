"""What the program knows: records and rules (`domain`), their files (`catalogue`), the vault (`store`)."""

from __future__ import annotations
