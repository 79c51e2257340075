"""A few words kept in seconds, from anywhere in the window."""
