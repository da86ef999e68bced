"""What a draft changes, in words and in rows: pages and files lay out the same. No database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.bundle.format import TABLES
from delegation.consequences import Break, Consequences, Effect, Gap, Held
from delegation.diagnostics.survey import Overlap
from delegation.editing.labels import Names, choice_words, limits_in_words, short_day

Words = dict[str, str | Promise]

KIND: Final[Words] = {
    "gained": gettext_lazy("Được thêm"),
    "lost": gettext_lazy("Mất"),
    "changed": gettext_lazy("Thay đổi"),
    "kept": gettext_lazy("Giữ nguyên"),
}
ROLE: Final[Words] = {
    "deciding": gettext_lazy("tự quyết định"),
    "retaining": gettext_lazy("vẫn giữ quyền, nơi khác quyết định thay"),
}
ASPECT: Final[Words] = {
    "role": gettext_lazy("vai trò"),
    "kind": gettext_lazy("hình thức"),
    "grantor": gettext_lazy("bên trao"),
    "instrument": gettext_lazy("văn bản"),
    "territory": gettext_lazy("địa bàn"),
    "limits": gettext_lazy("giới hạn"),
    "conditions": gettext_lazy("điều kiện"),
    "period": gettext_lazy("thời hạn"),
    "basis": gettext_lazy("chuỗi căn cứ"),
    "defects": gettext_lazy("điểm vướng"),
}
DEFECT: Final[Words] = {
    "GRANTOR_NOT_COMPETENT": gettext_lazy("bên giao không có thẩm quyền để giao"),
    "GRANTOR_ENDED": gettext_lazy("bên giao không còn tồn tại"),
    "SUBDELEGATED": gettext_lazy("ủy quyền lại"),
    "REDECENTRALIZED": gettext_lazy("phân cấp lại"),
    "NOT_DELEGABLE": gettext_lazy("việc không được phân cấp, ủy quyền"),
    "BASIS_ENDED": gettext_lazy("căn cứ đã hết hiệu lực"),
    "TERRITORY_PARTLY": gettext_lazy("chỉ nằm một phần trong địa bàn"),
}
_MOST_PLACES: Final = 3
_GRANT_KINDS: Final = next(column for column in TABLES["grants"].columns if column.name == "kind")


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """How much changes for one office or scope, as the text names it."""

    key: str
    name: str
    gained: int
    lost: int
    changed: int
    kept: int


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One effect in words; `ways` are what differs, or by what the power is held."""

    kind: str
    kind_words: str
    recipient: str
    power: str
    power_key: str
    since: str
    until: str
    places: str
    before: str
    after: str
    differs: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """A new or a settled overlap, gap or broken chain, in words."""

    title: str
    power: str
    since: str
    until: str
    places: str
    told: str


