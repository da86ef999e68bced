"""Where the grants of a power lie in time: what is past, what runs on a day, and what is still to come. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cms.drawings.scale import Scale, Stretch
from units.periods import ONE_DAY

# What has run until the day being looked at, what runs on after it, what has ended, what is yet to begin, what rests.
Phase = Literal["running", "ahead", "past", "planned", "resting"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a grant's bar. `has_end` where the bar ends because the grant does."""

    stretch: Stretch
    phase: Phase
    has_end: bool


def segments(scale: Scale, since: date, last: date | None, day: date, standing: str) -> tuple[Segment, ...]:
    """The bar of a grant on the line; `standing` is how the grant stands on the day, as cms/wording.py knows it."""
    has_end = last is not None and last < scale.last
    whole = scale.stretch(since, last)
    if standing == "not_yet":
        return (Segment(whole, "planned", has_end),)
    if standing in ("ended", "revoked"):
        return (Segment(whole, "past", has_end),)
    if standing == "suspended":
        return (Segment(whole, "resting", has_end),)
    if day >= scale.last or last == day:
        return (Segment(whole, "running", has_end),)
    return (
        Segment(scale.stretch(since, day), "running", has_end=False),
        Segment(scale.stretch(day + ONE_DAY, last), "ahead", has_end),
    )
