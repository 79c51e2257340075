"""Spelling on the screen: waves under words, what may have been meant, a person's own words."""
