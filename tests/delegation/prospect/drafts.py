"""Random drafts on random registers: rows brought, corrected and withdrawn, and the register overlaid by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from delegation.authority import Case, entitlements
from delegation.bundle.rows import Bundle, Key
from delegation.day import Day
from delegation.register import Register
from tests.bundles import bundle_of
from tests.oracle.bundles import KEYS
from tests.oracle.chooser import DAYS, Chooser, SeededChooser
from tests.oracle.register import Row, Tables
from tests.oracle.registers import random_register

# What a draft may change of a row without naming anything that does not exist.
CELLS = {
    "grants": (
        "power",
        "recipients",
        "territory",
        "instrument",
        "valid_until",
        "limits",
        "conditions",
        "kind",
    ),
    "changes": ("grant", "action", "instrument", "from", "until", "recipients"),
    "instruments": ("effective_from", "effective_until"),
    "instrument_relations": ("until",),
    "powers": ("delegable", "title"),
    "offices": ("kind", "valid_from", "valid_until", "unit"),
    "scopes": ("office_kind", "unit_kinds", "within", "except"),
    "units": ("valid_until", "parent", "kind"),
    "successions": ("extent",),
}
COPIED = {
    "grants": "grant",
    "changes": "change",
    "instruments": "instrument",
    "offices": "office",
    "scopes": "scope",
}
# Rows that nothing else names.
WITHDRAWABLE = ("changes", "instrument_relations", "successions")


@dataclass
class RandomDraft:
    """Rows brought, by table, and the keys of rows withdrawn."""

    tables: Tables = field(default_factory=dict)
    withdrawn: dict[str, list[Key]] = field(default_factory=dict)

    @property
    def bundle(self) -> Bundle:
        return bundle_of(self.tables)

    def over(self, recorded: Tables) -> Tables:
        """The register with the draft in it, row by row."""
        return {table: list(self._rows(table, rows)) for table, rows in recorded.items()}

    def _rows(self, table: str, recorded: list[Row]) -> Iterator[Row]:
        brought = {key_of(table, row): row for row in self.tables.get(table, ())}
        for row in recorded:
            key = key_of(table, row)
            if key not in brought and key not in self.withdrawn.get(table, ()):
                yield row
        yield from brought.values()


def key_of(table: str, row: Row) -> Key:
    return tuple(row[column] for column in KEYS[table])


def random_draft(recorded: Tables, seed: int, tables: Collection[str] = tuple(CELLS)) -> RandomDraft:
    """A few rows of some of the tables written otherwise, copied under a new key, or taken out."""
    chooser = SeededChooser(seed)
    draft = RandomDraft()
    for table in chooser.some(sorted(tables), 1, 4):
        rows = recorded[table]
        if rows:
            picked = chooser.some(rows, 1, 3)
            draft.tables[table] = [_rewritten(chooser, table, row, rows) for row in picked]
    for table in (one for one in WITHDRAWABLE if one in tables):
        if recorded[table] and chooser.chance(40):
            draft.withdrawn[table] = [key_of(table, chooser.pick(recorded[table]))]
    if "grants" in tables and chooser.chance(40):
        _withdraw_a_grant(chooser, recorded, draft)
    for table, keys in draft.withdrawn.items():
        draft.tables[table] = [row for row in draft.tables.get(table, ()) if key_of(table, row) not in keys]
    return draft


def _rewritten(chooser: Chooser, table: str, row: Row, rows: list[Row]) -> Row:
    new = dict(row)
    for column in chooser.some(CELLS[table], 1, 3):
        # What another row has there is a value that may stand there; a last day is taken where it fits.
        new[column] = chooser.pick(rows)[column]
    for first, last in (
        ("valid_from", "valid_until"),
        ("effective_from", "effective_until"),
        ("from", "until"),
    ):
        if new.get(first) and new.get(last) and new[last] < new[first]:
            new[last] = ""
    if table == "instruments" and not (new["effective_from"] or new["issued_on"]):
        new["effective_from"] = DAYS[0]
    if (
        table == "grants"
        and new["kind"] in ("delegation", "decentralization", "assignment")
        and not new["grantor"]
    ):
        new["kind"] = row["kind"]
    if table in COPIED and chooser.chance(40):
        new[COPIED[table]] += "-new"
        if table == "instruments":
            new["number"] = ""  # Two documents do not share one.
    return new


def _withdraw_a_grant(chooser: Chooser, recorded: Tables, draft: RandomDraft) -> None:
    grant = chooser.pick(recorded["grants"])["grant"]
    draft.withdrawn["grants"] = [(grant,)]
    # What is withdrawn is no longer changed.
    gone = [key_of("changes", row) for row in recorded["changes"] if row["grant"] == grant]
    draft.withdrawn["changes"] = sorted({*gone, *draft.withdrawn.get("changes", ())})
    if "changes" in draft.tables:
        draft.tables["changes"] = [row for row in draft.tables["changes"] if row["grant"] != grant]


def drafts(seeds: range, tables: Collection[str] = tuple(CELLS)) -> Iterator[tuple[Tables, RandomDraft]]:
    """A register and a draft on it for each seed."""
    for seed in seeds:
        recorded = random_register(seed)
        yield recorded, random_draft(recorded, seed, tables)


def decisions(register: Register, power: str, on: Day) -> dict[str, object]:
    """Who decides at every place of a day, in a form that can be compared between registers."""
    return {
        version.unit: _told(Case(on, power, version.unit)) for version in register.geography.existing(on.day)
    }


def _told(case: Case) -> object:
    decision = case.decide()
    held = [
        [(one.office, one.chain, one.defects) for one in side]
        for side in (decision.deciding, decision.retaining)
    ]
    return decision.status, held, decision.caveats


def competences(on: Day, power: str, place: str) -> dict[str, object]:
    """Whether each office was competent, and why not."""
    case = Case(on, power, place)
    verdicts = {office: case.competent(office) for office in on.directory.offices}
    return {office: (told.verdict, told.reasons) for office, told in verdicts.items()}


def may(on: Day) -> dict[str, object]:
    """What each office may do."""
    return {
        office: [(one.place, one.holding.chain, one.holding.defects) for one in entitlements(on, office)]
        for office in on.directory.offices
    }
