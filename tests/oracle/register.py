"""What is recorded, read day by day (docs/effective-authority.md, down to where a place lies).

Every method goes through the rows again and does what one sentence of the rule says.  Nothing is
prepared, indexed or remembered: it is meant to be read beside it, not to be fast.
"""

import datetime

Row = dict[str, str]
Tables = dict[str, list[Row]]


def read_day(cell: str) -> datetime.date | None:
    """A day, or None for an empty cell."""
    return datetime.date.fromisoformat(cell) if cell else None


def period_contains(first: str, last: str, day: datetime.date) -> bool:
    """A period contains its first and its last day; an empty day leaves that side open."""
    begins, ends = read_day(first), read_day(last)
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def split_list(cell: str) -> list[str]:
    """The items of a cell with a list in it."""
    return cell.split(";") if cell else []


class Register:
    """The rows of one bundle, asked about single days."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def row(self, table: str, key: str, value: str) -> Row | None:
        """The row recorded under this id."""
        return next((row for row in self.tables[table] if row[key] == value), None)

    # -- units and offices

    def version(self, unit: str, day: datetime.date) -> Row | None:
        """The version of a unit on a day; None where the unit does not exist."""
        for row in self.tables["units"]:
            if row["unit"] == unit and period_contains(row["valid_from"], row["valid_until"], day):
                return row
        return None

    def ancestors(self, unit: str, day: datetime.date) -> list[str]:
        """u and its parents by the versions of day D, as far as they exist on D."""
        found: list[str] = []
        version = self.version(unit, day)
        while version is not None:
            found.append(version["unit"])
            version = self.version(version["parent"], day)
        return found

    def office_exists(self, office: str, day: datetime.date) -> bool:
        """D lies in its period and its unit exists on D."""
        row = self.row("offices", "office", office)
        return (
            row is not None
            and period_contains(row["valid_from"], row["valid_until"], day)
            and self.version(row["unit"], day) is not None
        )

    def unit_of(self, office: str) -> str:
        """The unit whose office it is."""
        row = self.row("offices", "office", office)
        if row is None:
            raise KeyError(office)
        return row["unit"]

    def office_covers(self, office: str, place: str, day: datetime.date) -> bool:
        """o.unit in Ancestors(L, D)."""
        return self.unit_of(office) in self.ancestors(place, day)

    # -- instruments

    def instrument_begins(self, instrument: str) -> datetime.date:
        """An instrument begins on its effective_from, else on its issued_on."""
        row = self.row("instruments", "instrument", instrument)
        begins = None if row is None else read_day(row["effective_from"]) or read_day(row["issued_on"])
        if begins is None:
            raise ValueError(f"no beginning: {instrument}")
        return begins

    def instrument_has_begun(self, instrument: str, day: datetime.date) -> bool:
        """What begins on D has begun on D."""
        return self.instrument_begins(instrument) <= day

    def relation_begins(self, relation: Row) -> datetime.date:
        """A relation begins on its `on`, else when the acting instrument begins."""
        return read_day(relation["on"]) or self.instrument_begins(relation["instrument"])

    def relations_on(self, target: str, kinds: set[str], day: datetime.date) -> list[Row]:
        """The relations of these kinds on an instrument that have begun."""
        return [
            row
            for row in self.tables["instrument_relations"]
            if row["target"] == target and row["relation"] in kinds and self.relation_begins(row) <= day
        ]

    def instrument_is_past_its_end(self, instrument: str, day: datetime.date) -> bool:
        """D > effective_until, or a relation `repeals` or `replaces` on it has begun."""
        row = self.row("instruments", "instrument", instrument)
        ends = None if row is None else read_day(row["effective_until"])
        return (ends is not None and day > ends) or bool(
            self.relations_on(instrument, {"repeals", "replaces"}, day)
        )

    def instrument_is_suspended(self, instrument: str, day: datetime.date) -> bool:
        """A `suspends` on it covers D: from its beginning to its `until`."""
        return any(
            period_contains("", row["until"], day) for row in self.relations_on(instrument, {"suspends"}, day)
        )

    def instrument_in_force(self, instrument: str, day: datetime.date) -> bool:
        """It has begun, D <= effective_until if given, not repealed, not replaced, not suspended."""
        return (
            self.instrument_has_begun(instrument, day)
            and not self.instrument_is_past_its_end(instrument, day)
            and not self.instrument_is_suspended(instrument, day)
        )

    def replacements(self, instrument: str, day: datetime.date) -> set[str]:
        """The instruments that replace it, or by D replace one of those in turn."""
        found: set[str] = set()
        unvisited = [instrument]
        while unvisited:
            for row in self.relations_on(unvisited.pop(), {"replaces"}, day):
                if row["instrument"] not in found:
                    found.add(row["instrument"])
                    unvisited.append(row["instrument"])
        return found

    def basis_ended(self, instrument: str, day: datetime.date) -> bool:
        """BASIS_ENDED for what rests on this instrument: a basis of it has begun and is not in force, unless
        an instrument that replaced that basis is in force."""
        return any(
            self.instrument_has_begun(row["target"], day)
            and not self.instrument_in_force(row["target"], day)
            and not any(self.instrument_in_force(new, day) for new in self.replacements(row["target"], day))
            for row in self.tables["instrument_relations"]
            if row["instrument"] == instrument and row["relation"] == "based_on"
        )

    # -- members and changes

    def is_member(self, office: str, scope: Row, day: datetime.date) -> bool:
        """o is a member of a scope on D; empty unit_kinds or `within` ask nothing."""
        row = self.row("offices", "office", office)
        if row is None or row["kind"] != scope["office_kind"]:
            return False
        version = self.version(row["unit"], day)
        above = self.ancestors(row["unit"], day)
        kinds = split_list(scope["unit_kinds"])
        if kinds and (version is None or version["kind"] not in kinds):
            return False
        if scope["within"] and scope["within"] not in above:
            return False
        excepted = split_list(scope["except"])
        return office not in excepted and not any(unit in excepted for unit in above)

    def is_among(self, office: str, recipients: str, day: datetime.date) -> bool:
        """It is named, or a member of a named scope on D."""
        named = split_list(recipients)
        return office in named or any(
            self.is_member(office, scope, day) for scope in self.tables["scopes"] if scope["scope"] in named
        )

    def change_begins(self, change: Row) -> datetime.date:
        """A change begins on its `from`, else when its instrument begins, and never before that."""
        instrument_begins = self.instrument_begins(change["instrument"])
        return max(read_day(change["from"]) or instrument_begins, instrument_begins)

    def changes_for(self, office: str, grant: Row, action: str, day: datetime.date) -> list[Row]:
        """The changes of a grant for o that have begun: its recipients are empty or o is among them on D."""
        return [
            row
            for row in self.tables["changes"]
            if row["grant"] == grant["grant"]
            and row["action"] == action
            and (not row["recipients"] or self.is_among(office, row["recipients"], day))
            and self.change_begins(row) <= day
        ]

    # -- territory

    def lies_in_territory(self, place: str, territory: str, day: datetime.date) -> str:
        """L lies in territory X on D: "yes", "partly" or "no"."""
        if not territory:
            return "yes"
        unit, _, written = territory.partition("/")
        as_it_was = read_day(written)
        if as_it_was is not None and day > as_it_was:
            return self.lies_in_ended(place, unit, as_it_was, day)
        if self.version(unit, day) is not None:
            return "yes" if unit in self.ancestors(place, day) else "no"
        last = self.last_day_before(unit, day)
        return "no" if last is None else self.lies_in_ended(place, unit, last, day)

    def last_day_before(self, unit: str, day: datetime.date) -> datetime.date | None:
        """The last day of a unit that has ended before D, or rests on D; None if it begins after D."""
        ends = [read_day(row["valid_until"]) for row in self.tables["units"] if row["unit"] == unit]
        return max((end for end in ends if end is not None and end < day), default=None)

    def lies_in_ended(self, place: str, unit: str, last: datetime.date, day: datetime.date) -> str:
        """X has ended, E being its last day: trace L back from D."""
        origins = self.origins(place, day, last)
        inside = [origin is not None and unit in self.ancestors(origin, last) for origin in origins]
        if all(inside):
            return "yes"
        return "no" if not any(inside) and None not in origins else "partly"

    def origins(self, unit: str, day: datetime.date, last: datetime.date) -> list[str | None]:
        """The origins of a unit traced back from a day to E = `last`; None stands for an unknown one."""
        found: list[str | None] = []
        if self.version(unit, last) is not None:
            found.append(unit)
        for row in self.tables["successions"]:
            on = datetime.date.fromisoformat(row["on"])
            if row["to_unit"] == unit and last < on <= day:
                found += self.origins(row["from_unit"], on - datetime.timedelta(days=1), last)
        return found or [None]
