"""What is recorded at an edition, in the form in which the checks look at a draft."""

from __future__ import annotations

from collections import defaultdict

from delegation.diagnostics.draft import Draft, Ground, Paper, Provision
from delegation.models import GrantEntry, InstrumentEntry, PowerEntry
from delegation.reading import register_of


def recorded_ground(edition: int) -> Ground:
    """The whole register as it stood at the edition of that number."""
    register = register_of(edition)
    collective = PowerEntry.objects.recorded(edition).filter(collective=True)
    return Ground(
        register,
        register.grants.of_all_powers(register.powers),
        collective.values_list("power_id", flat=True),
    )


def recorded_drafts(edition: int, ground: Ground) -> list[Draft]:
    """Every recorded document with what it grants. What the register does not record of a text stays unknown."""
    citations = dict(GrantEntry.objects.recorded(edition).values_list("grant_id", "citation"))
    provisions: dict[str, list[Provision]] = defaultdict(list)
    for grants in ground.grants.values():
        for grant in grants:
            provisions[grant.instrument].append(Provision(grant, citations[grant.grant]))
    rows = InstrumentEntry.objects.recorded(edition).values_list(
        "instrument_id", "number", "issuer", "signer", "normative", "gazette"
    )
    return [
        Draft(
            Paper(ground.register.instruments[instrument], number, issuer, signer, normative, gazette),
            tuple(provisions[instrument]),
        )
        for instrument, number, issuer, signer, normative, gazette in rows
    ]
