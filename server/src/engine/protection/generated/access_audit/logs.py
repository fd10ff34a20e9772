"""What the settings do with ``LOGGING``: ``LOGGING = with_access_audit(LOGGING)``. Nothing of Django is needed here."""

from __future__ import annotations

import json
import logging
import logging.config
from datetime import datetime, timezone
from typing import Any

from .redaction import redacted

_HERE = __name__


class AccessFormatter(logging.Formatter):
    """One JSON object a line, made of what the audit hands over and of nothing else of a record."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        return json.dumps({"at": at, **getattr(record, "access", {"event": "unknown"})})


class RedactingFormatter(logging.Formatter):
    """
    Leaves the layout to another formatter, and takes out of the result what is surely secret. A filter would not see the
    text of exceptions.
    """

    def __init__(self, inner: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__()
        self.inner = logging.config.DictConfigurator({"version": 1}).configure_formatter(dict(inner or {}))

    def format(self, record: logging.LogRecord) -> str:
        return redacted(self.inner.format(record))


def with_access_audit(config: dict[str, Any], filename: str | None = None) -> dict[str, Any]:
    """
    The same configuration, with the log ``access_audit`` and with formatters that redact. Handlers, levels and ``propagate`` stay as
    they are. Events go to ``filename``, or to standard error. Where there is no configuration, so does what Django tells of security.
    """
    if not config:
        security = {"handlers": ["console"], "level": "INFO"}
        config = {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"console": {"class": "logging.StreamHandler"}},
            "loggers": {"django.security": security},
        }
    formatters = {name: _redacting(each) for name, each in config.get("formatters", {}).items()}
    handlers = dict(config.get("handlers", {}))
    for name, handler in handlers.items():
        # Others may bring a formatter of their own.
        if "formatter" not in handler and str(handler.get("class", "")).startswith(("logging.", "django.")):
            handlers[name] = {**handler, "formatter": "redacted"}
    target: dict[str, Any] = {"class": "logging.StreamHandler"}
    if filename is not None:
        target = {"class": "logging.handlers.WatchedFileHandler", "filename": filename}
    return {
        **config,
        "formatters": {
            **formatters,
            "redacted": _redacting({}),
            "access_audit": {"()": _HERE + ".AccessFormatter"},
        },
        "handlers": {**handlers, "access_audit": {**target, "formatter": "access_audit"}},
        "loggers": {
            **config.get("loggers", {}),
            "access_audit": {"handlers": ["access_audit"], "level": "INFO", "propagate": False},
        },
    }


def _redacting(formatter: dict[str, Any]) -> dict[str, Any]:
    if formatter.get("()") in (_HERE + ".RedactingFormatter", _HERE + ".AccessFormatter"):
        return formatter
    return {"()": _HERE + ".RedactingFormatter", "inner": formatter}
