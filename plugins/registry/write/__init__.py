"""Stage 6, write: only what changed, each file at once, and nothing that is no longer made stays."""
