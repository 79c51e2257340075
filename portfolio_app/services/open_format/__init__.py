"""Everything of a portfolio in open formats, JSON and original files, and back again."""
