"""What became of each record since it was first written, read from git in one pass.

``log`` and ``blobs`` ask git, ``places`` says which of its files are records, ``blocks`` reads of a file what changed,
``judge`` finds what that means, ``telling`` puts it into words, ``walk`` goes through all commits, and
``historian`` remembers what was found, so that only new commits are read. The result is a :class:`registry.past.Past`.
"""
