"""CODEOWNERS, as GitHub, GitLab and Forgejo read it: who is asked to review which file.

A commission's file and those of its meetings and projects belong to the accounts of the partners
that facilitate it now; a partner's file to its own account. Accounts are those of organisations.
"""

from __future__ import annotations

import re

from registry.link import Record, Registry

_HEAD = "# Made by `make owners` from forge_account of partners; later lines win.\n"


def is_ours(text: str) -> bool:
    """Whether a file was made by :func:`codeowners`."""
    return text.startswith(_HEAD)


def codeowners(registry: Registry, prefix: str = "") -> str:
    """The file's text, one line a path; empty when no partner names an account.

    ``prefix`` leads from the root of the repository to the site.
    """
    lines: dict[str, list[str]] = {}
    for partner in registry.of_kind("partner"):
        _add(lines, partner.path, [partner])
    for commission in registry.of_kind("commission"):
        facilitators = [
            registry.get("partner", entry["partner"])
            for entry in commission.data.get("facilitators", ())
            if "end_date" not in entry
        ]
        _add(lines, commission.path, facilitators)
        for kind, field in (("meeting", "commission"), ("project", "commissions")):
            for reference in registry.references_to(commission, kind, field):
                _add(lines, reference.record.path, facilitators)
    told = [f"/{_escaped(prefix + path)} {' '.join(accounts)}\n" for path, accounts in sorted(lines.items())]
    return _HEAD + "".join(told) if told else ""


def _escaped(path: str) -> str:
    return re.sub(r"([\\ \[\]*?!#])", r"\\\1", path)


def _add(lines: dict[str, list[str]], path: str, partners: list[Record]) -> None:
    for partner in partners:
        account = partner.data.get("forge_account")
        if account and not partner.hidden and account not in lines.setdefault(path, []):
            lines[path].append(account)
