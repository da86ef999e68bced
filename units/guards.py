"""What the database itself refuses, whatever writes to it: triggers on SQLite and on PostgreSQL.

A recorded entry is not deleted and does not change, but for being replaced once; nothing joins or leaves a sealed
edition; versions of a unit do not overlap, and no two units bear one code on a day. The triggers are put in place
after every migration, because rebuilding a table on SQLite drops them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from units.models.edition import Edition
from units.models.entry import IS_CURRENT, Entry, EntryPart
from units.models.security_event import SecurityEvent
from units.models.unit import UnitVersion

MESSAGES: Final[dict[str, Promise | str]] = {
    "entry_not_deleted": _("Mục đã ghi sổ không được xóa; hãy đính chính hoặc rút bằng một lần ghi sổ mới."),
    "entry_not_changed": _("Mục đã ghi sổ không được sửa; hãy đính chính bằng một lần ghi sổ mới."),
    "edition_sealed": _("Lần ghi sổ này đã khóa; không thêm hoặc bớt được mục nào nữa."),
    "edition_not_changed": _("Lần ghi sổ đã khóa không được sửa hoặc xóa."),
    "edition_in_order": _("Lần ghi sổ phải sau lần trước đó."),
    "history_not_changed": _("Lịch sử không được sửa hoặc xóa."),
    "identity_not_changed": _("Mã đã dùng trong sổ không được đổi hoặc xóa."),
    "security_event_not_changed": _("Nhật ký bảo mật không được sửa hoặc xóa."),
    "unit_versions_apart": _("Hai phiên bản của một đơn vị không được chồng lên nhau."),
    "unit_code_once": _("Hai đơn vị không được mang cùng một mã trong cùng một ngày."),
}


@dataclass(frozen=True)
class Guard:
    """One trigger: when an event meets a condition on a table, the statement is refused under a name of MESSAGES."""

    message: str
    table: str
    timing: str
    event: str
    condition: str
    only_sqlite: bool = False

    @property
    def name(self) -> str:
        """The trigger's name: unique, and within the 63 letters that PostgreSQL allows."""
        full = f"{self.message}_{self.event.lower()}_{self.table}"
        return f"{full[:54]}_{hashlib.sha256(full.encode()).hexdigest()[:8]}"


def guards_for(connection: BaseDatabaseWrapper) -> Iterator[Guard]:
    """Every trigger that the present models call for on this engine."""
    return (guard for guard in guards() if connection.vendor == "sqlite" or not guard.only_sqlite)


_more: Final[list[Callable[[], Iterator[Guard]]]] = []


def add(more: Callable[[], Iterator[Guard]], messages: Mapping[str, Promise | str]) -> None:
    """Take in the guards of an app above this one, with their sentences."""
    if more not in _more:
        _more.append(more)
        MESSAGES.update(messages)


def guards() -> Iterator[Guard]:
    """Every trigger that the present models call for."""
    for model in apps.get_models():
        if issubclass(model, Entry):
            yield from _guards_of_entry(model)
            yield from _guards_against_replacing(model)
        elif issubclass(model, EntryPart):
            yield from _guards_of_part(model)
        if hasattr(model._meta, "simple_history_manager_attribute"):
            yield from _guards_of_history(model)
    for more in _more:
        yield from more()
    yield from _guards_of_identities()
    yield from _guards_of_editions()
    yield from _guards_of_unit_versions()
    yield from _guards_of_security_events()


def _guards_of_entry(model: type[models.Model]) -> Iterator[Guard]:
    table = model._meta.db_table
    recorded = "OLD.recorded_in_id IS NOT NULL"
    yield Guard("entry_not_deleted", table, "BEFORE", "DELETE", recorded)
    changed = " OR ".join(
        differs(field.column) for field in model._meta.concrete_fields if field.name != "replaced_in"
    )
    unreplaced_again = f"(OLD.replaced_in_id IS NOT NULL AND {differs('replaced_in_id')})"
    yield Guard(
        "entry_not_changed", table, "BEFORE", "UPDATE", f"{recorded} AND ({changed} OR {unreplaced_again})"
    )
    yield Guard(
        "edition_sealed", table, "BEFORE", "INSERT", _sealed("NEW.recorded_in_id", "NEW.replaced_in_id")
    )
    joins = f"({differs('recorded_in_id')} AND {_sealed('NEW.recorded_in_id')})"
    leaves = f"({differs('replaced_in_id')} AND {_sealed('NEW.replaced_in_id')})"
    yield Guard("edition_sealed", table, "BEFORE", "UPDATE", f"{joins} OR {leaves}")