class Told:
    """Consequences in words, by the names that the draft and the register give."""

    def __init__(self, consequences: Consequences, names: Names) -> None:
        self._consequences = consequences
        self._names = names

    def recipients(self) -> list[RecipientRow]:
        """Each office or scope that anything changes for, those with the most first."""
        rows = []
        for key, effects in self._consequences.by_recipient().items():
            kinds = Counter(effect.kind for effect in effects)
            row = RecipientRow(
                key, self.called(key), kinds["gained"], kinds["lost"], kinds["changed"], kinds["kept"]
            )
            if row.gained or row.lost or row.changed:
                rows.append(row)
        return sorted(rows, key=lambda row: (-(row.gained + row.lost + row.changed), row.name))

    def effects(self, *, recipient: str = "", kinds: Collection[str] = ()) -> list[Effect]:
        """The effects on one recipient or on all, of some kinds or of all; by recipient, power and day."""
        found = self._consequences.by_recipient()
        chosen = found.get(recipient, []) if recipient else [one for of in found.values() for one in of]
        return [effect for effect in chosen if not kinds or effect.kind in kinds]

    def rows(self, effects: Iterable[Effect], *, every_place: bool = False) -> list[EffectRow]:
        """Effects in words."""
        return [self._row(effect, every_place=every_place) for effect in effects]

    def _row(self, effect: Effect, *, every_place: bool) -> EffectRow:
        return EffectRow(
            effect.kind,
            str(KIND[effect.kind]),
            self.called(effect.recipient),
            self._names.name_of("powers", effect.power),
            effect.power,
            _day(effect.since),
            _day(effect.until),
            self._places(effect.places, every=every_place),
            self._ways(effect.before),
            self._ways(effect.after),
            ", ".join(str(ASPECT.get(name, name)) for name in effect.differs),
        )

    def new_points(self) -> list[PointRow]:
        """What publication would bring that somebody has to look at: overlaps, gaps, chains that break."""
        told = self._consequences
        return [
            *(self._overlap(one, _("Chồng lấn mới")) for one in told.overlaps),
            *(
                self._gap(
                    one, _("Khoảng trống mới"), _("Trước theo %(grants)s; sau không còn ai quyết định.")
                )
                for one in told.gaps
            ),
            *(self._break(one, _("Chuỗi ủy quyền đứt")) for one in told.broken),
        ]

    def settled_points(self) -> list[PointRow]:
        """What publication would put right."""
        told = self._consequences
        return [
            *(self._overlap(one, _("Hết chồng lấn")) for one in told.overlaps_ended),
            *(
                self._gap(one, _("Hết khoảng trống"), _("Trước không ai quyết định; sau theo %(grants)s."))
                for one in told.gaps_closed
            ),
            *(self._break(one, _("Chuỗi ủy quyền lành lại")) for one in told.healed),
        ]

    def called(self, key: str) -> str:
        """The name of an office or scope; its key where neither is known."""
        return self._names.label("offices", key) or self._names.name_of("scopes", key)

    def _overlap(self, one: Overlap, title: str) -> PointRow:
        told = _("Cùng thuộc: %(offices)s") % {"offices": _some(map(self.called, one.offices))}
        return self._point(one, title, told)

    def _gap(self, one: Gap, title: str, told: str) -> PointRow:
        return self._point(one, title, told % {"grants": _some(self._grant(key) for key in one.grants)})

    def _break(self, one: Break, title: str) -> PointRow:
        told = _("%(recipient)s: %(defects)s") % {
            "recipient": self.called(one.recipient),
            "defects": ", ".join(str(DEFECT.get(name, name)) for name in one.defects),
        }
        return self._point(one, title, told)

    def _point(self, one: Overlap | Gap | Break, title: str, told: str) -> PointRow:
        power = self._names.name_of("powers", one.power)
        return PointRow(title, power, _day(one.since), _day(one.until), self._places(one.places), told)

    def _ways(self, held: tuple[Held, ...]) -> str:
        return "; ".join(dict.fromkeys(map(self._way, held)))

    def _way(self, held: Held) -> str:
        """By which text the power is held, in which form, within what."""
        grant = held.grant
        parts = [
            str(choice_words(_GRANT_KINDS).get(grant.kind, grant.kind)),
            self._names.name_of("instruments", grant.instrument),
            *((limits_in_words(limit) or limit) for limit in held.limits),
            grant.conditions,
            str(ROLE[held.role]) if held.role == "retaining" else "",
            *(str(DEFECT.get(name, name)) for name in held.defects),
        ]
        return ", ".join(part for part in parts if part)

    def _grant(self, key: str) -> str:
        rows = self._names.rows("grants", key)
        instrument = rows[-1].get("instrument", "") if rows else ""
        return self._names.name_of("instruments", instrument) if instrument else key

    def _places(self, places: tuple[str, ...], *, every: bool = False) -> str:
        names = [self._names.name_of("units", place) for place in places]
        return "; ".join(names) if every else _some(names)


def _some(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    shown = ", ".join(every[:_MOST_PLACES])
    if len(every) <= _MOST_PLACES:
        return shown
    return _("%(names)s và %(count)d nơi khác") % {"names": shown, "count": len(every) - _MOST_PLACES}


def _day(day: date | None) -> str:
    return short_day(day) if day else ""


def csv_heading() -> list[str]:
    """The columns of the file."""
    return [
        _("Kết quả"),
        _("Cơ quan, nhóm"),
        _("Thẩm quyền"),
        _("Mã quyền hạn"),
        _("Từ ngày"),
        _("Đến hết ngày"),
        _("Nơi"),
        _("Trước"),
        _("Sau"),
        _("Điểm khác"),
    ]


def csv_rows(told: Told) -> Iterator[list[str]]:
    """Every effect, then every point, a row each, with every place by name."""
    for row in told.rows(told.effects(), every_place=True):
        yield [
            row.kind_words,
            row.recipient,
            row.power,
            row.power_key,
            row.since,
            row.until,
            row.places,
            row.before,
            row.after,
            row.differs,
        ]
    for point in (*told.new_points(), *told.settled_points()):
        yield [point.title, "", point.power, "", point.since, point.until, point.places, "", "", point.told]
