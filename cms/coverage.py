"""What the editors say about how far a field of law has been recorded: complete up to a day, in part, not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language, gettext

from cms.addresses import in_this_edition


@dataclass(frozen=True, slots=True)
class CoverageStatement:
    """How far a field is recorded, in plain words; `complete_as_at` is the last day for which it is known to be whole.

    `address` leads to the page that says so.
    """

    field: str
    words: str
    complete_as_at: date | None
    address: str

    def is_complete_on(self, day: date) -> bool:
        """Whether all that was in force on the day is recorded."""
        return self.complete_as_at is not None and day <= self.complete_as_at


def _pages() -> Any:
    """The pages that say it: asked for by name, as what they are made of asks for answers, and these ask here."""
    return apps.get_model("cms", "CoveragePage").objects


def statement_for(field: str) -> CoverageStatement | None:
    """What is said about a field, by its key, in the reader's language if it is said there; None while nothing is."""
    pages = _pages().live().public().order_by("path")
    published = {
        language: (pk, at)
        for language, pk, at in pages.values_list("locale__language_code", "pk", "last_published_at")
    }
    for language in (get_language() or "", settings.LANGUAGE_CODE):
        if language in published:
            said = _statements(language, *published[language]).get(field)
            if said is not None:
                return replace(said, address=in_this_edition(said.address))
    return None


# Read once for each publication of the page: every answer asks for one statement of it.
@lru_cache(maxsize=4)
def _statements(_language: str, page: int, _published_at: datetime | None) -> Mapping[str, CoverageStatement]:
    shown = _pages().get(pk=page)
    return {
        child.value["law_field"]: CoverageStatement(
            field=child.value["law_field"],
            words=_words(child.value["recorded"], child.value["missing"]),
            complete_as_at=child.value["complete_as_at"],
            address=f"{shown.url}#{child.value['law_field']}",
        )
        for child in shown.statements
    }


def _coverage_page() -> Any:
    """The page's model by its name: pages show answers, and answers ask here."""
    return apps.get_model("cms", "CoveragePage")


def _words(recorded: str, missing: str) -> str:
    if not missing:
        return recorded
    return gettext("%(recorded)s Còn thiếu: %(missing)s") % {"recorded": recorded, "missing": missing}
