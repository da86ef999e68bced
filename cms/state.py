"""What every public page depends on beside its address: the newest edition, the editors' last word, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import connection
from django.db.models import F

from cms.models.content import ContentVersion
from units.clock import REGISTER_ZONE, now


@dataclass(frozen=True, slots=True)
class State:
    """What pages are made from, by number, and the day on which they are."""

    edition: int
    content: int
    day: date

    @property
    def changed_at(self) -> datetime:
        """The beginning of the day: before it no page of this state can have been made."""
        return datetime.combine(self.day, time.min, REGISTER_ZONE).astimezone(UTC)


def state_now() -> State:
    """The state, in one statement: every request asks for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT MAX(number) FROM units_edition), (SELECT MAX(number) FROM cms_contentversion)"
        )
        edition, content = cursor.fetchone()
    return State(edition or 0, content or 0, now().astimezone(REGISTER_ZONE).date())


def note_change() -> None:
    """Say that something changed which public pages show and no edition records: pages, settings, redirects."""
    version, is_new = ContentVersion.objects.get_or_create(pk=1, defaults={"number": 1})
    if not is_new:
        ContentVersion.objects.filter(pk=version.pk).update(number=F("number") + 1)
