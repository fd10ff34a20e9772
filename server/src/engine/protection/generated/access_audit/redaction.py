"""
Takes secrets out of a line of a log: what stands behind a name that means nothing else, and numbers of cards and accounts
that pass their checksum and stand near a word that says so. Anything less sure stays, since a log that lies is of no use.
"""

from __future__ import annotations

import re

REDACTED = "[redacted]"

_KEYS = (
    "password|passwd|passphrase|client_secret|secret_key|private_key|api_key|apikey|access_token|refresh_token"
    "|authorization|ssn|social_security_number|credit_card_number|card_number|cvv|cvc|iban"
)
# Bounded throughout: no line takes longer than its length.
_NAMED = re.compile(
    r"""(?<![A-Za-z0-9])((?:%s)["']?[ ]?[=:][ ]?)((?:Bearer |Basic |Token )?(?:"[^"\n]{1,500}"|'[^'\n]{1,500}'|[^\s"',;&{}()\[\]]{1,500}))"""
    % _KEYS,
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
_CARD_WORD = re.compile(r"\b(?:card|cards|pan|visa|mastercard|amex|credit|debit|kreditkarte|carte)\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d\d(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
_ACCOUNT_WORD = re.compile(r"\b(?:iban|account|bank|konto|compte|cuenta|transfer|sepa)\b", re.IGNORECASE)
# How far from its number a word may stand.
_NEAR = 40


def redacted(text: str) -> str:
    text = _NAMED.sub(lambda match: match[0] if match[2] in _EMPTY else match[1] + REDACTED, text)
    text = _numbers(_CARD, _CARD_WORD, _is_card, text)
    return _numbers(_ACCOUNT, _ACCOUNT_WORD, _is_account, text)


_EMPTY = ("None", "null", "True", "False", "true", "false", REDACTED)


def _numbers(number: re.Pattern[str], word: re.Pattern[str], is_valid, text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        around = text[max(0, match.start() - _NEAR) : match.start()] + " " + text[match.end() : match.end() + _NEAR]
        return REDACTED if word.search(around) and is_valid(match[0]) else match[0]

    return number.sub(replace, text)


def _is_card(text: str) -> bool:
    digits = [int(each) for each in text if each.isdigit()]
    doubled = [sum(divmod(2 * each, 10)) for each in digits[-2::-2]]
    return len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_account(text: str) -> bool:
    compact = text.replace(" ", "")
    return int("".join(str(int(each, 36)) for each in compact[4:] + compact[:4])) % 97 == 1
