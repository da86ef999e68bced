"""The editions as the log lists them: number, kind, when, why, from which unit, and how much of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.addresses import edition_address, unit_address
from cms.catalog import Catalog
from cms.links import Link
from cms.log.acts import ACTS, Act, RowCount, counts_of, replaced
from delegation.bundle.shelves import SHELVES
from delegation.wording import Words, word
from units.models import Edition

# A kind of edition by its segment in the address.
KINDS: Final = {
    "cong-bo": Edition.Kind.PUBLICATION,
    "dinh-chinh": Edition.Kind.CORRECTION,
    "rut": Edition.Kind.WITHDRAWAL,
}
ACT: Final[Words] = {
    "withdrawn": _("Rút khỏi sổ"),
    "corrected": _("Đính chính"),
    "new": _("Ghi mới"),
}
# What the rows of a table are called where they are counted.
TABLE: Final[Words] = {
    "fields": _("lĩnh vực"),
    "units": _("đơn vị hành chính qua thời gian"),
    "offices": _("cơ quan, chức danh"),
    "scopes": _("nhóm cơ quan"),
    "instruments": _("văn bản"),
    "successions": _("sắp xếp đơn vị"),
    "instrument_relations": _("quan hệ giữa các văn bản"),
    "powers": _("thẩm quyền"),
    "grants": _("lượt giao quyền"),
    "changes": _("thay đổi lượt giao quyền"),
}
_FIELDS: Final = ("number", "kind", "recorded_at", "reason", "dossier__unit_id")


@dataclass(frozen=True, slots=True)
class ActCount:
    """How many rows of each table an edition treated in one way, in words."""

    act: Act
    words: str
    rows: int
    tables: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the log. `unit` is the one that published it, where that is known; people are not named."""

    number: int
    kind: str
    kind_words: str
    recorded_at: datetime
    reason: str
    unit: Link | None
    counts: tuple[RowCount, ...]
    acts: tuple[ActCount, ...]
    address: str


def numbers_of_kind(kind: str) -> list[int]:
    """The numbers of editions, newest first: of all for "", else of those of a segment of KINDS.

    A correction that also takes something out is found among the withdrawals, too.
    """
    if kind == "rut":
        return sorted(_withdrawing(), reverse=True)
    editions = Edition.objects.order_by("-number")
    chosen = editions.filter(kind=KINDS[kind]) if kind else editions
    return list(chosen.values_list("number", flat=True))


def _withdrawing() -> set[int]:
    numbers: set[int] = set()
    for shelf in SHELVES:
        entries = shelf.model.objects.filter(replaced_in__isnull=False).exclude(replaced(shelf)).order_by()
        numbers.update(entries.values_list("replaced_in_id", flat=True).distinct())
    return numbers


def edition_lines(catalog: Catalog, numbers: Sequence[int]) -> list[EditionLine]:
    """The lines of some editions, newest first; `catalog` names the units."""
    rows = Edition.objects.filter(number__in=numbers).order_by("-number").values_list(*_FIELDS)
    counts = counts_of(tuple(numbers))
    return [
        EditionLine(
            number,
            kind,
            str(Edition.Kind(kind).label),
            recorded_at,
            reason,
            _unit(catalog, unit),
            counts[number],
            act_counts(counts[number]),
            edition_address(number),
        )
        for number, kind, recorded_at, reason, unit in rows
    ]


def _unit(catalog: Catalog, unit: str | None) -> Link | None:
    history = catalog.register.geography.history(unit) if unit else []
    return Link(history[-1].name, unit_address(history[-1].unit), key=history[-1].unit) if history else None


def act_counts(counts: Iterable[RowCount]) -> tuple[ActCount, ...]:
    """The counts of one edition, act by act."""
    kept = list(counts)
    return tuple(
        ActCount(
            act,
            word(ACT, act),
            sum(count.rows for count in of_act),
            tuple((word(TABLE, count.table), count.rows) for count in of_act),
        )
        for act in ACTS
        if (of_act := [count for count in kept if count.act == act])
    )
