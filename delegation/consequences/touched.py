"""Which powers a draft touches: those about which an answer can differ once it is recorded. Pure.

Rather too many than too few: whoever compares the answers before and after looks at these powers and at no others.
"""

from __future__ import annotations

from collections.abc import Iterable

from delegation.bundle.records import read_instrument, read_power, read_relation
from delegation.bundle.rows import Bundle
from delegation.consequences.names import names_touched
from delegation.prospect.draft_rows import NOTHING_WITHDRAWN, DraftRows, Withdrawn, key_of_relation
from delegation.prospect.grants import GrantsOverlaid
from delegation.prospect.overlay import relations_of
from delegation.records import Relation
from delegation.register import Register


def touched_powers(
    register: Register, bundle: Bundle, withdrawn: Withdrawn = NOTHING_WITHDRAWN
) -> frozenset[str]:
    """The powers about which the register can answer otherwise once the bundle is recorded and the rows are withdrawn.

    A row that says of effect what is recorded already (another note, another title) touches nothing.
    """
    draft = DraftRows(bundle, withdrawn)
    touched = GrantsOverlaid(register.grants, draft).powers | _powers_described(register, draft)
    instruments = _instruments_touched(register, draft)
    if instruments:
        touched |= register.grants.powers_under(instruments)
    names = names_touched(register.directory, draft)
    if names:
        touched |= register.grants.powers_between(names)
    return touched


def _powers_described(register: Register, draft: DraftRows) -> frozenset[str]:
    """The powers that are new, withdrawn, or of which the law would say something else."""
    recorded = (((key,), power) for key, power in register.powers.items())
    return frozenset(key for (key,), _, _ in draft.rewritten("powers", read_power, recorded))


def _instruments_touched(register: Register, draft: DraftRows) -> frozenset[str]:
    """The instruments that can come or cease to be in force, or to have a basis, on other days than before."""
    recorded = (((key,), record) for key, record in register.instruments.items())
    dated = {key for (key,), _, _ in draft.rewritten("instruments", read_instrument, recorded)}
    relations = [
        relation
        for _, *both in draft.rewritten("instrument_relations", read_relation, _keyed_relations(register))
        for relation in both
        if relation is not None
    ]
    if not dated and not relations:
        return frozenset()
    every = [*relations_of(register), *draft.brought("instrument_relations", read_relation)]
    # Where an act gives no day of its own, it begins with the text that acts.
    acts = [*relations, *(relation for relation in every if relation.instrument in dated)]
    acted_on = {relation.target for relation in acts if relation.relation != "based_on"}
    changed = _with_what_they_replace(dated | acted_on, every)
    return frozenset(
        {
            *changed,
            *(relation.instrument for relation in relations if relation.relation == "based_on"),
            *(one.instrument for one in every if one.relation == "based_on" and one.target in changed),
        }
    )


def _keyed_relations(register: Register) -> Iterable[tuple[tuple[str, ...], Relation]]:
    return ((key_of_relation(relation), relation) for relation in relations_of(register))


def _with_what_they_replace(instruments: set[str], relations: Iterable[Relation]) -> set[str]:
    """The instruments, and those whose place they have taken in turn: what rests on these rests on them by now."""
    replaced: dict[str, list[str]] = {}
    for relation in relations:
        if relation.relation == "replaces":
            replaced.setdefault(relation.instrument, []).append(relation.target)
    found, pending = set(instruments), list(instruments)
    while pending:
        for target in replaced.get(pending.pop(), ()):
            if target not in found:
                found.add(target)
                pending.append(target)
    return found
