"""Which law governed a delegation, by the day it was signed, and who might delegate to whom under it. Pure.

Source: Luật 77/2015/QH13 (as amended by Luật 47/2019/QH14), Luật 65/2025/QH15, Luật 72/2025/QH15 (Điều 14 khoản 1),
Luật 63/2025/QH15 (Điều 9 khoản 2). Where the text of a law's list has not been seen, the regime has no table and
nothing is judged by it. The list of 2020 is from memory but for its first clause: a lawyer should check it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from units.kinds import COMMUNE_LEVEL, DISTRICT_LEVEL, PROVINCE_LEVEL
from units.periods import Period

STATE_LEVEL: Final = frozenset({"state"})
_LOCAL: Final = PROVINCE_LEVEL | DISTRICT_LEVEL | COMMUNE_LEVEL

# Heads of specialised agencies and of other administrative organisations; a management board is recorded as one
# office, the body and its head alike.
_HEADS: Final = frozenset({"department_head", "division_head", "management_board"})
_UNITS_OF_SERVICE: Final = frozenset({"public_service_unit"})


class Standing(Enum):
    """How the recipient's unit stands to the grantor's."""

    SAME = "same"
    DIRECTLY_BELOW = "directly below"
    BELOW = "below"
    ELSEWHERE = "elsewhere"


_UNDER: Final = frozenset({Standing.DIRECTLY_BELOW, Standing.BELOW})


@dataclass(frozen=True, slots=True)
class Allowance:
    """Grantors of these kinds, at units of these kinds, may delegate to these kinds of office standing so to them."""

    grantors: frozenset[str]
    grantor_units: frozenset[str]
    recipients: frozenset[str]
    standings: frozenset[Standing]
    recipient_units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a delegation: the kind of office, and of its unit on the day."""

    office_kind: str
    unit_kind: str


@dataclass(frozen=True, slots=True)
class Regime:
    """The law in force between two days; `table` None where its list of delegators has not been seen.

    `decentralization` and `delegation` are the articles on the two; the list stands in the latter.
    """

    name: str
    period: Period
    decentralization: str
    delegation: str
    table: tuple[Allowance, ...] | None = None

    def article(self, kind: str) -> str:
        """The article on a kind of grant that passes a power on."""
        return self.decentralization if kind == "decentralization" else self.delegation

    def allows(self, grantor: Party, recipient: Party, standing: Standing) -> bool | None:
        """Whether the one may delegate to the other; None where the register cannot judge."""
        if self.table is None:
            return None
        return any(
            grantor.office_kind in row.grantors
            and grantor.unit_kind in row.grantor_units
            and recipient.office_kind in row.recipients
            and recipient.unit_kind in row.recipient_units
            and standing in row.standings
            for row in self.table
        )


def _same(grantor: str, units: frozenset[str], recipients: frozenset[str]) -> Allowance:
    return Allowance(frozenset({grantor}), units, recipients, frozenset({Standing.SAME}), units)


def _down(
    grantors: frozenset[str], units: frozenset[str], recipients: frozenset[str], below: frozenset[str]
) -> Allowance:
    return Allowance(grantors, units, recipients, _UNDER, below)


def _directly_down(grantor: str, recipient: str) -> Allowance:
    standings = frozenset({Standing.DIRECTLY_BELOW})
    return Allowance(frozenset({grantor}), _LOCAL, frozenset({recipient}), standings, _LOCAL)


_TABLE_2020: Final = (
    _same("committee", _LOCAL, frozenset({"chair", "department", "division"}) | _UNITS_OF_SERVICE),
    _same("chair", _LOCAL, frozenset({"vice_chair", "department_head", "division_head"}) | _UNITS_OF_SERVICE),
    _directly_down("committee", "committee"),
    _directly_down("chair", "chair"),
)

_TABLE_2025: Final = (
    _same("committee", PROVINCE_LEVEL, frozenset({"chair"}) | _HEADS | _UNITS_OF_SERVICE),
    _same("chair", PROVINCE_LEVEL, _HEADS | _UNITS_OF_SERVICE),
    _down(frozenset({"committee"}), PROVINCE_LEVEL, frozenset({"committee", "chair"}), COMMUNE_LEVEL),
    _down(frozenset({"chair"}), PROVINCE_LEVEL, frozenset({"chair"}), COMMUNE_LEVEL),
    _down(
        frozenset({"department_head", "management_board"}),
        PROVINCE_LEVEL,
        frozenset({"committee", "chair"}),
        COMMUNE_LEVEL,
    ),
    _same("committee", COMMUNE_LEVEL, frozenset({"chair"}) | _HEADS | _UNITS_OF_SERVICE),
    _same("chair", COMMUNE_LEVEL, _HEADS | _UNITS_OF_SERVICE | {"civil_servant"}),
)

_TABLE_CENTRE: Final = (
    _same("prime_minister", STATE_LEVEL, frozenset({"ministry"})),
    _down(
        frozenset({"prime_minister", "ministry"}),
        STATE_LEVEL,
        frozenset({"committee", "chair"}),
        PROVINCE_LEVEL,
    ),
)

REGIMES: Final = (
    Regime(
        "R2016",
        Period.of_days(date(2016, 1, 1), date(2020, 6, 30)),
        "Điều 13 Luật 77/2015/QH13",
        "Điều 14 Luật 77/2015/QH13",
    ),
    Regime(
        "R2020",
        Period.of_days(date(2020, 7, 1), date(2025, 2, 28)),
        "Điều 13 Luật 77/2015/QH13 (sửa đổi bởi Luật 47/2019/QH14)",
        "Điều 14 Luật 77/2015/QH13 (sửa đổi bởi Luật 47/2019/QH14)",
        _TABLE_2020,
    ),
    Regime(
        "R2025A",
        Period.of_days(date(2025, 3, 1), date(2025, 6, 15)),
        "Điều 13 Luật 65/2025/QH15",
        "Điều 14 Luật 65/2025/QH15",
    ),
    Regime(
        "R2025B",
        Period(date(2025, 6, 16)),
        "Điều 13 Luật 72/2025/QH15",
        "Điều 14 Luật 72/2025/QH15",
        _TABLE_2025,
    ),
)

CENTRAL_REGIMES: Final = (
    Regime(
        "CENTRE",
        Period(date(2025, 3, 1)),
        "Điều 8 Luật 63/2025/QH15",
        "Điều 9 Luật 63/2025/QH15",
        _TABLE_CENTRE,
    ),
)

# From this day decentralization is made by a normative text (Luật 47/2019/QH14; Luật 63/2025/QH15, Điều 8 khoản 1).
DECENTRALIZED_BY_NORMATIVE_TEXT: Final = Period(date(2020, 7, 1))
# From this day on: matters of the committee as a body (Điều 40 khoản 2), lists of the provincial council (Điều 14).
TWO_TIER_LAW: Final = REGIMES[-1].period


def regime_on(signed: date, grantor_unit_kind: str) -> Regime | None:
    """The regime of the day of signing, for a grantor of the centre or of a locality; None before there was one."""
    regimes = CENTRAL_REGIMES if grantor_unit_kind in STATE_LEVEL else REGIMES
    return next((regime for regime in regimes if signed in regime.period), None)
