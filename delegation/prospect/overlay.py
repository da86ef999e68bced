"""The register as it would be: what is recorded, overlaid by a draft. What the draft leaves alone is shared. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from delegation.bundle.records import (
    read_instrument,
    read_office,
    read_power,
    read_relation,
    read_scope,
    read_succession,
    read_unit_version,
)
from delegation.bundle.rows import Bundle
from delegation.prospect.draft_rows import (
    NOTHING_WITHDRAWN,
    DraftRows,
    Withdrawn,
    key_of_relation,
    key_of_succession,
    key_of_version,
)
from delegation.prospect.grants import GrantsOverlaid
from delegation.records import Relation
from delegation.register import Register
from units.directory import Directory
from units.geography import Geography, Succession, UnitVersion


def register_with(register: Register, bundle: Bundle, withdrawn: Withdrawn = NOTHING_WITHDRAWN) -> Register:
    """The register as it would be once the bundle is recorded and the withdrawn rows, keys by table, are taken out.

    A row under a recorded key takes the place of that one. Bundle and withdrawals have passed delegation.bundle.checks.
    """
    draft = DraftRows(bundle, withdrawn)
    instruments = {record.instrument: record for record in draft.brought("instruments", read_instrument)}
    powers = {record.power: record for record in draft.brought("powers", read_power)}
    return Register(
        _directory(register.directory, draft),
        [
            *(one for key, one in register.instruments.items() if draft.leaves("instruments", (key,))),
            *instruments.values(),
        ],
        [*_relations_left(register, draft), *draft.brought("instrument_relations", read_relation)],
        [*(one for key, one in register.powers.items() if draft.leaves("powers", (key,))), *powers.values()],
        GrantsOverlaid(register.grants, draft),
    )


def relations_of(register: Register) -> Iterator[Relation]:
    """Every relation of the register."""
    return (relation for target in register.instruments for relation in register.acts_on(target))


def _relations_left(register: Register, draft: DraftRows) -> Iterator[Relation]:
    return (
        relation
        for relation in relations_of(register)
        if draft.leaves("instrument_relations", key_of_relation(relation))
    )


def _directory(directory: Directory, draft: DraftRows) -> Directory:
    geography = _geography(directory.geography, draft)
    if geography is directory.geography and not draft.touches("offices", "scopes"):
        return directory
    return Directory(
        geography,
        [
            *(one for key, one in directory.offices.items() if draft.leaves("offices", (key,))),
            *draft.brought("offices", read_office),
        ],
        [
            *(one for key, one in directory.scopes.items() if draft.leaves("scopes", (key,))),
            *draft.brought("scopes", read_scope),
        ],
    )


def _geography(geography: Geography, draft: DraftRows) -> Geography:
    if not draft.touches("units", "successions"):
        return geography
    return Geography(
        [
            *(one for one in versions_of(geography) if draft.leaves("units", key_of_version(one))),
            *draft.brought("units", read_unit_version),
        ],
        [
            *(
                one
                for one in successions_of(geography)
                if draft.leaves("successions", key_of_succession(one))
            ),
            *draft.brought("successions", read_succession),
        ],
    )


def versions_of(geography: Geography) -> Iterator[UnitVersion]:
    """Every version of every unit."""
    return (version for unit in geography for version in geography.history(unit))


def successions_of(geography: Geography) -> Iterator[Succession]:
    """Every succession."""
    return (step for unit in geography for step in geography.successions_into(unit))
