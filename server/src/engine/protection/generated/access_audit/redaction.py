"""
Takes secrets out of a line of a log: what stands behind a name that means nothing else, and numbers of cards and accounts
that pass their checksum and stand near a word that says so. Anything less sure stays, since a log that lies is of no use.
"""

from __future__ import annotations

import re
from collections.abc import Callable

REDACTED = "[redacted]"

KEYS = (
    *("password", "passwd", "passphrase", "client_secret", "secret_key", "private_key", "api_key", "apikey"),
    *("access_token", "refresh_token", "authorization", "ssn", "social_security_number"),
    *("credit_card_number", "card_number", "cvv", "cvc", "iban"),
)
_JOINED = tuple(each.replace("_", "") for each in KEYS)
CARD_WORDS = ("card", "pan", "visa", "mastercard", "amex", "credit", "debit", "kreditkarte", "carte")
ACCOUNT_WORDS = ("iban", "account", "bank", "konto", "compte", "cuenta", "transfer", "sepa")
# How far from its number a word may stand.
NEAR = 40

# All are bounded: a line takes no longer than its length asks for. Names may be written like_this, like-this and likeThis;
# quotes may be escaped, as in JSON within JSON.
_NAMED = re.compile(
    r"""(?:(?<![A-Za-z0-9])|(?<=(?-i:[a-z0-9]))(?=(?-i:[A-Z])))"""
    r"""(?P<before>(?:%s)(?P<outer>\\{0,3}["'])?[ ]{0,3}[=:][ ]{0,3}(?:b(?=["']))?)"""
    r"""(?:(?P<open>\\{0,3}["'])(?P<quoted>(?:(?!(?P=open))(?:\\.|[^\\\n])){1,4000})(?P<close>(?P=open))?"""
    r"""|(?P<bare>(?:Bearer |Basic |Token )?(?:[^\s"'\\,;&{}()\[\]]|\\(?!["'])|\(|\)(?=\w)|,(?!\s|[\w.-]{1,40}[=:]|["'{\[]|$)){1,4000}))"""
    % "|".join(each.replace("_", "[_-]?") for each in KEYS),
    re.IGNORECASE,
)
_NOTHING = ("None", "null", "True", "False", "true", "false", REDACTED)
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){14,15}(?![\w-])")
# What the networks mostly give out: of random numbers every tenth passes the checksum.
_ISSUED = re.compile(r"4\d{15}|3[47]\d{13}|(?:5[1-5]|2[2-7]|6[25])\d{14}|6011\d{12}")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d\d(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")


def redacted(text: str) -> str:
    # Most lines hold no such word at all, which is told in no time.
    lowered = text.lower()
    joined = lowered.replace("_", "").replace("-", "")
    if any(each in joined for each in _JOINED):
        text = _NAMED.sub(_without_value, text)
    for number, words, is_valid in ((_CARD, CARD_WORDS, _is_card), (_ACCOUNT, ACCOUNT_WORDS, _is_account)):
        if any(each in lowered for each in words):
            text = _without_numbers(number, words, is_valid, text)
    return text


def _without_value(match: re.Match[str]) -> str:
    """What was a string stays one, and what stands in JSON becomes one, so that it can still be read."""
    if (match["quoted"] or match["bare"]) in _NOTHING:
        return match[0]
    if match["open"]:
        return match["before"] + match["open"] + REDACTED + (match["close"] or "")
    quote = match["outer"] or ""
    return match["before"] + quote + REDACTED + quote


def _without_numbers(
    number: re.Pattern[str], words: tuple[str, ...], is_valid: Callable[[str], bool], text: str
) -> str:
    def replace(match: re.Match[str]) -> str:
        start, end = match.span()
        around = text[max(0, start - NEAR) : start] + " " + text[end : end + NEAR]
        is_said = any(each in words for each in re.findall(r"[a-z]+", around.lower()))
        if not is_said or not is_valid(match[0]):
            return match[0]
        return '"%s"' % REDACTED if text[:start].rstrip().endswith('":') else REDACTED

    return number.sub(replace, text)


def _is_card(text: str) -> bool:
    digits = [int(each) for each in text if each.isdigit()]
    doubled = [sum(divmod(2 * each, 10)) for each in digits[-2::-2]]
    is_issued = _ISSUED.fullmatch("".join(map(str, digits))) is not None
    return is_issued and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_account(text: str) -> bool:
    compact = text.replace(" ", "")
    return int("".join(str(int(each, 36)) for each in compact[4:] + compact[:4])) % 97 == 1
