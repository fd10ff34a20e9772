import logging
import re

SECRET_KEYS = ("password", "passwd", "token", "secret", "authorization", "api_key", "otp")
_PAIR = re.compile(r"(?i)\b(%s)\b(['\"]?\s*[=:]\s*)(\S+)" % "|".join(SECRET_KEYS))
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b")
_PAN = re.compile(r"\b\d{13,19}\b")


def redact(text: str) -> str:
    text = _PAIR.sub(r"\1\2***", text)
    text = _IBAN.sub("***", text)
    return _PAN.sub("***", text)


class RedactingFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(record.getMessage())
        record.args = ()
        return True


class RedactingFormatter(logging.Formatter):
    def formatException(self, ei) -> str:
        return redact(super().formatException(ei))