def _guards_against_replacing(model: type[models.Model]) -> Iterator[Guard]:
    """On SQLite, what REPLACE would push out: it deletes the rows in its way without asking the DELETE triggers."""
    table = model._meta.db_table
    recorded = "other.recorded_in_id IS NOT NULL"
    same = f"EXISTS (SELECT 1 FROM {table} other WHERE other.id = NEW.id AND {recorded})"
    in_the_way = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} other WHERE {recorded} AND other.replaced_in_id IS NULL"
        f" AND other.id <> NEW.id AND {_same_key(model, rule)})"
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.condition == IS_CURRENT
    )
    pushed_out = f"(NEW.recorded_in_id IS NOT NULL AND NEW.replaced_in_id IS NULL AND ({in_the_way}))"
    yield Guard("entry_not_deleted", table, "BEFORE", "INSERT", f"{same} OR {pushed_out}", only_sqlite=True)
    moved = f"(NEW.id <> OLD.id AND {same})"
    unnumbered = "typeof(NEW.replaced_in_id) NOT IN ('null', 'integer')"
    condition = f"{moved} OR {unnumbered} OR {pushed_out}"
    yield Guard("entry_not_deleted", table, "BEFORE", "UPDATE", condition, only_sqlite=True)


def _same_key(model: type[models.Model], rule: models.UniqueConstraint) -> str:
    """Whether two rows meet in a unique key. What identifies an entry may be unknown and the same all the same."""
    same = "IS" if rule.name.endswith("one_current") else "="
    columns = [model._meta.get_field(name).column for name in rule.fields]  # type: ignore[union-attr]
    return " AND ".join(f'other."{column}" {same} NEW."{column}"' for column in columns)


def _guards_of_identities() -> Iterator[Guard]:
    """An identity keeps its key for ever, and stays as long as an entry speaks of it."""
    spoken_of: dict[str, list[str]] = defaultdict(list)
    for model in apps.get_models():
        for field in model._meta.concrete_fields if issubclass(model, Entry | EntryPart) else ():
            target: Any = field.related_model
            if field.many_to_one and not issubclass(target, Edition | Entry):
                rows = (
                    f"SELECT 1 FROM {model._meta.db_table} speaking WHERE speaking.{field.column} = OLD.key"
                )
                spoken_of[target._meta.db_table].append(f"EXISTS ({rows})")
    for table, speaking in spoken_of.items():
        yield Guard("identity_not_changed", table, "BEFORE", "DELETE", " OR ".join(speaking))
        yield Guard("identity_not_changed", table, "BEFORE", "UPDATE", differs("key"))


def _guards_of_part(model: type[models.Model]) -> Iterator[Guard]:
    table = model._meta.db_table
    parent: Any = model._meta.get_field("entry").related_model
    entries = parent._meta.db_table

    def of_entry(row: str, which: str) -> str:
        return f"EXISTS (SELECT 1 FROM {entries} entry WHERE entry.id = {row}.entry_id AND {which})"

    recorded = "entry.recorded_in_id IS NOT NULL"
    yield Guard("entry_not_deleted", table, "BEFORE", "DELETE", of_entry("OLD", recorded))
    either = f"{of_entry('OLD', recorded)} OR {of_entry('NEW', recorded)}"
    yield Guard("entry_not_changed", table, "BEFORE", "UPDATE", either)
    sealed = _sealed("entry.recorded_in_id")
    yield Guard("edition_sealed", table, "BEFORE", "INSERT", of_entry("NEW", sealed))
    same = f"EXISTS (SELECT 1 FROM {table} other WHERE other.id = NEW.id AND {of_entry('other', recorded)})"
    yield Guard("entry_not_deleted", table, "BEFORE", "INSERT", same, only_sqlite=True)
    moved = f"NEW.id <> OLD.id AND {same}"
    yield Guard("entry_not_deleted", table, "BEFORE", "UPDATE", moved, only_sqlite=True)


def _guards_of_history(model: type[models.Model]) -> Iterator[Guard]:
    history: Any = model
    trail = history.history.model._meta
    yield Guard("history_not_changed", trail.db_table, "BEFORE", "DELETE", "1 = 1")
    # The link to an account may be cut; what was done, when and why stays.
    changed = " OR ".join(
        differs(field.column) for field in trail.concrete_fields if field.name != "history_user"
    )
    forged = f"(NEW.history_user_id IS NOT NULL AND {differs('history_user_id')})"
    yield Guard("history_not_changed", trail.db_table, "BEFORE", "UPDATE", f"{changed} OR {forged}")
    same = f"EXISTS (SELECT 1 FROM {trail.db_table} other WHERE other.history_id = NEW.history_id)"
    yield Guard("history_not_changed", trail.db_table, "BEFORE", "INSERT", same, only_sqlite=True)


