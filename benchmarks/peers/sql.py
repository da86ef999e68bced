"""The peer that a good database programmer would write: one statement for "who holds this power here on that day".

It answers less than the register: no territory that has ended, no exclusion, no suspension or extension, nothing about
whether the grantor held the power, who takes over from whom, limits, or what was known at an earlier time.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import connection

from benchmarks.questions import Case

_CURRENT: Final = "{0}.recorded_in_id IS NOT NULL AND {0}.replaced_in_id IS NULL"
_ON_DAY: Final = (
    "({0}.valid_from IS NULL OR {0}.valid_from <= %(day)s)"
    " AND ({0}.valid_to IS NULL OR {0}.valid_to > %(day)s)"
)


def _valid(alias: str) -> str:
    return f"{_CURRENT.format(alias)} AND {_ON_DAY.format(alias)}"


STATEMENT: Final = f"""
WITH RECURSIVE above (unit, kind, parent, height) AS (
    SELECT v.unit_id, v.kind, v.parent_id, 0 FROM units_unitversion v WHERE v.unit_id = %(place)s AND {_valid("v")}
    UNION ALL
    SELECT v.unit_id, v.kind, v.parent_id, above.height + 1
    FROM above JOIN units_unitversion v ON v.unit_id = above.parent WHERE {_valid("v")}
),
bearer (office, scope) AS MATERIALIZED (
    SELECT o.office_id, s.scope_id
    FROM above
    JOIN units_officeentry o ON o.unit_id = above.unit AND {_valid("o")}
    LEFT JOIN units_scopeentry s ON s.office_kind = o.kind AND {_CURRENT.format("s")}
        AND (s.unit_kinds = '' OR ';' || s.unit_kinds || ';' LIKE '%%;' || above.kind || ';%%')
        AND (s.within_id IS NULL OR EXISTS (
            SELECT 1 FROM above higher WHERE higher.unit = s.within_id AND higher.height >= above.height))
        AND NOT EXISTS (
            SELECT 1 FROM units_scopeexception x
            LEFT JOIN above higher ON higher.unit = x.unit_id AND higher.height >= above.height
            WHERE x.entry_id = s.id AND (x.office_id = o.office_id OR higher.unit IS NOT NULL))
)
SELECT DISTINCT bearer.office, g.grant_id
FROM delegation_grantentry g
JOIN delegation_grantrecipient r ON r.entry_id = g.id
JOIN bearer ON bearer.office = r.office_id OR bearer.scope = r.scope_id
JOIN delegation_instrumententry i ON i.instrument_id = g.instrument_id AND {_CURRENT.format("i")}
WHERE g.power_id = %(power)s AND {_valid("g")}
    AND g.kind IN ('allocation', 'devolution', 'decentralization', 'delegation')
    AND (g.kind NOT IN ('decentralization', 'delegation') OR g.grantor_id <> bearer.office)
    AND (g.territory_id IS NULL OR g.territory_id IN (SELECT unit FROM above))
    AND COALESCE(i.effective_from, i.issued_on) <= %(day)s
    AND (i.effective_until IS NULL OR i.effective_until >= %(day)s)
    AND NOT EXISTS (
        SELECT 1 FROM delegation_relationentry acts
        JOIN delegation_instrumententry by ON by.instrument_id = acts.instrument_id AND {_CURRENT.format("by")}
        WHERE acts.target_id = g.instrument_id AND {_CURRENT.format("acts")}
            AND acts.relation IN ('repeals', 'replaces')
            AND COALESCE(acts."on", by.effective_from, by.issued_on) <= %(day)s)
    AND NOT EXISTS (
        SELECT 1 FROM delegation_changeentry c
        JOIN delegation_instrumententry by ON by.instrument_id = c.instrument_id AND {_CURRENT.format("by")}
        LEFT JOIN delegation_changerecipient cr ON cr.entry_id = c.id
        WHERE c.grant_id = g.grant_id AND {_CURRENT.format("c")} AND c.action = 'revoke'
            AND COALESCE(c.since, by.effective_from, by.issued_on) <= %(day)s
            AND COALESCE(by.effective_from, by.issued_on) <= %(day)s
            AND (cr.id IS NULL OR cr.office_id = bearer.office OR cr.scope_id = bearer.scope))
"""


def holders(case: Case) -> set[tuple[str, str]]:
    """The offices that hold the power at the place on the day, each with the grant by which it does."""
    power, place, day = case
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"power": power, "place": place, "day": day})
        rows: list[Any] = cursor.fetchall()
    return set(rows)
