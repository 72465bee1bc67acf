"""A new record: its file name, what its fields are to hold, and the commented text to begin with."""