def _guards_of_editions() -> Iterator[Guard]:
    table = Edition._meta.db_table
    yield Guard("edition_not_changed", table, "BEFORE", "DELETE", "1 = 1")
    yield Guard("edition_not_changed", table, "BEFORE", "UPDATE", "1 = 1")
    earlier = f"EXISTS (SELECT 1 FROM {table} other WHERE other.recorded_at >= NEW.recorded_at)"
    yield Guard("edition_in_order", table, "BEFORE", "INSERT", earlier)
    in_the_way = f"EXISTS (SELECT 1 FROM {table} other WHERE other.number >= NEW.number)"
    yield Guard("edition_not_changed", table, "BEFORE", "INSERT", in_the_way)


def _guards_of_security_events() -> Iterator[Guard]:
    log = SecurityEvent._meta
    yield Guard("security_event_not_changed", log.db_table, "BEFORE", "DELETE", "1 = 1")
    # As with history: an account may go, what its holder did stays.
    changed = " OR ".join(differs(field.column) for field in log.concrete_fields if field.name != "actor")
    forged = f"(NEW.actor_id IS NOT NULL AND {differs('actor_id')})"
    yield Guard("security_event_not_changed", log.db_table, "BEFORE", "UPDATE", f"{changed} OR {forged}")
    same = f"EXISTS (SELECT 1 FROM {log.db_table} other WHERE other.id = NEW.id)"
    yield Guard("security_event_not_changed", log.db_table, "BEFORE", "INSERT", same, only_sqlite=True)


def _guards_of_unit_versions() -> Iterator[Guard]:
    table = UnitVersion._meta.db_table
    current = "NEW.recorded_in_id IS NOT NULL AND NEW.replaced_in_id IS NULL"
    first, last = "'0001-01-01'", "'9999-12-31'"
    clashing = (
        f"SELECT 1 FROM {table} other WHERE other.id <> NEW.id"
        " AND other.recorded_in_id IS NOT NULL AND other.replaced_in_id IS NULL"
        f" AND COALESCE(other.valid_from, {first}) < COALESCE(NEW.valid_to, {last})"
        f" AND COALESCE(NEW.valid_from, {first}) < COALESCE(other.valid_to, {last})"
    )
    for event in ("INSERT", "UPDATE"):
        same_unit = f"{current} AND EXISTS ({clashing} AND other.unit_id = NEW.unit_id)"
        yield Guard("unit_versions_apart", table, "AFTER", event, same_unit)
        same_code = (
            f"{current} AND EXISTS ({clashing} AND other.code = NEW.code AND other.unit_id <> NEW.unit_id)"
        )
        yield Guard("unit_code_once", table, "AFTER", event, same_code)


def differs(column: str | None) -> str:
    """A comparison that both engines read, and that takes two unknowns for the same."""
    old, new = f'OLD."{column}"', f'NEW."{column}"'
    return f"(({old} IS NULL) <> ({new} IS NULL) OR ({old} IS NOT NULL AND {new} IS NOT NULL AND {old} <> {new}))"


def _sealed(*columns: str) -> str:
    editions = Edition._meta.db_table
    return f"EXISTS (SELECT 1 FROM {editions} edition WHERE edition.number IN ({', '.join(columns)}))"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, replacing an older one of the same name."""
    tables = set(connection.introspection.table_names())
    write = _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE
    with connection.cursor() as cursor:
        for guard in guards_for(connection):
            if guard.table in tables:
                for statement in write:
                    cursor.execute(statement.format(guard=guard))


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """The receiver of post_migrate."""
    install(connections[using])


_ON_SQLITE = (
    "DROP TRIGGER IF EXISTS {guard.name}",
    "CREATE TRIGGER {guard.name} {guard.timing} {guard.event} ON {guard.table} FOR EACH ROW"
    " WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END",
)

# PostgreSQL allows no subquery in WHEN, so the condition stands in the function.
_ON_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN"
    " IF {guard.condition} THEN RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'integrity_constraint_violation';"
    " END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
    "DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
    "CREATE TRIGGER {guard.name} {guard.timing} {guard.event} ON {guard.table} FOR EACH ROW"
    " EXECUTE FUNCTION {guard.name}()",
)


def sentence(error: Exception) -> str | None:
    """The sentence for a refusal by one of the guards, or None if the error is another."""
    text = str(error)
    return next((str(message) for name, message in MESSAGES.items() if name in text), None)
