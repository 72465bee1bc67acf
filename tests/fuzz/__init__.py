"""Input that nobody would write: what is read, is read or told; nothing hangs, and nothing that is made would run."""
