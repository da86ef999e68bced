from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from delegation.register import Register
from units.guards import sentence
from units.models import Edition, UnitVersion


def test_the_small_register_is_there(register: Register) -> None:
    assert Edition.objects.latest_number() == 1
    assert register.powers


@pytest.mark.parametrize("table", ["first", "second"])
def test_what_a_test_records_is_undone_after_it(register: Register, table: str) -> None:
    assert Edition.objects.count() == 1
    previous = Edition.objects.get()
    Edition.objects.create(
        number=2,
        previous=previous,
        kind="publication",
        recorded_at=previous.recorded_at.replace(year=9000),
        actor_name="tests",
        reason="tests",
    )


def test_a_recorded_entry_cannot_be_deleted(register: Register) -> None:
    before = UnitVersion.objects.count()
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        UnitVersion.objects.all()._raw_delete("default")
    assert sentence(refused.value)
    assert UnitVersion.objects.count() == before
