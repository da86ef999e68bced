"""The documents that a bundle is about, for the checks on a draft: as they would be, and as they are recorded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from delegation.bundle.records import read_change, read_citation, read_paper, read_relation
from delegation.bundle.rows import Bundle, Key, Row, TableRows
from delegation.diagnostics import Draft, Paper, Record
from delegation.diagnostics.draft import drafts_from
from delegation.records import Grant
from delegation.register import Register


@dataclass(frozen=True)
class Drafts:
    """Documents as they would be once a bundle is recorded, and the same ones as they are recorded now.

    `own` are the instruments and grants that the bundle itself brings.
    """

    drafted: tuple[Draft, ...] = ()
    recorded: tuple[Draft, ...] = ()
    own: frozenset[Record] = frozenset()

    @property
    def powers(self) -> frozenset[str]:
        """The powers that the documents are about."""
        return frozenset(
            provision.grant.power
            for draft in (*self.drafted, *self.recorded)
            for provision in draft.provisions
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person has read in the text of an instrument; None: nobody has said. See delegation.diagnostics.Paper."""

    states_resources: bool | None = None
    forbids_passing_on: bool | None = None


def drafts_of(
    bundle: Bundle,
    recorded: TableRows,
    before: Register,
    after: Register,
    statements: Mapping[str, Statement] | None = None,
) -> Drafts:
    """The documents that a bundle brings or corrects, of which it grants or changes anything, or which it lets act.

    `recorded` are the rows, by table and key, of the register `before`; `after` is the register with the bundle.
    `statements` says by instrument what only a reader of the text knows.
    """
    instruments = _instruments_spoken_of(bundle, after)
    brought = {table: {**recorded.get(table, {}), **bundle.tables.get(table, {})} for table in _TABLES}
    stated = statements or {}
    return Drafts(
        tuple(
            replace(draft, paper=_as_stated(draft.paper, stated))
            for draft in _documents(instruments, brought, after)
        ),
        tuple(_documents(instruments, recorded, before)),
        frozenset(Record(table, key) for table in _TABLES for (key,) in bundle.tables.get(table, {})),
    )


_TABLES = ("instruments", "grants")


def _instruments_spoken_of(bundle: Bundle, after: Register) -> frozenset[str]:
    changed = {read_change(row.cells).grant for row in bundle.tables.get("changes", {}).values()}
    granted = {key for (key,) in bundle.tables.get("grants", {})}
    acting = (read_relation(row.cells) for row in bundle.tables.get("instrument_relations", {}).values())
    return frozenset(
        {
            *(key for (key,) in bundle.tables.get("instruments", {})),
            *(grant.instrument for grant in after.grants.find(changed | granted).values()),
            *(relation.instrument for relation in acting),
        }
    )


def _documents(
    instruments: frozenset[str], rows: Mapping[str, Mapping[Key, Row]], register: Register
) -> list[Draft]:
    """The instruments that the register holds, with every grant that they make in it."""
    papers = [
        read_paper(row.cells)
        for key in sorted(instruments)
        if (row := rows.get("instruments", {}).get((key,))) is not None
    ]
    grants = _grants_of(instruments, register)
    cited = rows.get("grants", {})
    citations = {
        grant.grant: read_citation(cited[grant.grant,].cells) for grant in grants if (grant.grant,) in cited
    }
    return drafts_from(papers, grants, citations)


def _grants_of(instruments: frozenset[str], register: Register) -> list[Grant]:
    of_powers: Iterable[Iterable[Grant]] = register.grants.of_all_powers(
        register.grants.powers_under(instruments)
    ).values()
    return [grant for grants in of_powers for grant in grants if grant.instrument in instruments]


def _as_stated(paper: Paper, statements: Mapping[str, Statement]) -> Paper:
    said = statements.get(paper.instrument.instrument)
    if said is None:
        return paper
    return replace(paper, states_resources=said.states_resources, forbids_passing_on=said.forbids_passing_on)
