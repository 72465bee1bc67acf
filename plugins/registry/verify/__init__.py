"""Check a published site: make the version that it names anew, and compare every file.

``places`` reads a site on the web or in a folder, ``rebuilt`` makes the version, ``compare`` compares the two.
"""
