"""British spelling: words to look at again, and what may have been meant.

The dictionary is the British one of SCOWL with `-ise` (`resources/dictionary`), with the words
of social work beside it. Nothing leaves this computer, and nothing is written anywhere.
"""

from __future__ import annotations

from portfolio_app.spelling.speller import Speller, is_among, plain
from portfolio_app.spelling.suggesting import Suggesting
from portfolio_app.spelling.words import Word, words_in

__all__ = ["Speller", "Suggesting", "Word", "is_among", "plain", "words_in"]
