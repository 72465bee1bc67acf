"""The pure library behind the site of a partnership network.

Data flows one way, one package a stage::

    load -> validate -> link -> view -> render -> write

It knows nothing of Pelican: the plugins beside this package hand its results over.
"""
