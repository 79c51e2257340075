"""Settings: one file for each section; the page lists them and has them read again."""
