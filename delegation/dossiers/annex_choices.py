"""What a person has decided about an annex on its way into a dossier; kept as plain JSON. Pure.

What cannot be read of it is left out: then the annex is taken as it was recognised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from delegation.annex.headings import Target

TEXTS_OF_DEFAULTS: Final = (
    "kind",
    "grantor",
    "recipients",
    "territory",
    "valid_from",
    "valid_until",
    "annex",
    "confidence",
)
_TARGETS: Final = {target.value: target for target in Target}


@dataclass(frozen=True, slots=True)
class TableChoice:
    """Of one table: whether it is taken (None: as recognised), its heading rows (None: as found), corrected columns."""

    is_taken: bool | None = None
    heading: tuple[int, ...] | None = None
    columns: Mapping[int, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an unknown text means: these records, or a power that is yet to be recorded, in a field of law."""

    keys: tuple[str, ...] = ()
    is_new: bool = False
    field: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been decided."""
        return not self.keys and not self.is_new


@dataclass(frozen=True, slots=True)
class Choices:
    """All of it: by table, what holds for every row (by the names of TEXTS_OF_DEFAULTS), and by question."""

    tables: Mapping[int, TableChoice] = field(default_factory=dict)
    defaults: Mapping[str, str] | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    def deciding(self, decisions: Mapping[str, Decision]) -> Choices:
        """With what was decided now; an empty decision takes back an earlier one."""
        every = {**self.decisions, **decisions}
        return replace(self, decisions={key: one for key, one in every.items() if not one.is_empty})

    def as_json(self) -> dict[str, Any]:
        """What is kept."""
        return {
            "tables": {
                str(number): {
                    "is_taken": table.is_taken,
                    "heading": None if table.heading is None else list(table.heading),
                    "columns": {str(column): target.value for column, target in table.columns.items()},
                }
                for number, table in self.tables.items()
            },
            "defaults": None if self.defaults is None else dict(self.defaults),
            "decisions": {
                key: {"keys": list(one.keys), "is_new": one.is_new, "field": one.field}
                for key, one in self.decisions.items()
            },
        }


def read_choices(kept: Mapping[str, Any]) -> Choices:
    """What `as_json` gave."""
    defaults = kept.get("defaults")
    return Choices(
        {int(number): _table(table) for number, table in kept.get("tables", {}).items()},
        None if defaults is None else {name: str(defaults.get(name, "")) for name in TEXTS_OF_DEFAULTS},
        {
            key: Decision(tuple(one["keys"]), one["is_new"], one["field"])
            for key, one in kept.get("decisions", {}).items()
        },
    )


def _table(kept: Mapping[str, Any]) -> TableChoice:
    heading = kept.get("heading")
    return TableChoice(
        kept.get("is_taken"),
        None if heading is None else tuple(heading),
        {
            int(column): _TARGETS[name]
            for column, name in kept.get("columns", {}).items()
            # A kind of column may have gone since this was kept.
            if name in _TARGETS
        },
    )
