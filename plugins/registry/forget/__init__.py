"""What to do about something that git remembers and nobody should: where it is, and how it is taken away.

Nothing here changes anything.
"""
