"""What the database refuses, whatever writes to it; each refusal is shown to have changed nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from delegation.bundle.recording import seal
from delegation.models import GrantEntry, GrantRecipient, InstrumentEntry, Power, PowerEntry
from units import clock, guards
from units.models import Edition, Entry, SecurityEvent, SuccessionEntry, UnitVersion, User
from units.models.edition import next_number
from units.models.entry import ReasonRequired

pytestmark = pytest.mark.usefixtures("register")


def refused(act: Callable[[], Any], message: str) -> None:
    """The act is refused by the guard of that name, and the sentence for it can be shown."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    assert message in str(caught.value)
    assert guards.sentence(caught.value) == str(guards.MESSAGES[message])


def not_replaced(act: Callable[[], Any], message: str) -> None:
    """REPLACE is SQLite's own: there a guard refuses it, PostgreSQL does not know the word."""
    if connection.vendor == "sqlite":
        refused(act, message)
    else:
        with pytest.raises(ProgrammingError), transaction.atomic():
            act()


def execute(statement: str) -> Callable[[], Any]:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return act


@pytest.mark.parametrize("model", [UnitVersion, SuccessionEntry, InstrumentEntry, PowerEntry, GrantEntry])
def test_a_recorded_entry_is_not_deleted(model: type[Entry]) -> None:
    before = model.objects.count()
    refused(execute(f"DELETE FROM {model._meta.db_table}"), "entry_not_deleted")
    assert model.objects.count() == before


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("delegation_powerentry", "title = 'khác'"),
        ("delegation_powerentry", "delegable = NOT delegable"),
        ("delegation_grantentry", "valid_from = NULL"),
        ("delegation_grantentry", "territory_id = NULL, limits = 'floors<1'"),
        ("delegation_grantentry", "recorded_in_id = NULL"),
        ("units_unitversion", "name = name || '.'"),
    ],
)
def test_a_recorded_entry_is_not_changed(table: str, change: str) -> None:
    refused(execute(f"UPDATE {table} SET {change}"), "entry_not_changed")


def test_a_change_by_the_orm_is_refused_too() -> None:
    entry = PowerEntry.objects.recorded().order_by("id")[0]
    title, entry.title, entry._change_reason = entry.title, "khác", "thử"
    refused(entry.save, "entry_not_changed")
    assert PowerEntry.objects.get(pk=entry.pk).title == title


def test_an_identity_with_entries_cannot_be_deleted() -> None:
    entry = PowerEntry.objects.recorded().order_by("id")[0]
    with pytest.raises(ProtectedError):
        entry.power.delete()


def test_recipients_share_the_fate_of_their_grant() -> None:
    before = GrantRecipient.objects.count()
    entry = GrantEntry.objects.recorded().order_by("id")[0]
    office = "79@2016-01-01/committee"
    refused(execute("DELETE FROM delegation_grantrecipient"), "entry_not_deleted")
    refused(execute(f"UPDATE delegation_grantrecipient SET office_id = '{office}'"), "entry_not_changed")
    refused(lambda: GrantRecipient.objects.create(entry=entry, office_id=office), "edition_sealed")
    assert GrantRecipient.objects.count() == before


def test_nothing_joins_a_sealed_edition() -> None:
    entry = PowerEntry.objects.recorded().order_by("id")[0]
    values = {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}
    values["power_id"] = Power.objects.create(key="mới").pk
    refused(lambda: PowerEntry.objects.bulk_create([PowerEntry(**{**values, "id": None})]), "edition_sealed")
    refused(execute("UPDATE delegation_powerentry SET replaced_in_id = recorded_in_id"), "edition_sealed")


