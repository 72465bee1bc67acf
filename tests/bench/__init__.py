"""The benchmark behind ``make bench``: the same invented network as three sites, built side by side and timed."""
