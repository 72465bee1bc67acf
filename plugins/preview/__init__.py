"""The preview behind ``make serve``: builds, serves, watches, rebuilds, and reloads the browser.

A build runs in a process of its own, so that a change of code, theme or schemas takes effect like a
change of data, and so that nothing a build does can take the server down.
"""
