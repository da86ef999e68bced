"""What differs, in words and links: a line for each entry, with how it was and how it is side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from cms import wording
from cms.cards import GrantCard
from cms.differences.comparing import Entry, Kind, Way
from cms.differences.question import Side
from cms.differences.words import ASPECT, FAMILY
from cms.holders import until_in_words
from cms.links import Link, instrument_link, office_link, power_link, recipient_link, territory_link
from cms.terms import begins, grant_end


@dataclass(frozen=True, slots=True)
class WayLine:
    """One way in which the power is held on a side."""

    grant: str
    holder: Link
    role: str
    kind: str
    kind_words: str
    giver: Link | None
    limits: tuple[str, ...]
    conditions: str
    territory: Link | None
    citation: str
    instrument: Link
    since: date
    until: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One power with who has it: before, after, and what differs in words."""

    kind: Kind
    power: Link
    field: str
    family: str
    holder: Link | None
    before: tuple[WayLine, ...]
    after: tuple[WayLine, ...]
    differs: tuple[str, ...]


def entry_lines(before: Side, after: Side, entries: Sequence[Entry]) -> list[EntryLine]:
    """The lines of some entries; what is shown beside the rules is read in one statement a side."""
    cards = [
        side.catalog.grant_cards(way.grant.grant for entry in entries for way in ways(entry))
        for side, ways in ((before, _before), (after, _after))
    ]
    return [_line(before, after, entry, *cards) for entry in entries]


def _before(entry: Entry) -> Iterable[Way]:
    return entry.before


def _after(entry: Entry) -> Iterable[Way]:
    return entry.after


def _line(
    before: Side, after: Side, entry: Entry, cards: dict[str, GrantCard], later: dict[str, GrantCard]
) -> EntryLine:
    shown = after if entry.after else before
    line = entry.line
    with shown.reading():
        power = power_link(shown.catalog, line.power, shown.moment.day)
        holder = recipient_link(shown.catalog, line.holder, shown.moment.day) if line.holder else None
    return EntryLine(
        kind=entry.kind,
        power=power,
        field=power.note,
        family=wording.word(FAMILY, line.family) if line.family != "power" else "",
        holder=holder,
        before=tuple(way_line(before, way, cards) for way in entry.before),
        after=tuple(way_line(after, way, later) for way in entry.after),
        differs=tuple(wording.word(ASPECT, name) for name in entry.differs),
    )


def way_line(side: Side, way: Way, cards: dict[str, GrantCard]) -> WayLine:
    """A way on its side, with links to pages of that day and edition."""
    catalog, grant, day = side.catalog, way.grant, side.moment.day
    with side.reading():
        return WayLine(
            grant=grant.grant,
            holder=recipient_link(catalog, way.holder, day),
            role=gettext("vẫn giữ quyền, nơi khác quyết định thay") if way.retained else "",
            kind=grant.kind,
            kind_words=wording.word(wording.GRANT_KIND, grant.kind),
            giver=office_link(catalog, grant.grantor, day) if grant.grantor else None,
            limits=tuple(dict.fromkeys(wording.limit_in_words(limit) for limit in way.limits)),
            conditions=grant.conditions,
            territory=territory_link(catalog, grant.territory),
            citation=cards[grant.grant].citation,
            instrument=instrument_link(catalog, grant.instrument),
            since=begins(catalog.register, grant),
            until=until_in_words(catalog, grant_end(catalog.register, grant), grant.instrument),
            notes=tuple(_notes(side, way)),
        )


def _notes(side: Side, way: Way) -> Iterable[str]:
    yield from (wording.word(wording.DEFECT, defect) for defect in way.defects)
    if way.lapsed:
        yield gettext("Bên nhận không còn tồn tại vào ngày này.")
    if way.exceptions:
        names = "; ".join(side.catalog.office_name(office) for office in way.exceptions)
        yield gettext("Trừ: %(offices)s") % {"offices": names}
