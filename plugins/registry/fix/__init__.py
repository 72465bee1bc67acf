"""Corrections that are certain: what a record says stays, the way it is written becomes what the site can read.

Texts are edited at positions, so that comments, quotes and layout of all the rest stay byte for byte; each
correction is tried and dropped unless the record then says the same and has fewer problems.
"""
