"""How each table of the register is listed on the desk: its columns, its orders, and by what it can be narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from delegation.bundle.format import TABLES, Table
from delegation.editing.records.addresses import SLUGS


@dataclass(frozen=True, slots=True)
class Listed:
    """A table as a list: the columns shown, those of them that it can be ordered by with the field, the filters.

    The first order is the one it comes in.
    """

    name: str
    columns: tuple[str, ...]
    orders: dict[str, str]
    filters: tuple[str, ...] = ()

    @property
    def table(self) -> Table:
        """The table's own description."""
        return TABLES[self.name]


LISTED: Final = {
    listed.name: listed
    for listed in (
        Listed(
            "grants",
            ("power", "kind", "grantor", "recipients", "instrument", "valid_from", "valid_until"),
            {"grant": "grant_id", "kind": "kind", "valid_from": "valid_from", "valid_until": "valid_to"},
            ("unit", "instrument", "field", "on"),
        ),
        Listed(
            "changes",
            ("change", "grant", "action", "instrument", "from", "until"),
            {"change": "change", "action": "action", "from": "since", "until": "until"},
            ("unit", "instrument", "field", "on"),
        ),
        Listed(
            "instruments",
            ("number", "type", "title", "issuer", "issued_on", "effective_from", "effective_until"),
            {
                "number": "number",
                "type": "type",
                "issued_on": "issued_on",
                "effective_from": "effective_from",
                "effective_until": "effective_until",
            },
            ("unit", "field", "on"),
        ),
        Listed(
            "instrument_relations",
            ("instrument", "relation", "target", "on", "until"),
            {"instrument": "instrument_id", "relation": "relation", "on": "on", "until": "until"},
            ("instrument", "on"),
        ),
        Listed(
            "powers",
            ("title", "field", "procedures", "delegable", "collective"),
            {"title": "folded", "field": "field_id"},
            ("field",),
        ),
        Listed("fields", ("name",), {"name": "folded"}),
        Listed(
            "units",
            ("name", "kind", "code", "parent", "valid_from", "valid_until"),
            {
                "name": "folded",
                "kind": "kind",
                "code": "code",
                "valid_from": "valid_from",
                "valid_until": "valid_to",
            },
            ("unit", "on"),
        ),
        Listed(
            "offices",
            ("name", "unit", "kind", "field", "valid_from", "valid_until"),
            {"name": "folded", "kind": "kind", "valid_from": "valid_from", "valid_until": "valid_to"},
            ("unit", "field", "on"),
        ),
        Listed("scopes", ("name", "office_kind", "unit_kinds", "within", "except"), {"name": "name"}),
        Listed(
            "successions",
            ("on", "from_unit", "to_unit", "extent", "instrument"),
            {"on": "on", "from_unit": "from_unit_id", "to_unit": "to_unit_id"},
            ("unit", "instrument"),
        ),
    )
}
# The lists stand in the order in which people ask for them, which is that of the addresses.
ORDER: Final = tuple(SLUGS)
