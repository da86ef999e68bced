"""Cedar (cedarpy) with one policy for each grant and recipient: "may this office use this power here on that day".

It answers yes or no. It knows what is written into a policy: recipients, territory, first and last day, instrument's
days. It is not told of changes, limits, exclusions or soundness, and never says who decides or why not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

import cedarpy

from delegation.day import Day
from delegation.records import CONFERRING_KINDS, Grant

Request = dict[str, dict[str, object]]

_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)


def policies(grants: Iterable[Grant], on: Day) -> cedarpy.PolicySet:
    """The grants as a set of policies, read once."""
    return cedarpy.PolicySet.from_str("\n".join(_policies(grants, on)))


def _policies(grants: Iterable[Grant], on: Day) -> Iterator[str]:
    for grant in grants:
        if grant.kind not in CONFERRING_KINDS:
            continue
        instrument = on.register.instruments[grant.instrument]
        first = max(grant.period.start or _FIRST, instrument.begins).toordinal()
        last = min(grant.period.last_day or _LAST, instrument.effective_until or _LAST).toordinal()
        where = f'resource in Unit::"{grant.territory.unit}"' if grant.territory else "resource"
        for recipient in sorted(grant.recipients):
            yield (
                f'permit(principal in Office::"{recipient}", action == Action::"{grant.power}", {where})'
                f" when {{ context.day >= {first} && context.day <= {last} }};"
            )


def entities(on: Day, office: str, place: str) -> cedarpy.Entities:
    """The office in its scopes and the place in what lies above it, read once."""
    offices = [_entity("Office", office, on.designations(office) - {office})]
    scopes = [_entity("Office", name, ()) for name in on.designations(office) - {office}]
    above = on.above(place)
    units = [_entity("Unit", unit, above[at + 1 : at + 2]) for at, unit in enumerate(above)]
    return cedarpy.Entities.from_json_str(json.dumps([*offices, *scopes, *units]))


def _entity(kind: str, name: str, parents: Iterable[str]) -> dict[str, object]:
    return {
        "uid": {"type": kind, "id": name},
        "attrs": {},
        "parents": [{"type": kind, "id": parent} for parent in parents],
    }


def request(office: str, power: str, place: str, day: date) -> Request:
    """The question as Cedar takes it."""
    return {
        "principal": {"type": "Office", "id": office},
        "action": {"type": "Action", "id": power},
        "resource": {"type": "Unit", "id": place},
        "context": {"day": day.toordinal()},
    }


def is_allowed(asked: Request, known: cedarpy.PolicySet, entities_of_case: cedarpy.Entities) -> bool:
    """Cedar's answer."""
    return bool(cedarpy.is_authorized(asked, known, entities_of_case).allowed)
