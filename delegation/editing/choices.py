"""What may be chosen in a cell of a dossier, by any spelling; pasted names turned into keys; a number read as typed.

Recorded things and those that the dossier itself brings are found alike. What does not stand on the day asked about is
told, with why, but cannot be chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _

from delegation.bundle.recorded import recorded_rows
from delegation.choosing import Choosable, Choosing, Hit, nearest
from delegation.dossiers.content import RECORD, Line, own_instrument
from delegation.editing.access import DossierData, Unreadable, read_json, storable, text_in
from delegation.editing.labels import Names, names_of, short_day
from delegation.editing.typed import day_typed
from delegation.models import Dossier, DossierLine
from delegation.numbers import parse_number
from units import clock
from units.models import Edition

MOST_CHOICES: Final = 30
MOST_TEXTS: Final = 2_000
_LONGEST_TEXT: Final = 500

# What can be asked for, and the tables that it is of.
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "powers": ("powers",),
    "offices": ("offices",),
    "scopes": ("scopes",),
    "recipients": ("scopes", "offices"),
    "units": ("units",),
    "territories": ("units",),
    "exceptions": ("units", "offices"),
    "instruments": ("instruments",),
    "grants": ("grants",),
    "changes": ("changes",),
    "fields": ("fields",),
}
CHOSEN_TABLES: Final = frozenset(table for tables in CHOICES.values() for table in tables)
_TYPES: Final = {
    "QĐ": "Quyết định",
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "CT": "Chỉ thị",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KH": "Kế hoạch",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "KL": "Kết luận",
    "VBHN": "Văn bản hợp nhất",
}


class Recorded:
    """The names and choices of an edition; each kind of choice is made ready when it is first asked for."""

    def __init__(self, edition: int) -> None:
        self.names = names_of(recorded_rows(edition))
        self._choosing: dict[str, Choosing] = {}

    def choosing(self, of: str) -> Choosing:
        """Everything recorded that may be chosen as one of CHOICES."""
        if of not in self._choosing:
            self._choosing[of] = Choosing(_choosables(self.names, of))
        return self._choosing[of]


def recorded() -> Recorded:
    """What the newest edition has to choose from."""
    newest = Edition.objects.order_by("-number").values_list("number", "recorded_at").first()
    return _recorded_at(*(newest or (0, None)))


@lru_cache(maxsize=2)
def _recorded_at(edition: int, _recorded: datetime | None) -> Recorded:
    # The time belongs to the key: under a restored copy of the database an edition of that number may be another.
    return Recorded(edition)


def names_in(lines: Iterable[Line]) -> Names:
    """The names of what is recorded, and of what the lines of a dossier bring."""
    brought: dict[str, list[Mapping[str, str]]] = {}
    for line in lines:
        if line.act == RECORD and line.table in CHOSEN_TABLES:
            brought.setdefault(line.table, []).append(line.cells)
    return Names(brought, recorded().names)


def _choosables(names: Names, of: str) -> list[Choosable]:
    items = [item for table in CHOICES[of] for item in names.choosables(table)]
    return [_as_territory(item) for item in items] if of == "territories" else items


def _as_territory(item: Choosable) -> Choosable:
    """A unit as an area: one that has ended is still chosen, as it lay on its last day."""
    last = item.spans[-1].last_day
    if last is None:
        return Choosable(item.key, item.label, item.detail, (), item.aliases, item.words)
    label = _("%(unit)s (địa giới ngày %(day)s)") % {"unit": item.label, "day": short_day(last)}
    return Choosable(f"{item.key}/{last.isoformat()}", label, item.detail, (), item.aliases, item.words)


def _naming_lines(dossier: Dossier, of: str) -> list[Line]:
    """The lines that bring something to choose. Grants and changes are many: they are read only if asked for."""
    many = {"grants", "changes"} - set(CHOICES.get(of, ()))
    return as_lines(dossier.lines.filter(table__in=CHOSEN_TABLES - many).order_by("serial"))


def as_lines(lines: Iterable[DossierLine]) -> list[Line]:
    """Lines of the database as the pure functions take them."""
    return [Line(str(line.pk), line.table, line.serial, line.act, line.cells, line.key) for line in lines]


class Offered:
    """What a dossier may name: what is recorded, and what it brings itself."""

    def __init__(self, lines: list[Line], of: str) -> None:
        if of not in CHOICES:
            raise Unreadable(_("Không có danh sách “%s” để chọn.") % of)
        self._names = names_in(lines)
        self._own = Choosing(_choosables(self._names, of))
        self._recorded = recorded().choosing(of)

    def find(self, text: str, day: date) -> list[dict[str, Any]]:
        """The nearest choices for a text."""
        hits = [
            *self._own.find(text, day),
            *(hit for hit in self._recorded.find(text, day) if hit.item.key not in self._own.items),
        ]
        return [self._shown(hit, day) for hit in nearest(hits, MOST_CHOICES)]

    def meant(self, text: str, day: date) -> Choosable | None:
        """The one thing that a pasted text names; None where it names none, or could name several."""
        found = {
            item.key: item for choosing in (self._own, self._recorded) if (item := choosing.meant(text, day))
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _shown(self, hit: Hit, day: date) -> dict[str, Any]:
        item = hit.item
        return {
            "key": item.key,
            "label": item.label or item.key,
            "detail": item.detail,
            "why": _why_not(hit, day),
            "new": item.key in self._own.items,
            "place": hit.place,
        }


def _why_not(hit: Hit, day: date) -> str:
    """Why it cannot be chosen; "" if it can."""
    if hit.standing == "exists":
        return ""
    turn = hit.item.changes(day)
    if hit.standing == "former":
        return _("đã kết thúc %s") % short_day(turn) if turn else _("đã kết thúc")
    return _("chưa có, từ %s") % short_day(turn) if turn and turn != date.min else _("không tồn tại")


class ChoicesView(DossierData):
    """GET: the nearest choices for what is being typed. POST: keys for many pasted texts at once."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        """`of`: which list; `q`: what was typed; `on`: the day on which it must stand."""
        of = request.GET.get("of", "")
        lines = _naming_lines(self.dossier, of)
        day = _day_asked(request.GET.get("on", ""), lines)
        offered = Offered(lines, of)
        text = storable(request.GET.get("q", ""), "q")
        return JsonResponse({"on": day.isoformat(), "choices": offered.find(text, day)})

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        """`of` and `texts`, with a day for all, `on`, or one for each, `days`: what each text means, or null."""
        sent = read_json(request)
        texts = sent.get("texts")
        if not isinstance(texts, list) or len(texts) > MOST_TEXTS:
            raise Unreadable(_("Mỗi lần khớp nhiều nhất %d ô; hãy dán ít dòng hơn.") % MOST_TEXTS)
        of = text_in(sent, "of")
        lines = _naming_lines(self.dossier, of)
        days = sent.get("days") or [text_in(sent, "on", "")] * len(texts)
        if not isinstance(days, list) or len(days) != len(texts):
            raise Unreadable(_("Số ngày gửi lên không khớp với số ô; hãy tải lại trang."))
        offered = Offered(lines, of)
        asked = {day: _day_asked(day, lines) for day in {storable(day, "days") for day in days}}
        return JsonResponse(
            {
                "choices": [
                    _meant(offered, storable(text, "texts"), asked[day])
                    for text, day in zip(texts, days, strict=True)
                ]
            }
        )


def _meant(offered: Offered, text: str, day: date) -> dict[str, str] | None:
    item = offered.meant(text.strip(), day) if 0 < len(text.strip()) <= _LONGEST_TEXT else None
    return {"key": item.key, "label": item.label} if item else None


def _day_asked(text: str, lines: list[Line]) -> date:
    """The day that was asked about; else the day from which the dossier's instrument has effect; else today."""
    own = own_instrument(lines)
    stated = (own.cells.get("effective_from", ""), own.cells.get("issued_on", "")) if own else ()
    return next((day for one in (text, *stated) if (day := day_typed(one))), clock.today())


