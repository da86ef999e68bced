"""What the search box finds in the register, as data. What editors write is no part of it: no edition records it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.catalog import Catalog
from cms.extracts.extract import Column, Extract, Fact, Table
from cms.searching import records_found
from cms.searching.results import TITLES
from cms.subjects import Subject


def search_extract(catalog: Catalog, subject: Subject) -> Extract:
    """Everything found for the subject's key, nearest first; units and offices as they stand on its day."""
    (text,) = subject.keys
    if subject.day is None:
        raise ValueError(subject.address)
    hits = records_found(catalog, text, subject.day)
    return Extract(
        name="tra-cuu",
        title=_("Tra cứu: %(text)s") % {"text": text},
        facts=(Fact("query", _("Từ tìm"), text), Fact("hits", _("Số mục tìm thấy"), len(hits))),
        tables=(
            Table(
                "hits",
                _("Những mục tìm thấy"),
                (
                    Column("name", _("Tên")),
                    Column("kind", _("Mã loại"), is_code=True),
                    Column("kind_name", _("Loại")),
                    Column("record", _("Mã trong sổ"), is_code=True),
                    Column("note", _("Nói thêm")),
                    Column("reasons", _("Vì sao khớp")),
                ),
                [
                    (hit.text, hit.kind, str(TITLES[hit.kind]), hit.key, hit.noted, "; ".join(hit.reasons))
                    for hit in hits
                ],
            ),
        ),
    )
