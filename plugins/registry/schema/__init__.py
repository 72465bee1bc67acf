"""The kinds of record, each described by one JSON Schema in ``schemas/``."""
