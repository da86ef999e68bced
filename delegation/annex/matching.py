"""What the words of an annex mean in the register: one record, or a list to choose from. Pure.

Never guesses: a record is matched by its key, its code or a form of its name that no other record of the day has. What
is merely like a name is only suggested.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from delegation.annex.days import written_day
from delegation.annex.lookup import MOST_SUGGESTED, Match, Matched, Named, Names, Suggestion, Unknown
from delegation.annex.names import (
    city_level,
    class_form,
    class_forms,
    office_forms,
    text_forms,
    title_form,
    without_city,
)
from delegation.annex.procedures import bare_code, procedure_codes
from delegation.annex.recorded import Known, KnownInstrument, KnownParty, KnownPower
from delegation.annex.wording import accents_agree, spoken
from delegation.numbers import canonical_number
from units.text import fold

_LONGEST_NAME: Final = 300
_LONGEST_TITLE: Final = 1_000
_MOST_ANSWERS: Final = 20_000
_UNLIKE_TITLE: Final = 60
_NUMBER: Final = re.compile(
    r"\d{1,5}(?:\.\d{1,3})?[A-Za-z]?(?:/(?:19|20)\d{2})?/[A-ZĐ][\w&]*(?:-[A-ZĐ][\w&]*){0,3}"
)
_ROUND_PLACE: Final = re.compile(r"^(?:(?:tren|toan|bo|thuoc|dia ban|trong pham vi) )+")


class Matcher:
    """Matches texts against what is known; each different text is looked up once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._answers: dict[Hashable, Match] = {}
        self._powers = {power.key: power for power in known.powers}
        self._party_names = {party.key: party.name for party in (*known.offices, *known.scopes)}
        self._by_code: dict[str, list[KnownPower]] = defaultdict(list)
        self._titles, self._parties = Names(known.on), Names(known.on)
        self._units, self._fields = Names(known.on), Names(known.on)
        for power in known.powers:
            self._titles.add(Named(power.key, power.title), [title_form(power.title)])
            for code in power.procedures:
                self._by_code[bare_code(code)].append(power)
        for party in (*known.offices, *known.scopes):
            self._add_party(party)
        for unit in known.units:
            level = city_level(unit.name) if unit.is_city and unit.is_at_home else ""
            record = Named(unit.key, unit.name, unit.period, unit.is_at_home)
            self._units.add(record, {spoken(unit.name), level} - {""})
        for key, name in known.fields:
            self._fields.add(Named(key, name), [spoken(name)])
        self._instruments: dict[str, list[KnownInstrument]] = defaultdict(list)
        for instrument in known.instruments:
            self._instruments[_bare_number(instrument.number)].append(instrument)

    def _add_party(self, party: KnownParty) -> None:
        record = Named(party.key, party.name, party.period, party.is_at_home)
        if not party.kind:
            self._parties.add(record, {spoken(party.name)} | class_forms(party.name))
            return
        base, _level = without_city(party.name, party.city)
        self._parties.add(record, office_forms(party.name, party.kind, party.city), base)

    def power(self, title: str, codes: Sequence[str] = ()) -> Match:
        """The power that a title and TTHC codes mean; codes in the title count too."""
        every = tuple(dict.fromkeys([*codes, *procedure_codes(title)]))
        return self._answer(("power", title, every), lambda: self._find_power(title, every))

    def party(self, text: str) -> Match:
        """The office or scope that a text means on the day."""
        return self._answer(("party", text), lambda: self._find_party(text))

    def is_party(self, text: str) -> bool:
        """Whether a text means one office or scope."""
        return isinstance(self.party_named(text), Matched)

    def party_named(self, text: str) -> Match:
        """As party, without looking for suggestions."""
        return self._answer(("named", text), lambda: self._named_party(text))

    def unit(self, text: str) -> Match:
        """The unit that a text means as a territory on the day."""
        return self._answer(("unit", text), lambda: self._find_unit(text))

    def field(self, text: str) -> Match:
        """The field of law that a text means."""
        return self._answer(("field", text), lambda: self._find_field(text))

    def instrument(self, text: str) -> Match:
        """The instrument whose number stands in a text."""
        return self._answer(("instrument", text), lambda: self._find_instrument(text))

    def _answer(self, question: Hashable, find: Callable[[], Match]) -> Match:
        if question not in self._answers:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            self._answers[question] = find()
        return self._answers[question]

    # Powers

    def _find_power(self, title: str, codes: Sequence[str]) -> Match:
        if title in self._powers:
            return Matched(title, title, self._powers[title].title, "key")
        named = self._titles.with_forms([title_form(title)]) if title_form(title) else []
        coded = list({power.key: power for code in codes for power in self._by_code.get(code, ())}.values())
        if not coded:
            return self._power_by_title(title, codes, named)
        both = [power for power in coded if power.key in {record.key for record in named}]
        if len(both) == 1:
            return Matched(title, both[0].key, both[0].title, "code")
        if named or len(coded) > 1:
            return Unknown(title, _by_code_and_title(codes, named), self._by_likeness(title, coded))
        (power,) = coded
        if not title_form(title) or _likeness(title, power.title) >= _UNLIKE_TITLE:
            return Matched(title, power.key, power.title, "code")
        remark = _("khớp theo mã %(code)s, nhưng tên trong sổ khác: “%(title)s”; hãy xem lại")
        return Matched(
            title, power.key, power.title, "code", remark % {"code": ", ".join(codes), "title": power.title}
        )

    def _power_by_title(self, title: str, codes: Sequence[str], named: Sequence[Named]) -> Match:
        if len(named) == 1:
            (record,) = named
            recorded = self._powers[record.key].procedures
            if not codes or not recorded:
                return Matched(title, record.key, record.name, "name")
            why = _("tên có trong sổ nhưng với mã %(recorded)s, không phải %(code)s")
            said = {"recorded": ", ".join(recorded), "code": ", ".join(codes)}
            return Unknown(title, why % said, self._by_likeness(title, [self._powers[record.key]]))
        if named:
            why = _("trong sổ có %(count)d quyền hạn cùng tên") % {"count": len(named)}
            return Unknown(
                title, why, self._by_likeness(title, [self._powers[record.key] for record in named])
            )
        why = (
            _("không có mã %(code)s trong sổ") % {"code": ", ".join(codes)}
            if codes
            else _("không có quyền hạn nào trong sổ mang tên này")
        )
        return Unknown(title, why, tuple(self._titles.like(title)))

    def _by_likeness(self, title: str, powers: Iterable[KnownPower]) -> tuple[Suggestion, ...]:
        scored = [(Named(power.key, power.title), _likeness(title, power.title)) for power in powers]
        return tuple(self._titles.suggested(scored))

    # Offices and scopes

    def _named_party(self, text: str) -> Match:
        if text in self._party_names:
            return Matched(text, text, self._party_names[text], "key")
        if len(text) > _LONGEST_NAME:
            return Unknown(text, _("quá dài để là tên một cơ quan, chức danh"))
        forms = [*text_forms(text), class_form(text)]
        found = self._parties.with_forms(form for form in forms if form)
        current = [record for record in found if self.known.on in record.period]
        agreeing = [record for record in current if accents_agree(text, record.name)]
        if len(agreeing) == 1:
            return Matched(text, agreeing[0].key, agreeing[0].name, "name")
        scored = [(record, 99.0) for record in agreeing or current or found]
        return Unknown(text, _why_no_party(agreeing, current, found), tuple(self._parties.suggested(scored)))

    def _find_party(self, text: str) -> Match:
        match = self.party_named(text)
        if isinstance(match, Matched) or match.suggestions or len(text) > _LONGEST_NAME:
            return match
        return Unknown(text, match.why, tuple(self._parties.like(text)))

    # Units, fields, instruments

    def _find_unit(self, text: str) -> Match:
        place = _ROUND_PLACE.sub("", spoken(text))
        found = self._units.with_forms([place] if place else [])
        current = [record for record in found if self.known.on in record.period]
        agreeing = [record for record in current if accents_agree(text, record.name)]
        if len(agreeing) == 1:
            return Matched(text, agreeing[0].key, agreeing[0].name, "name")
        scored = [(record, 99.0) for record in agreeing or current or found]
        suggestions = self._units.suggested(scored) if scored else self._units.like(place)
        return Unknown(text, _why_no_party(agreeing, current, found), tuple(suggestions))

    def _find_field(self, text: str) -> Match:
        found = self._fields.with_forms([spoken(text), spoken(text).removeprefix("linh vuc ")])
        if len(found) == 1:
            return Matched(text, found[0].key, found[0].name, "name")
        return Unknown(text, _("không có lĩnh vực nào mang tên này trong sổ"), tuple(self._fields.like(text)))

    def _find_instrument(self, text: str) -> Match:
        numbers = [_bare_number(number) for number in _NUMBER.findall(text)]
        found = {record.key: record for number in numbers for record in self._instruments.get(number, ())}
        dated = [
            record for record in found.values() if record.issued_on and _is_dated(text, record.issued_on)
        ]
        named = dated or list(found.values())
        if len(set(numbers)) == 1 and len(named) == 1:
            (record,) = named
            return Matched(text, record.key, f"{record.number} {record.title}".strip(), "name")
        why = (
            _("trong sổ có %(count)d văn bản cùng số") % {"count": len(found)}
            if found
            else _("không có văn bản nào trong sổ mang số này")
        )
        suggestions = tuple(
            Suggestion(record.key, f"{record.number} {record.title}".strip(), 99)
            for record in list(found.values())[:MOST_SUGGESTED]
        )
        return Unknown(text, why, suggestions)


def _by_code_and_title(codes: Sequence[str], named: Sequence[Named]) -> str:
    said = {"code": ", ".join(codes)}
    if named:
        return _("mã %(code)s và tên chỉ hai quyền hạn khác nhau trong sổ") % said
    return _("mã %(code)s ứng với nhiều quyền hạn trong sổ") % said


def _why_no_party(agreeing: Sequence[Named], current: Sequence[Named], found: Sequence[Named]) -> str:
    if len(agreeing) > 1:
        return _("trong sổ có %(count)d tên như vậy vào ngày này") % {"count": len(agreeing)}
    if current:
        return _("trong sổ có tên giống vậy nhưng khác dấu")
    if found:
        return _("tên này có trong sổ nhưng không tồn tại vào ngày này")
    return _("không có tên này trong sổ")


def _likeness(title: str, recorded: str) -> float:
    return fuzz.token_set_ratio(title_form(title[:_LONGEST_TITLE]), title_form(recorded))


def _bare_number(number: str) -> str:
    return fold(canonical_number(number))


def _is_dated(text: str, day: date) -> bool:
    """Whether a day stands in a text."""
    return any(written in text for written in (written_day(day), f"{day.day}/{day.month}/{day.year}"))
