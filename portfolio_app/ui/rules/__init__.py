"""Rules in windows: taking a file of them in, going over to others, and making them."""
