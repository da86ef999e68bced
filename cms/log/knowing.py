"""The form that asks for a page as it was known on a day, at a time. Pure but for the translated words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.utils.translation import gettext

from cms.addresses import EDITION
from cms.days import BadDay, bad_day_sentence, read_day
from cms.matching import clean
from units.clock import REGISTER_ZONE

_TIME: Final = re.compile(r"(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?", re.ASCII | re.IGNORECASE)
_HOME: Final = "/"


@dataclass(frozen=True, slots=True)
class Knowing:
    """What was asked: a page of the register, and the moment; None where it cannot be read, and `problem` says why."""

    page: str
    day: str
    time: str
    moment: datetime | None = None
    problem: str = ""


def read_knowing(sent: Mapping[str, str], now: datetime) -> Knowing:
    """What a form sent as trang, ngay and gio; without a time the end of the day is meant."""
    page = _page(sent.get("trang", ""))
    day, hour = clean(sent.get("ngay", "")), clean(sent.get("gio", ""))
    if not day:
        return Knowing(page, day, hour)
    try:
        moment = datetime.combine(read_day(day), _time(hour), REGISTER_ZONE)
    except BadDay as bad:
        return Knowing(page, day, hour, problem=bad_day_sentence(bad.text))
    except ValueError:
        words = gettext("“%s” không phải là một giờ trong ngày. Hãy viết giờ như 14:30, hoặc để trống.")
        return Knowing(page, day, hour, problem=words % hour[:20])
    if moment > now + timedelta(days=1):
        words = gettext("Lúc đó chưa đến, nên chưa biết sổ sẽ ghi gì. Hãy chọn một lúc đã qua.")
        return Knowing(page, day, hour, problem=words)
    return Knowing(page, day, hour, moment)


def _time(text: str) -> time:
    """14:30, 14h30 or 14h; empty: the last instant of the day. Raises ValueError."""
    if not text:
        return time.max
    written = _TIME.fullmatch(text)
    if written is None:
        raise ValueError(text)
    return time(int(written[1]), int(written[2] or 0))


def _page(text: str) -> str:
    """A page of this register, without an edition; anything else means the front door."""
    if not text.startswith("/") or text.startswith("//") or not text.isprintable() or set(text) & set(" \\"):
        return _HOME
    parts = urlsplit(text)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != EDITION]
    return f"{parts.path}?{urlencode(query)}" if query else parts.path
