"""Evidence as a Word document, to be written in elsewhere and brought back.

Functions from records to bytes: no vault, no window, no files. How the document is laid out,
so that it is known when it returns, is in `model.domain.returning`.
"""

from __future__ import annotations
