"""Changes in words: what :mod:`registry.compare` found, said as a person would in the network's language.

``words`` and ``values`` word one thing, ``fields`` any change by its schema, ``phrases`` some changes better than that;
``records`` puts a record's changes together, ``as_markdown`` and ``as_json`` a whole site's.
"""
