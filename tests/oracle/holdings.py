"""Who holds a power at a place on a day, with which defects, chain and limits (docs/effective-authority.md)."""

import datetime
from dataclasses import dataclass

from .limits import Limit, Value, read_limits
from .register import Register, Row, Tables, read_day

CONFERRING_ORIGIN = frozenset({"allocation", "devolution"})
PASSING_ON = frozenset({"decentralization", "delegation"})
NO_HOLDING = frozenset({"exclusion", "assignment"})
# "a decentralization: on an allocation or devolution; a delegation: also on a decentralization"
MAY_REST_ON = {
    "decentralization": CONFERRING_ORIGIN,
    "delegation": CONFERRING_ORIGIN | {"decentralization"},
}


@dataclass(frozen=True)
class Asked:
    """A power at a place on a day with facts."""

    power: str
    place: str
    on: datetime.date
    facts: dict[str, Value]


@dataclass(frozen=True)
class Holding:
    """An office holds the power by a grant of it."""

    office: str
    grant_id: str

    def order(self) -> tuple[str, str]:
        """Sorted by office then grant."""
        return self.office, self.grant_id


class Holdings:
    """The holdings of a register, given as the rows of its tables by file stem."""

    def __init__(self, tables: Tables) -> None:
        self.register = Register(tables)

    # -- Limits and facts

    def limits_of(self, grant: Row) -> list[Limit]:
        """The comparisons of a grant."""
        return read_limits(grant["limits"])

    def open_limits_of_grant(self, grant: Row, asked: Asked) -> list[Limit]:
        """A limit on a dimension without a fact is open."""
        return [limit for limit in self.limits_of(grant) if limit.dimension not in asked.facts]

    def some_limit_fails(self, grant: Row, asked: Asked) -> bool:
        """A limit on a dimension with a fact holds or fails."""
        return any(
            limit.dimension in asked.facts and not limit.allows(asked.facts[limit.dimension])
            for limit in self.limits_of(grant)
        )

    # -- Grant runs, Grant reaches

    def term_has_passed(self, grant: Row, office: str, on: datetime.date) -> bool:
        """D is after valid_until and after every extension for o that has begun."""
        extensions = self.register.changes_for(office, grant, "extend", on)
        ends = [read_day(grant["valid_until"]), *(read_day(row["until"]) for row in extensions)]
        return all(end is not None and on > end for end in ends)

    def is_revoked(self, grant: Row, office: str, on: datetime.date) -> bool:
        """A `revoke` for o has begun."""
        return bool(self.register.changes_for(office, grant, "revoke", on))

    def is_suspended(self, grant: Row, office: str, on: datetime.date) -> bool:
        """A `suspend` for o covers D."""
        suspensions = self.register.changes_for(office, grant, "suspend", on)
        return any((until := read_day(row["until"])) is None or on <= until for row in suspensions)

    def has_started(self, grant: Row, on: datetime.date) -> bool:
        """valid_from <= D."""
        starts = read_day(grant["valid_from"])
        return starts is None or starts <= on

    def runs_for(self, grant: Row, office: str, on: datetime.date) -> bool:
        """Grant runs for office o on D."""
        return (
            self.register.instrument_in_force(grant["instrument"], on)
            and self.has_started(grant, on)
            and not self.term_has_passed(grant, office, on)
            and not self.is_revoked(grant, office, on)
            and not self.is_suspended(grant, office, on)
        )

    def is_recipient(self, grant: Row, office: str, on: datetime.date) -> bool:
        """Among them, and not the office that decentralizes or delegates by this very grant."""
        passes_it_on = grant["kind"] in PASSING_ON and grant["grantor"] == office
        return self.register.is_among(office, grant["recipients"], on) and not passes_it_on

    def lies(self, grant: Row, asked: Asked) -> str:
        """Whether L lies in the grant's territory: "yes", "partly" or "no"."""
        return self.register.lies_in_territory(asked.place, grant["territory"], asked.on)

    def reaches(self, grant: Row, office: str, asked: Asked) -> bool:
        """Grant reaches (o, L) on D."""
        return (
            self.runs_for(grant, office, asked.on)
            and self.register.office_exists(office, asked.on)
            and self.is_recipient(grant, office, asked.on)
            and self.register.office_covers(office, asked.place, asked.on)
            and self.lies(grant, asked) != "no"
        )

    # -- Exclusion

    def grant(self, grant_id: str) -> Row:
        """The row of a grant."""
        row = self.register.row("grants", "grant", grant_id)
        if row is None:
            raise KeyError(grant_id)
        return row

    def grants_of(self, power: str) -> list[Row]:
        """Every recorded grant of a power."""
        return [row for row in self.register.tables["grants"] if row["power"] == power]

    def exclusions(self, office: str, asked: Asked) -> list[Row]:
        """The exclusions of p that reach (o, L) on D, and none of whose limits fails."""
        return [
            grant
            for grant in self.grants_of(asked.power)
            if grant["kind"] == "exclusion"
            and self.reaches(grant, office, asked)
            and not self.some_limit_fails(grant, asked)
        ]

    def exclusion_is_unclear(self, grant: Row, asked: Asked) -> bool:
        """It reaches L only partly, or has an open limit or a `conditions` text."""
        return (
            self.lies(grant, asked) == "partly"
            or bool(self.open_limits_of_grant(grant, asked))
            or bool(grant["conditions"])
        )

    def is_excluded(self, office: str, asked: Asked) -> bool:
        """An exclusion takes p from o there."""
        return any(not self.exclusion_is_unclear(grant, asked) for grant in self.exclusions(office, asked))

    def is_unclearly_excluded(self, office: str, asked: Asked) -> bool:
        """An exclusion leaves o its holdings, with the defect TERRITORY_PARTLY."""
        return any(self.exclusion_is_unclear(grant, asked) for grant in self.exclusions(office, asked))

    # -- Holding and its defects

    def holds_by(self, office: str, grant: Row, asked: Asked) -> bool:
        """o holds p at L on D by a grant g of p."""
        return (
            grant["kind"] not in NO_HOLDING
            and self.reaches(grant, office, asked)
            and not self.some_limit_fails(grant, asked)
            and not self.is_excluded(office, asked)
        )

    def holdings_of(self, office: str, asked: Asked) -> list[Holding]:
        """All holdings of p at L on D of one office."""
        return [
            Holding(office, grant["grant"])
            for grant in self.grants_of(asked.power)
            if self.holds_by(office, grant, asked)
        ]

    def all_holdings(self, asked: Asked) -> list[Holding]:
        """All holdings of p at L on D, sorted by office then grant."""
        offices = [row["office"] for row in self.register.tables["offices"]]
        found = [holding for office in offices for holding in self.holdings_of(office, asked)]
        return sorted(found, key=Holding.order)

    def kind(self, holding: Holding) -> str:
        """The kind of the grant of a holding."""
        return self.grant(holding.grant_id)["kind"]

    def origin_is_recorded(self, power: str) -> bool:
        """p has at least one allocation or devolution recorded, whatever its own days."""
        return any(grant["kind"] in CONFERRING_ORIGIN for grant in self.grants_of(power))

    def rests_on(self, grant: Row, asked: Asked) -> list[Holding]:
        """The grantor's sound holdings of p at L on D that g may rest on."""
        if grant["kind"] not in PASSING_ON:
            return []
        return [
            holding
            for holding in self.holdings_of(grant["grantor"], asked)
            if self.kind(holding) in MAY_REST_ON[grant["kind"]] and self.is_sound(holding, asked)
        ]

    def defects(self, holding: Holding, asked: Asked) -> list[str]:
        """The defects of a holding by code, sorted; empty for a sound one."""
        grant = self.grant(holding.grant_id)
        found = set(self.defects_of_passing_on(grant, asked)) if grant["kind"] in PASSING_ON else set()
        if self.register.basis_ended(grant["instrument"], asked.on):
            found.add("BASIS_ENDED")
        if self.lies(grant, asked) == "partly" or self.is_unclearly_excluded(holding.office, asked):
            found.add("TERRITORY_PARTLY")
        return sorted(found)

    def defects_of_passing_on(self, grant: Row, asked: Asked) -> list[str]:
        """The rows of the table that speak of kind decentralization or delegation only."""
        found = []
        if self.origin_is_recorded(asked.power) and not self.rests_on(grant, asked):
            found.append("GRANTOR_NOT_COMPETENT")
        if not self.register.office_exists(grant["grantor"], asked.on):
            found.append("GRANTOR_ENDED")
        grantors_kinds = {self.kind(holding) for holding in self.holdings_of(grant["grantor"], asked)}
        if grant["kind"] == "delegation" and grantors_kinds == {"delegation"}:
            found.append("SUBDELEGATED")
        if grant["kind"] == "decentralization" and grantors_kinds == {"decentralization"}:
            found.append("REDECENTRALIZED")
        power = self.register.row("powers", "power", asked.power)
        if power is not None and power["delegable"] == "no":
            found.append("NOT_DELEGABLE")
        return found

    def is_sound(self, holding: Holding, asked: Asked) -> bool:
        """A holding is sound or carries defects."""
        return not self.defects(holding, asked)

    # -- Chain

    def first(self, holdings: list[Holding]) -> Holding:
        """Of several the earliest valid_from (an empty one before all), then the smallest grant id."""
        return min(
            holdings, key=lambda holding: (self.grant(holding.grant_id)["valid_from"], holding.grant_id)
        )

    def chain(self, holding: Holding, asked: Asked) -> list[str]:
        """Its grant, before it the grantor's sound holding that it may rest on, and so on, root first."""
        before = self.rests_on(self.grant(holding.grant_id), asked)
        return [*(self.chain(self.first(before), asked) if before else []), holding.grant_id]

    def chain_limits(self, holding: Holding, asked: Asked) -> list[Limit]:
        """The limits of all grants in its chain, root first."""
        return [limit for grant in self.chain(holding, asked) for limit in self.limits_of(self.grant(grant))]

    def open_limits(self, holding: Holding, asked: Asked) -> list[Limit]:
        """Open limits of a holding, the same one once, as the grant nearest the root writes it."""
        found: list[Limit] = []
        for limit in self.chain_limits(holding, asked):
            if limit.dimension not in asked.facts and not any(limit.is_same_as(other) for other in found):
                found.append(limit)
        return found

    def conditions(self, holding: Holding) -> str:
        """The `conditions` text of the grant of a holding."""
        return self.grant(holding.grant_id)["conditions"]
