"""The answer in a few words: the office, how many offices there are, or that nobody is recorded."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from cms import wording
from cms.catalog import Catalog
from delegation.authority import Decision


def headline(catalog: Catalog, decision: Decision | None) -> str:
    """Who decides; None stands for a place that does not exist."""
    if decision is None:
        return gettext("Không có nơi này")
    offices = sorted({holding.office for holding in decision.deciding if holding.is_sound})
    if decision.status == "decided":
        return catalog.office_name(offices[0])
    if decision.status in ("conditional", "overlap"):
        return ngettext(
            "%(count)d cơ quan có thẩm quyền", "%(count)d cơ quan có thẩm quyền", len(offices)
        ) % {"count": len(offices)}
    return wording.word(wording.STATUS, decision.status)
