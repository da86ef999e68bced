"""What comes of a draft, as data: pages, files and programs lay it out. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from delegation.authority import Holding
from delegation.diagnostics.survey import Overlap
from delegation.records import Grant

# Deciding: the office uses the power in its own right. Retaining: it keeps it, while another decides in its name.
Role = Literal["deciding", "retaining"]
Kind = Literal["gained", "lost", "changed", "kept"]
KINDS: Final[tuple[Kind, ...]] = ("gained", "lost", "changed", "kept")


@dataclass(frozen=True, slots=True)
class Held:
    """How a power is held: by a grant, in a role, within limits as written, with what speaks against it.

    `chain` are the keys of the grants, root first, `grant` last; `basis` are the instruments of those before it, and
    `limits` those of the whole chain.
    """

    grant: Grant
    role: Role
    chain: tuple[str, ...]
    basis: tuple[str, ...]
    limits: tuple[str, ...]
    defects: tuple[str, ...]

    @classmethod
    def by(cls, holding: Holding, role: Role) -> Held:
        """How an office holds by a holding."""
        return cls(
            holding.grant,
            role,
            tuple(grant.grant for grant in holding.chain),
            tuple(grant.instrument for grant in holding.chain[:-1]),
            tuple(sorted(holding.open_limits({}).values())),
            holding.defects,
        )

    def aspects(self) -> dict[str, object]:
        """What can be compared of two ways to hold a power, under the names that `Effect.differs` uses."""
        grant = self.grant
        return {
            "role": self.role,
            "kind": grant.kind,
            "grantor": grant.grantor or "",
            "instrument": grant.instrument,
            "territory": str(grant.territory or ""),
            "limits": self.limits,
            "conditions": grant.conditions,
            "period": str(grant.period),
            "basis": self.basis,
            "defects": self.defects,
        }


def differing(before: tuple[Held, ...], after: tuple[Held, ...]) -> tuple[str, ...]:
    """The aspects in which an office holds the power otherwise than before; none where only a key is another."""
    told = [[held.aspects() for held in side] for side in (before, after)]
    names = told[0][0] if before else {}
    one, other = (
        {name: sorted((aspects[name] for aspects in side), key=str) for name in names} for side in told
    )
    return tuple(name for name in names if one[name] != other[name])


@dataclass(frozen=True, slots=True)
class Effect:
    """What a draft does to one recipient, an office or scope as the text names it, with respect to one power.

    It is true of the days from `since` to `until` (None: without end) and of the places. `before` and `after` tell by
    what the power is held there, more than one where it is held several times; `differs` names the aspects in which
    the two are not the same: role, kind, grantor, instrument, territory, limits, conditions, period, basis, defects.
    """

    kind: Kind
    power: str
    recipient: str
    since: date
    until: date | None
    places: tuple[str, ...]
    before: tuple[Held, ...] = ()
    after: tuple[Held, ...] = ()
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Places at which somebody decides on one side, by these grants, and nobody on the other."""

    power: str
    since: date
    until: date | None
    places: tuple[str, ...]
    grants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A recipient holds by one grant on both sides, on one of them soundly and on the other with these defects."""

    power: str
    recipient: str
    grant: str
    defects: tuple[str, ...]
    since: date
    until: date | None
    places: tuple[str, ...]


@dataclass(frozen=True)
class Consequences:
    """Everything that a draft changes, each list by power, then day.

    `kept` effects are told only of days and places at which somebody else gains, loses or holds otherwise. `overlaps`
    (none before, or of fewer offices), `gaps` and `broken` are new; the other three are what there is less of.
    """

    effects: tuple[Effect, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    overlaps_ended: tuple[Overlap, ...] = ()
    gaps: tuple[Gap, ...] = ()
    gaps_closed: tuple[Gap, ...] = ()
    broken: tuple[Break, ...] = ()
    healed: tuple[Break, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether every question is answered as before."""
        return not any(self.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many of each there are, under the names of `KINDS` and of the other lists."""
        kinds = Counter(effect.kind for effect in self.effects)
        return {kind: kinds[kind] for kind in KINDS} | {
            "overlaps": len(self.overlaps),
            "overlaps_ended": len(self.overlaps_ended),
            "gaps": len(self.gaps),
            "gaps_closed": len(self.gaps_closed),
            "broken": len(self.broken),
            "healed": len(self.healed),
        }

    def by_recipient(self) -> Mapping[str, list[Effect]]:
        """The effects on each office or scope, by its id; of each by power, then day."""
        found: dict[str, list[Effect]] = defaultdict(list)
        for effect in sorted(self.effects, key=lambda effect: effect.recipient):
            found[effect.recipient].append(effect)
        return found
