"""The commands of ``python -m registry``, one module each.

A module has ``NAME``, ``HELP``, ``arguments(parser)`` and ``run(arguments) -> exit code``; imports that cost time
stand inside ``run``. The table of commands is in :mod:`registry.__main__`.
"""
