"""What in the register asks for somebody's attention: grants about to end, and faults in what is recorded.

To look through the whole register takes seconds, so it is done once for each edition (and day), beside the pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.diagnostics import SEVERITIES, Diagnostic, Ground, Severity
from delegation.editing.background import Background
from delegation.editing.choices import recorded
from delegation.editing.judged import Moment, newest
from delegation.editing.labels import Names
from delegation.editing.presenting import table_title
from delegation.management.commands.lint import diagnose_recorded
from delegation.reading import register_of
from delegation.records import Grant
from delegation.register import Register
from delegation.review import Ending, ending_within
from units import clock
from units.models import User
from units.rights import Right, units_with

FARTHEST: Final = 90
TERMS: Final = (30, 60, FARTHEST)
CAUSES: Final = {
    "term": gettext_lazy("hết thời hạn, hoặc bị thu hồi"),
    "instrument": gettext_lazy("văn bản hết hiệu lực"),
    "basis": gettext_lazy("văn bản làm căn cứ hết hiệu lực"),
}
_CONCERNED: Final = (Right.DRAFT, Right.APPROVE, Right.PUBLISH, Right.AUDIT)


@dataclass(frozen=True, slots=True)
class ToldEnding:
    """A grant to one recipient that ends after `last`, in words; `units` are those whose officers it concerns."""

    last: date
    recipient: str
    power: str
    grant: str
    cause: str
    instrument: str
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class RecordedFinding:
    """What a check finds in the register, in words; `units` are those whose officers it concerns."""

    code: str
    severity: Severity
    where: str
    sentence: str
    law: str
    units: frozenset[str]


Told = TypeVar("Told", ToldEnding, RecordedFinding)


def endings(on: date | None = None) -> tuple[ToldEnding, ...] | None:
    """Everything that ends within 90 days, the earliest first; None while that is being worked out."""
    return _ENDINGS.answer((newest(), on or clock.today()))


def recorded_findings() -> tuple[RecordedFinding, ...] | None:
    """What is wrong in the register, the gravest first; None while that is being worked out."""
    return _FINDINGS.answer(newest())


def could_not_be_worked_out() -> bool:
    """Whether one of the two went wrong; the log says why."""
    moment = newest()
    return _FINDINGS.has_failed(moment) or _ENDINGS.has_failed((moment, clock.today()))


def forget_register_state() -> None:
    """Know nothing again: for tests, each of which has a register of its own."""
    _ENDINGS.forget()
    _FINDINGS.forget()


def concerning(user: User, found: Iterable[Told]) -> list[Told]:
    """Those that concern a unit on which the person has a right."""
    own = units_with(user, *_CONCERNED)
    return [one for one in found if not own.isdisjoint(one.units)]


def _told_endings(question: tuple[Moment, date]) -> tuple[ToldEnding, ...]:
    (edition, _recorded_at), day = question
    register = register_of(edition)
    ground = Ground(register, register.grants.of_all_powers(register.powers))
    concerned, names = Concerned(register, day), recorded().names
    found = (_told_ending(one, concerned, names) for one in ending_within(ground, day, FARTHEST))
    return tuple(sorted(found, key=lambda one: (one.last, one.recipient, one.power)))


def _told_ending(one: Ending, concerned: Concerned, names: Names) -> ToldEnding:
    grant, recipient = one.row.grant, one.row.recipient
    called = names.label("offices", recipient) or names.name_of("scopes", recipient)
    instruments = one.instruments or (grant.instrument,)
    return ToldEnding(
        one.last,
        called,
        names.name_of("powers", grant.power),
        grant.grant,
        str(CAUSES[one.cause]),
        ", ".join(names.name_of("instruments", key) for key in instruments),
        concerned.by_grant(grant) | concerned.by_recipient(recipient),
    )


def _told_findings(moment: Moment) -> tuple[RecordedFinding, ...]:
    edition, _recorded_at = moment
    register = register_of(edition)
    concerned = Concerned(register, clock.today())
    found = sorted(diagnose_recorded(edition), key=lambda one: (SEVERITIES.index(one.severity), one.order))
    return tuple(_told_finding(one, concerned) for one in found)


def _told_finding(one: Diagnostic, concerned: Concerned) -> RecordedFinding:
    where = _("%(table)s: %(id)s") % {"table": table_title(one.record.table), "id": one.record.id}
    return RecordedFinding(
        one.code, one.severity, where, one.told(_), one.law, frozenset(concerned.by_finding(one))
    )


class Concerned:
    """Whose affair a row of the register is: its grantor's and its recipients' unit's, or else the register's own."""

    def __init__(self, register: Register, day: date) -> None:
        self._register = register
        self._day = day
        self._members: dict[str, frozenset[str]] = {}

    def by_grant(self, grant: Grant) -> frozenset[str]:
        """The grantor's unit; the register's own for what the law grants."""
        return frozenset({self._unit(grant.grantor) if grant.grantor else settings.REGISTER_UNIT})

    def by_recipient(self, recipient: str) -> frozenset[str]:
        """The office's unit, or those of the members of the scope."""
        known = self._members.get(recipient)
        if known is None:
            directory = self._register.directory
            if recipient in directory.scopes:
                known = frozenset(office.unit for office in directory.members(recipient, self._day))
            else:
                known = frozenset({self._unit(recipient)})
            self._members[recipient] = known
        return known

    def by_finding(self, one: Diagnostic) -> Iterator[str]:
        """The units whose officers can put it right."""
        table, key = one.record.table, one.record.id
        if table == "grants" and key in self._grants:
            yield from self.by_grant(self._grants[key])
        elif table == "instruments":
            for grant in self._by_instrument.get(key, ()):
                yield from self.by_grant(grant)
        elif table == "offices" and key in self._register.directory.offices:
            yield self._unit(key)
        # What nobody else looks after, the register's own unit does.
        yield settings.REGISTER_UNIT
        if one.place:
            yield one.place

    def _unit(self, office: str) -> str:
        return self._register.directory.offices[office].unit

    @cached_property
    def _grants(self) -> Mapping[str, Grant]:
        every = self._register.grants.of_all_powers(self._register.powers)
        return {grant.grant: grant for of_power in every.values() for grant in of_power}

    @cached_property
    def _by_instrument(self) -> Mapping[str, list[Grant]]:
        found: dict[str, list[Grant]] = defaultdict(list)
        for grant in self._grants.values():
            found[grant.instrument].append(grant)
        return found


_ENDINGS: Final = Background(_told_endings)
_FINDINGS: Final = Background(_told_findings)