def test_an_entry_is_replaced_once() -> None:
    entry = PowerEntry.objects.recorded().order_by("id")[0]
    number = next_number()
    assert PowerEntry.objects.filter(pk=entry.pk).update(replaced_in=number) == 1
    seal(number, kind="withdrawal", acting_user=None, actor_name="tests", reason="thử")
    refused(execute("UPDATE delegation_powerentry SET replaced_in_id = NULL"), "entry_not_changed")
    assert not PowerEntry.objects.recorded().filter(pk=entry.pk).exists()
    assert PowerEntry.objects.recorded(number - 1).filter(pk=entry.pk).exists()


def test_editions_are_not_changed_and_follow_each_other() -> None:
    latest = Edition.objects.get(number=Edition.objects.latest_number())
    refused(execute("UPDATE units_edition SET reason = 'khác'"), "edition_not_changed")
    refused(execute("DELETE FROM units_edition"), "edition_not_changed")
    earlier = Edition(
        number=latest.number + 1,
        previous=latest,
        kind="publication",
        recorded_at=latest.recorded_at - timedelta(seconds=1),
        actor_name="tests",
        reason="thử",
    )
    refused(earlier.save, "edition_in_order")


@pytest.mark.parametrize("values", [{"number": 9}, {"previous": None}, {"reason": ""}, {"actor_name": ""}])
def test_editions_are_numbered_without_a_gap_and_say_why(values: dict[str, Any]) -> None:
    latest = Edition.objects.get(number=Edition.objects.latest_number())
    good = {"number": latest.number + 1, "previous": latest, "actor_name": "tests", "reason": "thử"}
    edition = Edition(
        kind="publication", recorded_at=latest.recorded_at + timedelta(seconds=1), **{**good, **values}
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save(force_insert=True)


def test_history_is_not_rewritten() -> None:
    refused(execute("DELETE FROM delegation_historicalpowerentry"), "history_not_changed")
    refused(execute("UPDATE delegation_historicalpowerentry SET title = 'khác'"), "history_not_changed")


def version(**values: Any) -> Callable[[], Any]:
    known = UnitVersion.objects.recorded().filter(valid_to=None).exclude(parent=None).order_by("id")[0]
    fields = {field.attname: getattr(known, field.attname) for field in known._meta.concrete_fields}
    new = {**fields, "id": None, "recorded_in_id": next_number(), **values}
    return lambda: UnitVersion.objects.bulk_create([UnitVersion(**new)])


def test_versions_of_a_unit_do_not_overlap() -> None:
    refused(version(valid_from=date(2099, 1, 1), code="99999"), "unit_versions_apart")


def test_two_units_do_not_bear_one_code_on_a_day() -> None:
    refused(version(valid_from=date(2099, 1, 1), unit_id="79@2016-01-01"), "unit_code_once")


def test_a_period_is_ordered() -> None:
    act = version(valid_from=date(2099, 1, 2), valid_to=date(2099, 1, 2), code="99999")
    with pytest.raises(IntegrityError, match="period_ordered"), transaction.atomic():
        act()


def test_a_draft_is_free_but_says_why() -> None:
    entry = PowerEntry.objects.recorded().order_by("id")[0]
    draft = PowerEntry(
        power=entry.power,
        title="bản thảo",
        field=entry.field,
        delegable=True,
        collective=False,
        confidence="unverified",
    )
    with pytest.raises(ReasonRequired):
        draft.save()
    draft._change_reason = "soạn"
    draft.save()
    draft.title = "bản thảo khác"
    draft.save()
    draft.delete()
    assert [row.history_type for row in PowerEntry.history.filter(title__startswith="bản thảo")] == [
        "-",
        "~",
        "+",
    ]


def test_an_identity_keeps_its_key() -> None:
    refused(
        execute("UPDATE delegation_power SET key = 'khác' WHERE key = 'chung-thuc.01'"),
        "identity_not_changed",
    )
    refused(execute("DELETE FROM units_unit"), "identity_not_changed")


def test_who_wrote_a_line_of_history_is_not_rewritten() -> None:
    another = User.objects.create(username="another")
    statement = f"UPDATE delegation_historicalpowerentry SET history_user_id = {another.pk}"
    refused(execute(statement), "history_not_changed")


@pytest.fixture
def event() -> SecurityEvent:
    author = User.objects.create(username="author")
    return SecurityEvent.objects.create(
        kind=SecurityEvent.Kind.RIGHT_GIVEN,
        at=clock.now(),
        actor=author,
        actor_name="author",
        details={"a": 1},
    )


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM units_securityevent",
        "UPDATE units_securityevent SET actor_name = 'khác'",
        "UPDATE units_securityevent SET details = '{}'",
        "UPDATE units_securityevent SET at = '2020-01-01'",
        "UPDATE units_securityevent SET actor_id = (SELECT MIN(id) FROM units_user WHERE username = 'another')",
    ],
)
def test_the_security_log_is_not_rewritten(event: SecurityEvent, change: str) -> None:
    User.objects.create(username="another")
    before = list(SecurityEvent.objects.values())
    refused(execute(change), "security_event_not_changed")
    not_replaced(execute(copied("units_securityevent", kind="'x'")), "security_event_not_changed")
    assert list(SecurityEvent.objects.values()) == before