class NumberView(DossierData):
    """What a document number says of the document, while it is being typed."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        """`number`: what was typed."""
        return JsonResponse(number_told(storable(request.GET.get("number", ""), "number").strip()))


def number_told(text: str) -> dict[str, Any]:
    """A number taken apart, with a sentence for who typed it; `type` and `normative` are "" where it does not tell."""
    number = parse_number(text)
    if number is None:
        sentence = _("Chưa đọc được số, ký hiệu. Viết như 25/2025/QĐ-UBND hoặc 3321/QĐ-UBND.") if text else ""
        return {"is_read": False, "sentence": sentence, "type": "", "normative": "", "year": "", "symbol": ""}
    kind = _TYPES.get(number.symbol.split("-")[0], "")
    told = [_("số %s") % number.serial]
    if number.year:
        told.append(_("năm %d, văn bản quy phạm pháp luật") % number.year)
    else:
        told.append(_("không mang năm, văn bản cá biệt"))
    told.append(_("ký hiệu %s") % number.symbol)
    return {
        "is_read": True,
        "sentence": f"{kind or _('Đã đọc')}: {', '.join(told)}.",
        "type": kind,
        "normative": "yes" if number.year else "no",
        "year": str(number.year or ""),
        "symbol": number.symbol,
    }


def suggestions(names: Names, column: str) -> list[str]:
    """What recorded instruments have in a column, most often first."""
    counted: dict[str, int] = {}
    for key in names.keys("instruments"):
        value = names.rows("instruments", key)[-1].get(column, "")
        counted[value] = counted.get(value, 0) + 1
    return sorted((value for value in counted if value), key=lambda value: (-counted[value], value))


urlpatterns = [
    path("<int:pk>/chon/", ChoicesView.as_view(), name="dossier_choices"),
    path("<int:pk>/so-ky-hieu/", NumberView.as_view(), name="dossier_number"),
]
