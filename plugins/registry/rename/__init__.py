"""Give a record another id: its file, what refers to it, and a redirection from its old address, or nothing.

``edits`` says which characters change, ``make`` tries it on a copy of the site, ``write`` carries it out.
"""
