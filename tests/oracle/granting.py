"""Makes the grants of a register: origins first, then what their holders pass on, so that chains arise."""

import datetime

from .chooser import DAYS, EARLY, Chooser
from .limits import read_limits
from .register import Row, Tables, period_contains

LATER_KINDS = {
    "decentralization": 6,
    "delegation": 7,
    "exclusion": 4,
    "assignment": 1,
    "allocation": 2,
    "devolution": 1,
}
LIMITS = (
    "amount_vnd<100",
    "amount_vnd<=100",
    "amount_vnd>=100",
    "amount_vnd>100",
    "amount_vnd<100.0",
    "area_m2<50.5",
    "area_m2>=50.5",
    "floors<=3",
    "floors>3",
    "floors=2|3",
    "project_group=C",
    "project_group=B|C",
    "project_group=C|B",
    "site=khu_dan_cu",
    "site=khu_cong_nghiep",
)
CONDITIONS = ("trừ các dự án có yếu tố nước ngoài", "sau khi có ý kiến của Sở")
CITY = "79@"
ORIGINS = frozenset({"allocation", "devolution"})


class GrantMaker:
    """Grants on the units, offices, scopes, instruments and powers already made."""

    def __init__(self, chooser: Chooser, tables: Tables) -> None:
        self.chooser = chooser
        self.tables = tables
        self.offices = [row["office"] for row in tables["offices"]]
        self.high = [office for office in self.offices if office.startswith((CITY, "1@"))]
        self.scopes = [row["scope"] for row in tables["scopes"]]
        self.favourite = chooser.pick(("amount_vnd", "project_group", "floors", "area_m2", "site"))
        self.rows: list[Row] = []

    def make(self) -> list[Row]:
        """The rows of grants.csv."""
        for power in self.tables["powers"]:
            if not self.chooser.chance(15):
                for _ in range(2 if self.chooser.chance(35) else 1):
                    self.add(power["power"], self.chooser.pick(("allocation", "devolution")))
            for _ in range(self.chooser.number(2, 7)):
                self.add(power["power"], self.chooser.weighted(LATER_KINDS))
            if self.high and self.chooser.chance(50):
                self.add_chain(power["power"])
        return self.rows

    def add(self, power: str, kind: str) -> None:
        """One more grant; origins and half of the rest are plain, so that others can rest on them."""
        chooser = self.chooser
        plain = 30 if kind in ORIGINS or chooser.chance(50) else 0
        first = EARLY if chooser.chance(62 + plain) else chooser.day_or_open(35)
        self.record(
            power,
            kind,
            grantor=self.grantor(power, kind),
            recipients=self.recipients(power, kind),
            territory=self.territory() if chooser.chance(40 - plain) else "",
            instrument=self.instrument(50 + plain),
            valid_from=first,
            valid_until=chooser.last_day(first, 62 + plain),
            limits=self.limits() if chooser.chance(18 if kind in ORIGINS else 38) else "",
            conditions=chooser.pick(CONDITIONS) if chooser.chance(6 if kind in ORIGINS else 18) else "",
        )

    def add_chain(self, power: str) -> None:
        """A holder by one or two origins passes on, and so may the next; limits and words differ or agree."""
        chooser = self.chooser
        holder = chooser.pick(self.high)
        kinds = [chooser.pick(("allocation", "devolution")) for _ in range(chooser.number(1, 2))]
        kinds += chooser.pick((["decentralization"], ["delegation"], ["decentralization", "delegation"]))
        limits, conditions = self.limits(100) if chooser.chance(50) else "", ""
        for number, kind in enumerate(kinds):
            passes_on = kind not in ORIGINS
            limits = self.limits(100) if chooser.chance(45) else limits
            conditions = chooser.pick(("", *CONDITIONS)) if chooser.chance(20) else conditions
            taker = chooser.pick(self.offices) if passes_on else holder
            self.record(
                power,
                kind,
                grantor=holder if passes_on else "",
                recipients=taker,
                instrument=self.instrument(75 if number == 0 or passes_on else 20),
                territory=self.territory() if chooser.chance(0 if passes_on else 15) else "",
                valid_from=chooser.pick(("", EARLY)),
                limits=limits if chooser.chance(70) else "",
                conditions=conditions,
            )
            holder = taker

    def record(self, power: str, kind: str, **cells: str) -> None:
        """A row with these cells; the rest plain."""
        row = {"grant": f"G{len(self.rows) + 1}", "power": power, "kind": kind, "citation": "Điều 1"}
        row |= {"territory": "", "valid_until": "", "confidence": "unverified", "note": ""}
        self.rows.append(row | cells)

    def limits(self, percent_favourite: int = 60) -> str:
        """One or two different comparisons, mostly on one dimension, so that grants differ on it."""
        of_favourite = [text for text in LIMITS if text.startswith(self.favourite)]
        texts = self.chooser.some(of_favourite if self.chooser.chance(percent_favourite) else LIMITS, 1, 2)
        limits = read_limits(";".join(texts))
        return ";".join(texts[:1] if limits[0].is_same_as(limits[-1]) else texts)

    def instrument(self, percent_first: int) -> str:
        """Mostly the first one, which is mostly in force."""
        ids = [row["instrument"] for row in self.tables["instruments"]]
        return ids[0] if self.chooser.chance(percent_first) else self.chooser.pick(ids)

    def grantor(self, power: str, kind: str) -> str:
        """Mostly somebody who was granted the power before; sometimes anybody, or nobody if allowed."""
        if kind in {*ORIGINS, "exclusion"}:
            return self.chooser.pick(self.offices) if self.chooser.chance(25) else ""
        again = self.holders(power, {kind})
        if again and self.chooser.chance(20):
            return self.chooser.pick(again)
        holders = self.holders(power, {*ORIGINS, "decentralization", "delegation"})
        first_holders = [office for office in holders if office in self.high]
        if first_holders and self.chooser.chance(65):
            return self.chooser.pick(first_holders)
        return self.chooser.pick(holders if holders and not self.chooser.chance(12) else self.offices)

    def holders(self, power: str, kinds: set[str]) -> list[str]:
        """The offices that grants of these kinds name, and those of the kind of a scope they name."""
        return [
            office
            for grant in self.rows
            if grant["power"] == power and grant["kind"] in kinds
            for item in grant["recipients"].split(";")
            for office in self.expand(item)
        ]

    def expand(self, item: str) -> list[str]:
        """The office itself, or the offices of a scope's kind."""
        kinds = [row["office_kind"] for row in self.tables["scopes"] if row["scope"] == item]
        return (
            [item] if not kinds else [row["office"] for row in self.tables["offices"] if row["kind"] in kinds]
        )

    def recipients(self, power: str, kind: str) -> str:
        """Origins mostly to the city; an exclusion mostly to those who have something to lose."""
        chooser = self.chooser
        if kind in ORIGINS and chooser.chance(75):
            items = chooser.some(self.high, 1, 2)
        elif kind == "exclusion" and self.rows and chooser.chance(75):
            same = [row for row in self.rows if row["power"] == power] or self.rows
            items = chooser.pick(same)["recipients"].split(";")
        else:
            items = chooser.some(self.offices if chooser.chance(55) else self.scopes, 1, 2)
        return ";".join(sorted(items))

    def territory(self) -> str:
        """A unit, existing or ended, or a unit as it was on a day on which it existed."""
        ended = [row for row in self.tables["units"] if row["valid_until"]]
        version = self.chooser.pick(ended if ended and self.chooser.chance(50) else self.tables["units"])
        lived = [
            day
            for day in DAYS
            if period_contains(
                version["valid_from"], version["valid_until"], datetime.date.fromisoformat(day)
            )
        ]
        if lived and self.chooser.chance(50):
            return f"{version['unit']}/{self.chooser.pick(lived)}"
        return version["unit"]
