from __future__ import annotations

from typing import Any

from units.models import User


def sign(record: Any, user: User, reason: str) -> None:
    """Say who makes the next change of a record, and why: django-simple-history reads both from the record itself."""
    record._change_reason = reason
    record._history_user = user
