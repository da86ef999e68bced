"""What of the register has effect on a day: as conditions on rows, and of one record in a sentence.

Documents and changes are few and are judged by the rule itself (delegation/day.py); the many grants without a change
are left to the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from delegation.bundle.records import read_change, read_relation, read_unit_version
from delegation.bundle.rows import Cells
from delegation.day import Day
from delegation.dossiers.entries import RecordKey
from delegation.editing.labels import short_day
from delegation.models import ChangeEntry
from delegation.reading import day_of, register_at
from delegation.records import Change, Grant, Relation
from delegation.register import Register

# SQLite takes a limited number of values in one statement.
_IN_ONE_STATEMENT: Final = 30_000


def within(day: date, *, start: str = "valid_from", end: str = "valid_to") -> Q:
    """The rows whose period, open to the end, has the day."""
    begun = Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})
    return begun & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day}))


def instruments_in_force(day: date) -> Q:
    """The documents that are in force on the day."""
    on = day_of(register_at(), day)
    return _any_of("instrument", [key for key in on.register.instruments if on.in_force(key)])


def grants_running(day: date) -> Q:
    """The grants that have effect on the day for somebody, whether or not that office still exists."""
    on = day_of(register_at(), day)
    changed = set(ChangeEntry.objects.recorded().values_list("grant_id", flat=True))
    meant = Meant(on)
    running = [key for key, grant in on.register.grants.find(changed).items() if meant.runs_for(grant)]
    by_itself = within(day) & instruments_in_force(day) & ~_any_of("grant", changed)
    return by_itself | _any_of("grant", running)


def changes_acting(day: date) -> Q:
    """The changes that have begun and are not over."""
    on = day_of(register_at(), day)
    keys = ChangeEntry.objects.recorded().values_list("change", flat=True)
    found = on.register.grants.find_changes(set(keys)).values()
    return _any_of("change", [change.change for change in found if _acts(on.register, change, day)])


def relations_acting(day: date) -> Q:
    """The relations between documents that have begun and are not over."""
    register = register_at()
    begun = [key for key, document in register.instruments.items() if document.begins <= day]
    has_begun = Q(on__lte=day) | (Q(on__isnull=True) & _any_of("instrument", begun))
    return has_begun & (Q(until__isnull=True) | Q(until__gte=day))


def _any_of(field: str, keys: Iterable[str]) -> Q:
    ordered = sorted(keys)
    wanted = Q(pk__in=[])
    for at in range(0, len(ordered), _IN_ONE_STATEMENT):
        wanted |= Q(**{f"{field}__in": ordered[at : at + _IN_ONE_STATEMENT]})
    return wanted


class Meant:
    """Whom grants name on a day: by scopes, of which the members are all found in one pass over the offices."""

    def __init__(self, on: Day) -> None:
        self._on = on

    def runs_for(self, grant: Grant) -> list[str]:
        """The offices that the grant names, itself or by a scope, and has effect for on the day."""
        return [office for office in self.offices(grant) if self._on.runs(grant, office)]

    def offices(self, grant: Grant) -> list[str]:
        """The offices that the grant names, itself or by a scope."""
        scopes = self._on.directory.scopes
        named = (self._members[name] if name in scopes else [name] for name in grant.recipients)
        return sorted(set(chain.from_iterable(named)))

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        members: dict[str, list[str]] = defaultdict(list)
        directory, day = self._on.directory, self._on.day
        for office in directory.offices:
            if directory.exists(office, day):
                for name in self._on.designations(office) - {office}:
                    members[name].append(office)
        return members


def _acts(register: Register, act: Change | Relation, day: date) -> bool:
    begins = register.instruments[act.instrument].begins
    # A change waits for its document; a relation may be dated before it.
    first = max(act.since or begins, begins) if isinstance(act, Change) else act.on or begins
    return first <= day and (act.until is None or day <= act.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a record stands on a day: whether it has effect, or exists, and that in a sentence."""

    holds: bool
    sentence: str


def standing(record: RecordKey, cells: Cells, day: date) -> Standing | None:
    """How what the register now says of a record stands on a day; None for what has no days of its own."""
    on = day_of(register_at(), day)
    match record.table:
        case "grants":
            holds, said = _of_grant(on, record.identity)
        case "instruments":
            holds, said = _of_instrument(on, record.identity)
        case "changes":
            holds, said = _of_act(_acts(on.register, read_change(cells), day))
        case "instrument_relations":
            holds, said = _of_act(_acts(on.register, read_relation(cells), day))
        case "offices":
            holds, said = _of_existence(on.directory.exists(record.identity, day))
        case "units":
            version = on.geography.version(record.identity, day)
            holds, said = _of_existence(version == read_unit_version(cells))
        case _:
            return None
    return Standing(holds, said % {"day": short_day(day)})


def _of_grant(on: Day, key: str) -> tuple[bool, str]:
    grant = on.register.grants.find([key])[key]
    if not on.in_force(grant.instrument):
        holds, said = _of_instrument(on, grant.instrument)
        return holds, f"{_('Không có hiệu lực vào ngày %(day)s, vì văn bản như sau.')} {said}"
    if not grant.period.begun_by(on.day):
        return False, _("Chưa có hiệu lực vào ngày %(day)s: chưa đến ngày bắt đầu của dòng.")
    meant = Meant(on)
    running = meant.runs_for(grant)
    if not running:
        return False, _(
            "Không có hiệu lực vào ngày %(day)s: hết thời hạn, bị thu hồi, đang bị đình chỉ, hoặc không còn bên nhận."
        )
    if len(running) < len(meant.offices(grant)):
        return True, _(
            "Có hiệu lực vào ngày %(day)s, nhưng chỉ với một số bên nhận: xem các thay đổi của dòng."
        )
    return True, _("Có hiệu lực vào ngày %(day)s.")


def _of_instrument(on: Day, key: str) -> tuple[bool, str]:
    if not on.begun(key):
        return False, _("Văn bản chưa có hiệu lực vào ngày %(day)s.")
    if on.ended(key):
        return False, _("Văn bản hết hiệu lực, bị bãi bỏ hoặc bị thay thế trước hoặc trong ngày %(day)s.")
    if on.suspended(key):
        return False, _("Văn bản bị đình chỉ vào ngày %(day)s.")
    return True, _("Văn bản có hiệu lực vào ngày %(day)s.")


def _of_act(acts: bool) -> tuple[bool, str]:
    return acts, _("Có tác động vào ngày %(day)s.") if acts else _("Không tác động vào ngày %(day)s.")


def _of_existence(exists: bool) -> tuple[bool, str]:
    return exists, _("Có vào ngày %(day)s.") if exists else _("Không có vào ngày %(day)s.")
