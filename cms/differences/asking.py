"""Asks both sides of a question, and compares what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from cms.catalog import Catalog
from cms.differences.comparing import (
    Comparison,
    Ways,
    compare,
    ways_of_decisions,
    ways_of_entitlements,
    ways_of_rows,
)
from cms.differences.places import stand
from cms.differences.question import Question, Side, sides_of
from delegation.authority import entitlements
from delegation.decisions import decisions_at
from delegation.matrix import matrix
from delegation.models import GrantEntry
from delegation.register import GrantsOfPower

# The pages of one long difference, and the files it is taken away as, are asked for one after the other.
_COMPARISONS_KEPT: Final = 6


@lru_cache(maxsize=_COMPARISONS_KEPT)
def comparison_of(catalog: Catalog, question: Question) -> Comparison:
    """What differs between the two sides of a question; `catalog` is the edition that is being read."""
    before, after = sides_of(catalog, question)
    if question.about == "unit":
        return _comparison_at(before, after, question)
    return compare(_ways(before, question), _ways(after, question))


def _comparison_at(before: Side, after: Side, question: Question) -> Comparison:
    """Who decides in a unit on either side; where nothing differs of a power, only whether anybody does."""
    place, other = (stand(side.catalog, question.key, side.moment.day).place for side in (before, after))
    alike: Mapping[str, GrantsOfPower] = {}
    if place == other and before.catalog is after.catalog:
        alike = {
            power: of_power
            for power, of_power in _grants(after.catalog).items()
            if all(after.on.takes_alike(before.on, grant) for grant in of_power)
        }
    compared = compare(
        *(
            _ways_at(side, question, at, {p: g for p, g in _grants(side.catalog).items() if p not in alike})
            for side, at in ((before, place), (after, other))
        )
    )
    same = {holding.grant.power for holding, _ in decisions_at(after.on, alike, other)} if other else set()
    return replace(compared, same=compared.same + len(same))


def _ways_at(side: Side, question: Question, place: str | None, grants: Mapping[str, GrantsOfPower]) -> Ways:
    if place is None:
        return {}
    return ways_of_decisions(decisions_at(side.on, grants, place), _citations(side, question))


def _ways(side: Side, question: Question) -> Ways:
    citations = _citations(side, question)
    register = side.catalog.register
    if question.about == "office":
        if question.key not in register.directory.offices:
            return {}
        return ways_of_entitlements(entitlements(side.on, question.key), citations)
    rows = matrix(side.on, _asked(side.catalog, question).values())
    return ways_of_rows(rows, citations)


def _asked(catalog: Catalog, question: Question) -> Mapping[str, GrantsOfPower]:
    """The grants of the powers that are asked about."""
    if question.about == "power":
        return {question.key: catalog.register.grants.of_power(question.key)}
    every = _grants(catalog)
    if question.about == "field":
        return {
            power: grants for power, grants in every.items() if catalog.powers[power].field == question.key
        }
    return every


def _grants(catalog: Catalog) -> Mapping[str, GrantsOfPower]:
    return catalog.register.grants.of_all_powers(catalog.powers)


def _citations(side: Side, question: Question) -> dict[str, str] | None:
    """What each provision is cited by, which differs between editions alone."""
    if not question.between_editions:
        return None
    entries = GrantEntry.objects.recorded(side.catalog.edition.number)
    return dict(entries.values_list("grant_id", "citation"))
