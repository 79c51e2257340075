"""Files from outside, read or refused with a sentence a person can act on.

Everything here is a function from bytes to records: no vault, no window, no files. Sentences
never name the file, because its name may be a client's.
"""

from __future__ import annotations
