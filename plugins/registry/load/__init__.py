"""Stage 1, load: files become documents, and what cannot be read becomes findings."""
