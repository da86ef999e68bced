"""The one place that asks what day it is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

REGISTER_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in the register's own time zone."""
    return datetime.now(REGISTER_ZONE)


def today() -> date:
    """The calendar day in Ho Chi Minh City."""
    return now().date()
