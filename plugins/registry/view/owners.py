"""CODEOWNERS, as GitHub, GitLab and Forgejo read it: who is asked to review which file.

A commission's file and those of its meetings and projects belong to the accounts of the partners
that facilitate it now; a partner's file to its own account. Accounts are those of organisations.
"""

from __future__ import annotations

from registry.link import Record, Registry

_HEAD = "# Made by `make codeowners` from forge_account of partners; later lines win.\n"


def codeowners(registry: Registry) -> str:
    """The file's text, one line a path; only the head when no partner names an account."""
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
    return _HEAD + "".join(f"/{path} {' '.join(accounts)}\n" for path, accounts in sorted(lines.items()))


def _add(lines: dict[str, list[str]], path: str, partners: list[Record]) -> None:
    for partner in partners:
        account = partner.data.get("forge_account")
        if account and not partner.hidden and account not in lines.setdefault(path, []):
            lines[path].append(account)
