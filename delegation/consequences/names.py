"""Which offices and scopes a draft touches: those that can exist, cover or mean something else than before. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from delegation.bundle.records import read_office, read_scope, read_succession, read_unit_version
from delegation.prospect.draft_rows import DraftRows, key_of_succession, key_of_version
from delegation.prospect.overlay import successions_of, versions_of
from units.directory import Directory, Office
from units.geography import Geography


def names_touched(directory: Directory, draft: DraftRows) -> frozenset[str]:
    """The offices and scopes that can exist, cover or mean something else once the draft is recorded."""
    if not draft.touches("units", "successions", "offices", "scopes"):
        return frozenset()
    map_ = _Map(directory.geography, draft)
    units = map_.units_touched()
    offices = [one for one in directory.offices.values() if one.unit in units]
    recorded = (((key,), office) for key, office in directory.offices.items())
    for _, *both in draft.rewritten("offices", read_office, recorded):
        offices += [office for office in both if office is not None]
    scopes = (((key,), scope) for key, scope in directory.scopes.items())
    return frozenset(
        chain(
            (office.office for office in offices),
            (key for (key,), _, _ in draft.rewritten("scopes", read_scope, scopes)),
            _scopes_holding(offices, directory, map_),
        )
    )


def _scopes_holding(offices: Iterable[Office], directory: Directory, map_: _Map) -> Iterator[str]:
    """The recorded scopes that one of the offices can be in on some day, by its kind and by where it ever lay."""
    lay = {(office.kind, unit) for office in offices for unit in map_.ever_above(office.unit)}
    kinds = {kind for kind, _unit in lay}
    for scope in directory.scopes.values():
        within_is_met = scope.within is None or (scope.office_kind, scope.within) in lay
        if scope.office_kind in kinds and within_is_met:
            yield scope.scope


class _Map:
    """Which unit ever lay under which, and went into which, by what is recorded and by what is drafted."""

    def __init__(self, geography: Geography, draft: DraftRows) -> None:
        self._geography = geography
        self._draft = draft
        self._above: dict[str, set[str]] = defaultdict(set)
        self._after: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, frozenset[str]] = {}
        for version in chain(versions_of(geography), draft.brought("units", read_unit_version)):
            if version.parent is not None:
                self._above[version.unit].add(version.parent)
                self._after[version.parent].add(version.unit)
        for step in chain(successions_of(geography), draft.brought("successions", read_succession)):
            self._after[step.from_unit].add(step.to_unit)

    def units_touched(self) -> frozenset[str]:
        """The units that differ, all that ever lay under them or was made of them, and all that ever lay above these.

        A place is traced back through what it was made of, and offices above it cover it.
        """
        versions = ((key_of_version(one), one) for one in versions_of(self._geography))
        steps = ((key_of_succession(one), one) for one in successions_of(self._geography))
        changed = {key[0] for key, _, _ in self._draft.rewritten("units", read_unit_version, versions)}
        changed |= {key[2] for key, _, _ in self._draft.rewritten("successions", read_succession, steps)}
        return frozenset(chain(*map(self.ever_above, _reached(changed, self._after))))

    def ever_above(self, unit: str) -> frozenset[str]:
        """The unit, and every unit above it on some day."""
        known = self._known.get(unit)
        if known is None:
            known = self._known[unit] = _reached({unit}, self._above)
        return known


def _reached(start: Iterable[str], onward: Mapping[str, set[str]]) -> frozenset[str]:
    """Where one gets from the start, step by step, the start included."""
    found = set(start)
    pending = list(found)
    while pending:
        further = onward.get(pending.pop(), set()) - found
        found |= further
        pending += further
    return frozenset(found)
