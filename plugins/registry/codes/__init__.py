"""The permanent codes of problems, one module a family. A code never changes its meaning.

A message says what is wrong, a hint how to mend it, an explanation why it matters; all are msgids
with ``{placeholders}`` that a finding fills. The site has a page for each code, made from here.
"""

from __future__ import annotations

from registry.codes import files, links, privacy, records, rules, yaml_text
from registry.codes.code import Code

CODES: dict[str, Code] = {
    code.code: code
    for family in (files.CODES, yaml_text.CODES, records.CODES, rules.CODES, links.CODES, privacy.CODES)
    for code in family
}
