"""What instruments do to each other stands in one order, whatever the database puts first."""

from __future__ import annotations

from datetime import date

from cms.catalog import Catalog
from cms.sheets.instrument import instrument_sheet
from delegation.models import RelationEntry

AMENDED = "nd-151-2025"


def test_what_has_no_day_of_its_own_stands_before_what_has_one(catalog: Catalog) -> None:
    acting = RelationEntry.objects.filter(target=AMENDED, relation="amends")
    days = [row.on for row in instrument_sheet(catalog, AMENDED, date(2026, 11, 28), {}).undergoes]
    assert set(days) == {None, *acting.exclude(on=None).values_list("on", flat=True)}
    assert days == [None, *sorted(day for day in days if day)]
