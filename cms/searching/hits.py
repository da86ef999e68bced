"""How what was found is shown: a link, the words it was found for, and why where these do not show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext

from cms.addresses import in_this_edition, instrument_address, office_address, power_address, unit_address
from cms.catalog import Catalog
from cms.days import span
from cms.links import Link, unit_link
from cms.searching.finding import Match
from cms.searching.marking import Piece, marked, words_as_written
from cms.searching.pages import WrittenPage
from cms.searching.rows import FIELDS, INSTRUMENTS, OFFICES, PAGES, POWERS, UNITS
from cms.tongues import DATA_LANGUAGE
from cms.word_index import words_in
from units.kinds import COMMUNE_LEVEL

_LENGTH_OF_EXCERPT: Final = 180
_BEFORE_THE_WORD: Final = 60
_MOST_OF_ITS_GROUND: Final = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what it is called, a note beside it, why it was found, and what lies there now."""

    kind: str
    key: str
    address: str
    title: tuple[Piece, ...]
    note: tuple[Piece, ...]
    reasons: tuple[str, ...]
    now: tuple[Link, ...] = ()
    language: str = DATA_LANGUAGE

    @property
    def note_language(self) -> str:
        """The language of the note, if it has but one: beside names there stand periods in the reader's own words."""
        return "" if self.kind in (UNITS, OFFICES) else self.language

    @property
    def text(self) -> str:
        """What it is called, without marks."""
        return "".join(piece.text for piece in self.title)

    @property
    def noted(self) -> str:
        """The note beside it, without marks."""
        return "".join(piece.text for piece in self.note)


class Showing:
    """Makes hits of matches. `matrix` is where fields lead; `pages` are what editors wrote."""

    def __init__(self, catalog: Catalog, day: date, matrix: str, pages: Mapping[str, WrittenPage]) -> None:
        self._catalog = catalog
        self._day = day
        self._matrix = matrix
        self._pages = pages
        self._shown: Final[Mapping[str, Callable[[str], Link]]] = {
            POWERS: self._power,
            UNITS: self._unit,
            OFFICES: self._office,
            INSTRUMENTS: self._instrument,
            FIELDS: self.field,
        }

    def hit(self, match: Match) -> Hit:
        """What is shown of a match."""
        row, words = match.row, match.words
        if row.kind == PAGES:
            return self._written(match)
        link = self._shown[row.kind](row.key)
        words = (*words, *words_in(match.code))
        return Hit(
            row.kind,
            row.key,
            link.address,
            marked(link.text, words),
            marked(link.note, words),
            tuple(_reasons(match, link)),
            self._now(row.key) if row.kind == UNITS else (),
        )

    def field(self, key: str) -> Link:
        """A field of law, leading to its part of the matrix."""
        address = self._matrix
        if address:
            address += f"{'&' if '?' in address else '?'}{urlencode({'linh-vuc': key})}"
        return Link(self._catalog.fields[key], address)

    def _power(self, key: str) -> Link:
        card = self._catalog.powers[key]
        note = " · ".join([self._catalog.fields.get(card.field, card.field), *card.procedures])
        return Link(card.title, power_address(key), note)

    def _unit(self, key: str) -> Link:
        geography = self._catalog.register.geography
        choice = self._catalog.places.choice(key, self._day)
        version = choice.version
        day = self._day if choice.standing == "exists" else version.period.start or self._day
        above = geography.version(version.parent, day) if version.parent else None
        period = span(choice.first, choice.last)
        return Link(version.name, unit_address(key), f"{above.name} · {period}" if above else period)

    def _now(self, key: str) -> tuple[Link, ...]:
        """The units of the day in which a former one lies."""
        if self._catalog.places.choice(key, self._day).standing != "former":
            return ()
        ground = self._catalog.places.on_its_ground(key, self._day)[:_MOST_OF_ITS_GROUND]
        return tuple(unit_link(self._catalog, found.unit, self._day) for found in ground)

    def _office(self, key: str) -> Link:
        office = self._catalog.register.directory.offices[key]
        period = span(office.period.start, office.period.last_day)
        above = self._above_a_ward(office.unit)
        return Link(office.name, office_address(key), f"{above} · {period}" if above else period)

    def _above_a_ward(self, unit: str) -> str:
        """In what a ward or a commune lies, which tells those of one name apart."""
        version = self._catalog.places.choice(unit, self._day).version
        if version.kind not in COMMUNE_LEVEL or not version.parent:
            return ""
        return unit_link(self._catalog, version.parent, version.period.last_day or self._day).text

    def _instrument(self, key: str) -> Link:
        card = self._catalog.instruments[key]
        return Link(card.cited, instrument_address(key), card.title if card.number else card.issuer)

    def _written(self, match: Match) -> Hit:
        page = self._pages[match.row.key]
        return Hit(
            PAGES,
            page.key,
            in_this_edition(page.address),
            marked(page.title, match.words),
            marked(_excerpt(page.body, match.words), match.words),
            tuple(_reasons(match, Link(page.title))),
            language=page.language,
        )


def _reasons(match: Match, link: Link) -> list[str]:
    """Why it was found, where the marked words alone do not say it."""
    reasons = []
    if match.code:
        reasons.append(gettext("mã thủ tục %(code)s") % {"code": match.code})
    if match.saying:
        reasons.append(gettext("tìm thêm theo: “%(words)s”") % {"words": match.saying.official})
    if match.row.kind == UNITS and match.row.name != link.text:
        reasons.append(gettext("tên khác: %(name)s") % {"name": match.row.name})
    if match.has_other_accents:
        reasons.append(gettext("khác dấu"))
    if match.is_like:
        reasons += _likeness(match)
    return reasons


def _likeness(match: Match) -> list[str]:
    """Which words are merely like those that were typed."""
    like = {other for word, other in match.instead.items() if word != other}
    written = words_as_written(f"{match.row.name} {match.row.aside}", like)
    if not written:
        return [gettext("khớp một phần")]
    return [gettext("gõ gần giống: %(words)s") % {"words": ", ".join(f"“{word}”" for word in written)}]


def _excerpt(body: str, words: tuple[str, ...]) -> str:
    """A part of a text round the first of the words."""
    pieces = marked(body, words)
    first = len(pieces[0].text) if pieces and not pieces[0].is_marked else 0
    start = max(0, first - _BEFORE_THE_WORD) if first < len(body) else 0
    start = body.find(" ", start) + 1 if start else 0
    cut = body[start : start + _LENGTH_OF_EXCERPT]
    before, after = "… " if start else "", " …" if start + _LENGTH_OF_EXCERPT < len(body) else ""
    return f"{before}{cut.rpartition(' ')[0] if after else cut}{after}"
