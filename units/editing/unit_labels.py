"""How a unit is named on the desk: by its latest name and code, and its last day if it is no more."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from units.geography import Geography
from units.models import UnitVersion
from units.text import fold


def unit_label(geography: Geography, unit: str) -> str:
    """The name and code of the unit; its key where nothing has been recorded of it yet."""
    history = geography.history(unit)
    if not history:
        return unit
    latest = history[-1]
    told = {"name": latest.name, "code": latest.code}
    if latest.period.last_day is None:
        return _("%(name)s (mã %(code)s)") % told
    told["day"] = f"{latest.period.last_day:%d/%m/%Y}"
    return _("%(name)s (mã %(code)s, đến hết %(day)s)") % told


def found_units(sought: str) -> list[str]:
    """The keys of the units one of whose names has all the words, accents or not, or whose code or key is meant."""
    named = Q()
    for word in fold(sought).split():
        named &= Q(folded__contains=word)
    plain = sought.strip()
    rows = UnitVersion.objects.recorded().filter(named | Q(code=plain) | Q(unit=plain))
    return sorted(set(rows.values_list("unit_id", flat=True)))
