"""Draws a plan: one file for each kind of page, on top of a few shared pieces.

`place.py` knows page numbers, `shapes.py` the marks and icons, `flow.py` small flowables,
`margin.py` the claims beside the text, `furniture.py` heads and feet, `document.py` the paper.
"""

from __future__ import annotations
