"""django-simple-history's `as_of` on the same rows: "what did the register say of this power at that time".

It gives the rows of the grants alone, without recipients and changes, and knows nothing of the day of effect.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from delegation.models import GrantEntry


def grants_as_of(power: str, moment: datetime) -> list[Any]:
    """The entries of a power's grants as they stood at a moment, by simple-history."""
    entries: Any = GrantEntry
    return list(entries.history.as_of(moment).filter(power_id=power))


def grants_recorded(power: str, edition: int) -> list[Any]:
    """The same by the register's own editions, for comparison."""
    return list(GrantEntry.objects.recorded(edition).filter(power=power))
