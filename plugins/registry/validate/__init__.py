"""Stage 2, validate: each document against its schema, then all of them against the rules."""
