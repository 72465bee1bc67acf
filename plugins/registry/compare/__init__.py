"""What changed between two states of records, as data and without words.

:func:`~registry.compare.records.compare_records` takes two states of one record and needs nothing else, so a
history can be made of it; :func:`~registry.compare.sites.compare_sites` takes two whole sites. All of it follows
the schemas: nothing here knows a kind. :mod:`registry.tell` puts the changes into words.
"""