def test_an_account_may_go_and_what_it_did_stays(event: SecurityEvent) -> None:
    assert event.actor
    event.actor.delete()
    assert SecurityEvent.objects.get(pk=event.pk, actor=None).actor_name == "author"
    another = User.objects.create(username="another")
    refused(execute(f"UPDATE units_securityevent SET actor_id = {another.pk}"), "security_event_not_changed")


def copied(table: str, **values: str) -> str:
    """A statement that writes a row of the table over another one, but for some columns."""
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    chosen = ", ".join(values.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    first = f"SELECT MIN(id) FROM {table}"
    return f"INSERT OR REPLACE INTO {table} ({names}) SELECT {chosen} FROM {table} WHERE id = ({first})"


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("delegation_powerentry", {"recorded_in_id": "NULL"}),
        ("delegation_powerentry", {"id": "900000", "recorded_in_id": "2"}),
        ("units_unitversion", {"id": "900000", "recorded_in_id": "2", "name": "'khác'"}),
        ("delegation_instrumententry", {"id": "900000", "recorded_in_id": "2"}),
        ("delegation_relationentry", {"id": "900000", "recorded_in_id": "2"}),
        ("delegation_grantrecipient", {"entry_id": "900000"}),
    ],
)
def test_nothing_is_pushed_out_by_replacing(table: str, values: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        (before,) = cursor.fetchone()
        not_replaced(execute(copied(table, **values)), "entry_not_deleted")
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        assert cursor.fetchone() == (before,)


def test_editions_and_history_are_not_pushed_out_by_replacing() -> None:
    later = (
        "INSERT OR REPLACE INTO units_edition SELECT number, kind, '2099-01-01', 'x', 'x', NULL, previous_id"
    )
    not_replaced(execute(f"{later} FROM units_edition WHERE number = 1"), "edition_not_changed")
    columns = [field.column for field in PowerEntry.history.model._meta.concrete_fields]
    names = ", ".join(f'"{column}"' for column in columns)
    again = f"INSERT OR REPLACE INTO delegation_historicalpowerentry ({names}) SELECT {names}"
    not_replaced(execute(f"{again} FROM delegation_historicalpowerentry LIMIT 1"), "history_not_changed")


def test_a_draft_cannot_take_the_place_of_an_entry() -> None:
    entry = PowerEntry.objects.recorded().order_by("id")[0]
    values = {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}
    (draft,) = PowerEntry.objects.bulk_create([PowerEntry(**{**values, "id": None, "recorded_in_id": None})])
    not_replaced(
        execute(f"UPDATE OR REPLACE delegation_powerentry SET id = {entry.pk} WHERE id = {draft.pk}"),
        "entry_not_deleted",
    )
