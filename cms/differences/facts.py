"""What else differs beside who holds what: names, places above, what exists and what is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from cms import wording
from cms.cards import PowerCard
from cms.catalog import Catalog
from cms.differences.question import Question, Side
from cms.links import Link, instrument_link, office_link, unit_link
from cms.matching import in_order


@dataclass(frozen=True, slots=True)
class FactChange:
    """One thing said of the record itself that is not the same on both sides."""

    key: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Turnover:
    """What there is of one kind only after, and only before."""

    key: str
    title: str
    came: tuple[Link, ...]
    went: tuple[Link, ...]


Said = Mapping[str, tuple[str, str]]


def fact_changes(before: Side, after: Side, question: Question) -> tuple[FactChange, ...]:
    """What the two sides say of the record itself, where it is not the same."""
    tell = _TELLERS.get(question.about)
    if tell is None:
        return ()
    one, other = tell(before, question.key), tell(after, question.key)
    return tuple(
        FactChange(key, label, one.get(key, (label, ""))[1], other.get(key, (label, ""))[1])
        for key, (label, _value) in {**one, **other}.items()
        if one.get(key, (label, ""))[1] != other.get(key, (label, ""))[1]
    )


def turnovers(before: Side, after: Side, question: Question) -> tuple[Turnover, ...]:
    """What came and went: of everything the units and the instruments, of a unit its offices and those in it."""
    sides, key = (before, after), question.key
    found: list[Turnover] = []
    if question.about == "":
        found = [
            _turnover(sides, ("units", gettext("Đơn vị hành chính")), _units, unit_link),
            _turnover(sides, ("instruments", gettext("Văn bản có hiệu lực")), _in_force, _instrument),
        ]
    elif question.about == "unit":
        found = [
            _turnover(
                sides,
                ("offices", gettext("Cơ quan, chức danh")),
                lambda side: _offices(side, key),
                office_link,
            ),
            _turnover(
                sides,
                ("units_below", gettext("Đơn vị trực thuộc")),
                lambda side: _children(side, key),
                unit_link,
            ),
        ]
    return tuple(one for one in found if one.came or one.went)


def _turnover(
    sides: tuple[Side, Side],
    name: tuple[str, str],
    present: Callable[[Side], Iterable[str]],
    link: Callable[..., Link],
) -> Turnover:
    before, after = sides
    one, other = set(present(before)), set(present(after))
    return Turnover(*name, _links(after, other - one, link), _links(before, one - other, link))


def _links(side: Side, keys: Iterable[str], link: Callable[..., Link]) -> tuple[Link, ...]:
    with side.reading():
        found = [link(side.catalog, key, side.moment.day) for key in keys]
    return tuple(sorted(found, key=lambda one: (in_order(one.text), one.key)))


def _instrument(catalog: Catalog, instrument: str, _day: object) -> Link:
    return instrument_link(catalog, instrument)


def _units(side: Side) -> Iterator[str]:
    return (version.unit for version in side.catalog.register.geography.existing(side.moment.day))


def _in_force(side: Side) -> Iterator[str]:
    return (name for name in side.catalog.register.instruments if side.on.in_force(name))


def _offices(side: Side, unit: str) -> Iterator[str]:
    directory = side.catalog.register.directory
    return (
        office.office
        for office in directory.at_unit(unit)
        if directory.exists(office.office, side.moment.day)
    )


def _children(side: Side, unit: str) -> Iterator[str]:
    children = side.catalog.register.geography.children(unit, side.moment.day)
    return (version.unit for version in children)


def _said_of_power(side: Side, power: str) -> Said:
    card: PowerCard | None = side.catalog.powers.get(power)
    if card is None:
        return {}
    return {
        "title": (gettext("Việc"), card.title),
        "field": (gettext("Lĩnh vực"), side.catalog.fields.get(card.field, card.field)),
        "procedures": (gettext("Mã thủ tục"), ", ".join(card.procedures)),
        "legal_basis": (gettext("Căn cứ pháp lý"), card.legal_basis),
        "delegable": (gettext("Được phân cấp, ủy quyền"), _yes_or_no(card.delegable)),
        "collective": (gettext("Tập thể phải quyết định"), _yes_or_no(card.collective)),
        "note": (gettext("Ghi chú"), card.note),
    }


def _yes_or_no(value: bool) -> str:
    return gettext("có") if value else gettext("không")


def _said_of_office(side: Side, office: str) -> Said:
    directory = side.catalog.register.directory
    record = directory.offices.get(office)
    if record is None:
        return {"existence": (gettext("Tồn tại"), gettext("chưa ghi vào sổ"))}
    exists = directory.exists(office, side.moment.day)
    return {
        "name": (gettext("Tên"), record.name),
        "existence": (gettext("Tồn tại"), _yes_or_no(exists)),
        "unit": (gettext("Thuộc"), unit_link(side.catalog, record.unit, side.moment.day).text),
    }


def _said_of_unit(side: Side, unit: str) -> Said:
    geography = side.catalog.register.geography
    if unit not in geography:
        return {"existence": (gettext("Tồn tại"), gettext("chưa ghi vào sổ"))}
    version = geography.version(unit, side.moment.day)
    existence = (gettext("Tồn tại"), _yes_or_no(version is not None))
    if version is None:
        return {"existence": existence}
    above = geography.ancestors(unit, side.moment.day)[1:]
    return {
        "existence": existence,
        "name": (gettext("Tên"), version.name),
        "kind": (gettext("Loại"), wording.word(wording.UNIT_KIND, version.kind)),
        "code": (gettext("Mã"), version.code),
        "above": (
            gettext("Thuộc"),
            ", ".join(unit_link(side.catalog, one, side.moment.day).text for one in above),
        ),
    }


_TELLERS: Mapping[str, Callable[[Side, str], Said]] = {
    "power": _said_of_power,
    "office": _said_of_office,
    "unit": _said_of_unit,
}
