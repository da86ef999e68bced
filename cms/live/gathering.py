"""Reads the register for all the cards of a page at once: many cards ask the database for no more than one does."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from cms.cards import GrantCard
from cms.catalog import Catalog
from cms.live.asking import MOST_ROWS, AnswerAsked, Asked, CutAsked, InstrumentAsked, OfficeAsked, PowerAsked
from cms.sheets.grants import standing
from delegation.day import Day
from delegation.matrix import MatrixRow, matrix
from delegation.models import GrantEntry
from delegation.records import Grant
from delegation.register import GrantsInMemory, GrantsOfPower

ROWS_OF_A_CARD: Final = 6


class Prepared(Catalog):
    """A catalog that holds already what is shown of the grants that the cards show."""

    def __init__(self, catalog: Catalog, cards: dict[str, GrantCard]) -> None:
        vars(self).update(vars(catalog))
        self._grant_cards = cards

    def grant_cards(self, grants: Iterable[str]) -> dict[str, GrantCard]:
        """What is shown of these grants, all of which have been read."""
        return {grant: self._grant_cards[grant] for grant in set(grants)}


class Gathered:
    """What the cards of a page are made from. `asked` names nothing that the catalog does not have."""

    def __init__(self, catalog: Catalog, asked: Collection[Asked], today: date) -> None:
        self.today = today
        # What is worked out once for a catalog must not be worked out again for each page.
        _ = catalog.places
        self._catalog = catalog
        self._of_instrument = _grants_of(
            catalog, {one.instrument for one in asked if isinstance(one, InstrumentAsked)}
        )
        self._of_power = catalog.register.grants.of_all_powers(sorted(set(self._powers(asked))))
        self._rows = {one: matrix_rows(self, one) for one in asked if isinstance(one, CutAsked)}
        self._offices = self._days_of_offices([one for one in asked if isinstance(one, OfficeAsked)])
        self.catalog = Prepared(catalog, catalog.grant_cards(set(self._shown(asked))))

    def day(self, asked: Asked) -> date:
        """The day that a card is about."""
        return asked.day or self.today

    def on(self, asked: Asked) -> Day:
        """The register on that day."""
        return self._catalog.day(self.day(asked))

    def grants_in_force(self, asked: PowerAsked) -> list[Grant]:
        """The grants of a power that have effect on the day."""
        on = self.on(asked)
        return [grant for grant in self._of_power[asked.power] if standing(on, grant) == "in_force"]

    def grants_made(self, asked: InstrumentAsked) -> tuple[list[Grant], int]:
        """The first grants that an instrument makes, and how many it makes."""
        keys = self._of_instrument.get(asked.instrument, [])
        wanted = [grant for _power, grant in keys[:ROWS_OF_A_CARD]]
        powers = {power for power, _grant in keys[:ROWS_OF_A_CARD]}
        found = {grant.grant: grant for power in powers for grant in self._of_power[power]}
        return [found[key] for key in wanted], len(keys)

    def rows(self, asked: CutAsked) -> list[MatrixRow]:
        """The rows of a cut of the matrix, all of them."""
        return self._rows[asked]

    def on_for_office(self, asked: OfficeAsked) -> Day:
        """The day, with every grant that names the office already read."""
        return self._offices[asked]

    def grants_of_field(self, field: str) -> list[GrantsOfPower]:
        """The grants of each power of a field."""
        return [self._of_power[key] for key, card in self._catalog.powers.items() if card.field == field]

    def _powers(self, asked: Iterable[Asked]) -> Iterator[str]:
        for one in asked:
            if isinstance(one, AnswerAsked | PowerAsked):
                yield one.power
            elif isinstance(one, CutAsked):
                yield from (key for key, card in self._catalog.powers.items() if card.field == one.field)
            elif isinstance(one, InstrumentAsked):
                keys = self._of_instrument.get(one.instrument, [])
                yield from (power for power, _grant in keys[:ROWS_OF_A_CARD])

    def _shown(self, asked: Iterable[Asked]) -> Iterator[str]:
        for one in asked:
            if isinstance(one, AnswerAsked):
                yield from (grant.grant for grant in self._of_power[one.power])
            elif isinstance(one, PowerAsked):
                yield from (grant.grant for grant in self.grants_in_force(one)[:ROWS_OF_A_CARD])
            elif isinstance(one, CutAsked):
                yield from (row.grant.grant for row in self._rows[one][: min(one.rows, MOST_ROWS)])
            elif isinstance(one, InstrumentAsked):
                yield from (grant.grant for grant in self.grants_made(one)[0])

    def _days_of_offices(self, asked: list[OfficeAsked]) -> Mapping[OfficeAsked, Day]:
        if not asked:
            return {}
        register = self._catalog.register
        names = {name for one in asked for name in self.on(one).designations(one.office)}
        powers = register.grants.powers_between(names)
        of_powers = register.grants.of_all_powers(powers)
        read = copy.copy(register)
        read.grants = GrantsInMemory(grant for grants in of_powers.values() for grant in grants)
        return {one: Day(read, self.day(one)) for one in asked}


def matrix_rows(gathered: Gathered, asked: CutAsked) -> list[MatrixRow]:
    """The rows of a cut, in the order of the matrix."""
    return [
        row
        for row in matrix(gathered.on(asked), gathered.grants_of_field(asked.field))
        if (not asked.kind or row.grant.kind == asked.kind)
        and (not asked.recipient or row.recipient == asked.recipient)
    ]


def _grants_of(catalog: Catalog, instruments: Collection[str]) -> Mapping[str, list[tuple[str, str]]]:
    """The powers and grants of each instrument, in order."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    if instruments:
        entries = GrantEntry.objects.recorded(catalog.edition.number).filter(instrument__in=instruments)
        lines = entries.order_by("power", "grant").values_list("instrument_id", "power_id", "grant_id")
        for instrument, power, grant in lines:
            found[instrument].append((power, grant))
    return found
