"""A grant as a row of cells, the same in every table of grants."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cms import wording
from cms.extracts.extract import Cell, Column
from cms.links import Link
from cms.sheets.grants import GrantRow


def grant_columns() -> tuple[Column, ...]:
    """The columns of a table of grants, with titles in the reader's language."""
    return (
        Column("grant", _("Mã lần giao"), is_code=True),
        Column("power", _("Mã thẩm quyền"), is_code=True),
        Column("power_title", _("Việc")),
        Column("kind", _("Mã hình thức"), is_code=True),
        Column("kind_name", _("Hình thức")),
        Column("grantor", _("Mã bên giao"), is_code=True),
        Column("grantor_name", _("Bên giao")),
        Column("recipients", _("Mã bên nhận"), is_code=True),
        Column("recipient_names", _("Giao cho")),
        Column("territory", _("Mã địa bàn"), is_code=True),
        Column("territory_name", _("Địa bàn")),
        Column("limits", _("Giới hạn")),
        Column("conditions", _("Điều kiện")),
        Column("citation", _("Điều khoản")),
        Column("instrument", _("Mã văn bản"), is_code=True),
        Column("instrument_name", _("Văn bản")),
        Column("valid_from", _("Từ ngày")),
        Column("valid_until", _("Đến hết ngày")),
        Column("standing", _("Mã tình trạng"), is_code=True),
        Column("standing_name", _("Tình trạng")),
        Column("confidence", _("Mã mức kiểm chứng"), is_code=True),
        Column("confidence_name", _("Mức kiểm chứng")),
        Column("note", _("Ghi chú"), is_code=True),
    )


def grant_cells(row: GrantRow) -> tuple[Cell, ...]:
    """A grant as cells under grant_columns."""
    return (
        row.grant,
        row.power.key,
        row.power.text,
        row.kind,
        row.kind_words,
        *named(row.giver),
        *listed(row.recipients),
        *named(row.territory),
        "; ".join(row.limits),
        row.conditions,
        row.citation,
        *named(row.instrument),
        row.since,
        row.last,
        row.standing,
        row.standing_words,
        row.confidence,
        wording.word(wording.CONFIDENCE, row.confidence),
        row.note,
    )


def named(link: Link | None) -> tuple[Cell, Cell]:
    """What a link leads to, as two cells: the register's key and the words."""
    return (link.key, link.text) if link else (None, None)


def listed(links: Iterable[Link]) -> tuple[Cell, Cell]:
    """Several things as two cells: their keys, separated as in a bundle, and their words."""
    kept = tuple(links)
    return ";".join(link.key for link in kept), "; ".join(link.text for link in kept)
