"""The typography of one plain text: no-break spaces, apostrophes, dashes, quotes, by language.

Each rule is a linear pattern that runs only on a text that holds its sign. Addresses (web, e-mail, files) are
never touched, nor is a colon or full stop inside a word, so that « 18:30 » and « 3.11 » stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

__all__ = ["NARROW", "NO_BREAK", "typeset", "typography"]

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_SPACES = " \u00a0\u2009\u202f"
"""What an editor may have typed where a no-break space belongs; line ends stay."""
# Each pattern begins with a plain set of characters, and looks back from there: so the search leaps to them.
_S = f"[{_SPACES}]"
_RUN = f"{_S}(?<!{_S}.){_S}*+"
_LETTER = r"[^\W\d_]"
_OPENING = re.compile(rf"«{_S}*+(?!\n)")
_SPACE_BEFORE_CLOSING = re.compile(rf"{_S}(?<![{_SPACES}\n].){_S}*+»")
_NO_SPACE_BEFORE_CLOSING = re.compile(rf"»(?<![{_SPACES}\n].)")
_SPACE_BEFORE_HIGH = re.compile(rf"{_RUN}(?=[;!?]++(?![\w/&]))")
_NO_SPACE_BEFORE_HIGH = re.compile(r"[;!?](?<=[\w»)\]%€°…][;!?])(?=[;!?]*+(?:[\s»)\]’”\",.]|\Z))")
_SPACE_BEFORE_COLON = re.compile(rf"{_RUN}(?=:(?:[\s«]|\Z))")
_SPACE_BEFORE_UNIT = re.compile(
    rf"([0-9]){_S}++(?=(?:%|‰|€|k€|M€|[kcm]?m[²³]?|ha|[kK]m/h|[km]?g|[cm]?[lL]|[kMGT]o|[kM]?Wh?|min|h|°C?)"
    r"(?![\w'’/-]|[.,]\w))"
)
_NO_SPACE_BEFORE_SIGN = re.compile(r"[%€](?<=[0-9].)(?!\w)")
_SPACE_AFTER_HOUR = re.compile(rf"h(?<=[0-9]{NO_BREAK}h){_S}++(?=[0-5][0-9](?![0-9]))")
_NUMBER = re.compile(rf"[1-9](?<![\w.,+].)(?<!\d{_S}.)[0-9]{{0,2}}(?:{_S}[0-9]{{3}})+(?![0-9]|{_S}[0-9]{{3}})")
_SPACE = re.compile(_S)
_ORDER = re.compile(rf"([nN](?<!\w.)[°º]){_S}*+(?=\w)")
_TITLE = re.compile(rf"([MDP](?<![\w.’'].)(?:(?<=M)(?:M?\.|mes?|lles?|e)|(?<=[DP])r)){_S}++(?=[A-ZÀ-ÖØ-ÞŒŸ])")
_DASH = re.compile(rf"{_S}(?<=[^\W\d_»)…].)-{_S}(?=[^\W\d_«(])|(?<=\d) - (?={_LETTER})")
_APOSTROPHE = re.compile(rf"'(?<={_LETTER}')(?=[\w«“\"])")
_ELISION_AT_END = re.compile(rf"'(?<={_LETTER}')\Z")
"""In French what follows is an element of its own: « l'<em>utopie</em> »."""
_ELLIPSIS = re.compile(r"\.\.\.(?<!\.\.\.\.)(?!\.)")
_QUOTED = re.compile(r'"(?<![\w"]")(?=[^\s"])([^"“”\n]*+)(?<=\S)"(?![\w"])')
_PLURAL_OWNER = re.compile(r"'(?<=\ws')(?=[\s,.;:)]|\Z)")
_QUOTE_BEGINS = re.compile(r"'(?<!\w')(?=\w)")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|\\|\A[(\[«]?[.~]{0,2}/\w|\w\.[^\W\d]\w|\w/[^\s/]+/|&#?\w+;")
"""What makes a word an address or a code: `index.html` does, `A.T.H.E.N.E.S.`, `3.11` and `et/ou` do not."""
_MAY_BE_ADDRESS = re.compile(r"[/@\\&.](?:(?<!\.)|(?<=\w\.)[^\W\d]\w)")
# What a text must hold for a rule to change it, as far as the search for it is quicker than the rule.
_ANY_SIGN = re.compile(r"""['"«»;!?:°ºMDP0-9-]""")
_SPACED_SIGN = re.compile(rf"[;!?:](?<={_S}.)")
_SPACED_HYPHEN = re.compile(rf"-{_S}")
_DIGIT = re.compile("[0-9]")


@lru_cache(maxsize=2048)
def typography(text: str, language: str) -> str:
    """As `typeset`; repeated texts are kept."""
    return typeset(text, language)


def typeset(text: str, language: str) -> str:
    """`text`, one run of plain text without markup, as `language` sets it; idempotent, linear in its length.

    French and English are known; a text in any other language comes back as it is.
    """
    rules = _rules(language)
    if rules is None or not (_ANY_SIGN.search(text) or "..." in text):
        return text
    if not _MAY_BE_ADDRESS.search(text):
        return rules(text)
    parts = []
    start = 0
    for word in _WORD.finditer(text):
        if _MAY_BE_ADDRESS.search(word[0]) and _ADDRESS.search(word[0]):
            parts += [rules(text[start : word.start()]), word[0]]
            start = word.end()
    parts.append(rules(text[start:]))
    return "".join(parts)


@lru_cache
def _rules(language: str) -> Callable[[str], str] | None:
    return _RULES.get(re.split("[-_]", language, maxsplit=1)[0].lower())


def _french(text: str) -> str:
    text = _both(text)
    if text.endswith("'"):
        text = _ELISION_AT_END.sub("’", text)
    if "«" in text or "»" in text:
        text = _OPENING.sub("«" + NO_BREAK, text)
        text = _SPACE_BEFORE_CLOSING.sub(NO_BREAK + "»", text)
        text = _NO_SPACE_BEFORE_CLOSING.sub(NO_BREAK + "»", text)
    if ";" in text or "!" in text or "?" in text:
        if _SPACED_SIGN.search(text):
            text = _SPACE_BEFORE_HIGH.sub(NARROW, text)
        text = _NO_SPACE_BEFORE_HIGH.sub(NARROW + r"\g<0>", text)
    if ":" in text and _SPACED_SIGN.search(text):
        text = _SPACE_BEFORE_COLON.sub(NO_BREAK, text)
    if "°" in text or "º" in text:
        text = _ORDER.sub(r"\1" + NO_BREAK, text)
    if "M" in text or "Dr" in text or "Pr" in text:
        text = _TITLE.sub(r"\1" + NO_BREAK, text)
    if "-" in text and _SPACED_HYPHEN.search(text):
        text = _DASH.sub(" – ", text)
    if _DIGIT.search(text):
        text = _SPACE_BEFORE_UNIT.sub(r"\1" + NO_BREAK, text)
        if "%" in text or "€" in text:
            text = _NO_SPACE_BEFORE_SIGN.sub(NO_BREAK + r"\g<0>", text)
        if "h" in text:
            text = _SPACE_AFTER_HOUR.sub("h" + NO_BREAK, text)
        text = _NUMBER.sub(lambda number: _SPACE.sub(NARROW, number[0]), text)
    return text


def _english(text: str) -> str:
    text = _both(text)
    if '"' in text:
        text = _QUOTED.sub(r"“\1”", text)
    if "'" in text and not _QUOTE_BEGINS.search(text):
        text = _PLURAL_OWNER.sub("’", text)
    return text


def _both(text: str) -> str:
    if "'" in text:
        text = _APOSTROPHE.sub("’", text)
    if "..." in text:
        text = _ELLIPSIS.sub("…", text)
    return text


_RULES: dict[str, Callable[[str], str]] = {"fr": _french, "en": _english}
