"""Tagged PDF on top of ReportLab: PDF/A-3a and PDF/UA-1 at once, the same bytes every time.

`TaggedCanvas` records a structure tree while ReportLab draws; `finish` writes the tree and all
that an archive and a screen reader need into ReportLab's bytes. Nothing here knows what a
portfolio is.
"""

from __future__ import annotations
