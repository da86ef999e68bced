from __future__ import annotations

import pytest
from django.db import connection

from units.guards import MESSAGES, guards, guards_for

pytestmark = pytest.mark.django_db

_INSTALLED = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal",
}


def test_every_guard_stands_in_the_migrated_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_INSTALLED[connection.vendor])
        installed = set(cursor.fetchall())
    assert {(guard.name, guard.table) for guard in guards_for(connection)} <= installed


def test_every_guard_has_its_sentence_and_a_name_of_its_own() -> None:
    names = [guard.name for guard in guards()]
    assert len(names) == len(set(names))
    assert {guard.message for guard in guards()} <= MESSAGES.keys()
