"""E-mail addresses that persons have, at providers where anybody gets one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from registry.validate.privacy.found import Found, squeezed
from registry.validate.privacy.words import Words, alternatives

PROVIDERS = """
    9online aliceadsl aol bbox bluewin blueyonder btinternet caramail cegetel club-internet fastmail free
    freenet gmail gmx googlemail hey hotmail hushmail icloud internode keemail laposte libero live mac mail
    mailbox mailo me msn neuf ntlworld numericable orange outlook pm post posteo proton protonmail pt
    rocketmail seznam sfr sky skynet t-online talktalk tele2 telenet tiscali tuta tutanota virgilio
    virginmedia vo voila wanadoo web yahoo yandex ymail zoho
""".split()  # noqa: SIM905
"""Names of mail providers, before the last dot of their hosts; those of countries where networks are likely."""
_ENDINGS = r"(?:co\.uk|com\.[a-z]{2}|com|fr|net|org|de|be|ch|lu|it|es|pt|at|nl|eu|me|cz|uk|ie|pl|ru|ca|us|email|lu)"
_LOCAL = re.compile(r"[\w.+%-]{1,64}\Z")
_SHORTEST = 4
"""Characters of a name that an address must hold to be its organisation's."""


def hosts(words: Words) -> re.Pattern[str]:
    """A provider behind an « at », which may be a word that hides it from programs: « (at) gmail (dot) com »."""
    at, dot = alternatives(words.at), alternatives(words.dot)
    return re.compile(
        rf"(?:\s{{0,2}}@\s{{0,2}}|\s{{0,2}}[(\[{{<]\s?(?:@|{at})\s?[)\]}}>]\s{{0,2}}|\s{{1,2}}(?:{at})\s{{1,2}})"
        rf"(?P<name>{'|'.join(map(re.escape, PROVIDERS))})"
        rf"(?:\.|\s{{0,2}}[(\[{{<]\s?(?:\.|{dot})\s?[)\]}}>]\s{{0,2}}|\s{{1,2}}(?:{dot})\s{{1,2}})"
        rf"{_ENDINGS}(?![\w-]|\.\w)",
        re.IGNORECASE,
    )


def mail(text: str, hosts: re.Pattern[str], generic: tuple[str, ...], own: Collection[str]) -> Iterator[Found]:
    """Every address of a person in ``text``: at a provider's of ``hosts``, unless it begins with a word of ``generic``
    or holds one of the ``own`` names of the organisation, both without blanks and signs."""
    for host in hosts.finditer(text):
        local = _LOCAL.search(text, max(0, host.start() - 64), host.start())
        if local is None:
            continue
        name = squeezed(local[0])
        if not name.startswith(generic) and not any(len(it) >= _SHORTEST and it in name for it in own):
            key = text[local.start() : host.end()].casefold()
            yield Found("email", local.start(), host.end(), key, f"{local[0][:1]}…@{host['name']}…")
