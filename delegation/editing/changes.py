"""Before and after: what a dossier would change once published, and what the repeal of a document would."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.refusal import NotAllowed
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Bundle
from delegation.consequences import Consequences, consequences, touched_powers
from delegation.editing.choices import recorded
from delegation.editing.consequence_words import KIND, Told, csv_heading, csv_rows
from delegation.editing.desk import DeskPage
from delegation.editing.dossier_page import DossierPage
from delegation.editing.judged import Moment, newest
from delegation.editing.labels import Names
from delegation.editing.typed import day_typed
from delegation.prospect import register_with, repeal
from delegation.reading import register_of
from units import clock
from units.editing.tables import download
from units.rights import Right, may_anywhere

_ON_A_PAGE: Final = 50
_MOST_POINTS: Final = 50
_MOST_FOUND: Final = 20
_CSV: Final = "csv"


class ChangesView(DeskPage):
    """Lays out consequences: who gains, loses or holds otherwise, from which day; and what to look at."""

    def laid_out(self, told: Told, counts: dict[str, int]) -> dict[str, Any]:
        """What the template asks for, narrowed to one recipient or to some kinds of effects."""
        recipient, kind = self.request.GET.get("noi-nhan", ""), self.request.GET.get("ket-qua", "")
        kinds = [kind] if kind in KIND else ["gained", "lost", "changed"]
        effects = told.effects(recipient=recipient, kinds=kinds)
        page = Paginator(effects, _ON_A_PAGE).get_page(self.request.GET.get("p"))
        new, settled = told.new_points(), told.settled_points()
        return {
            "counts": counts,
            "recipients": [(row, self._address(**{"noi-nhan": row.key})) for row in told.recipients()],
            "recipient": recipient,
            "recipient_name": told.called(recipient) if recipient else "",
            "kind_links": [
                (_("Có thay đổi"), self._address(**{"ket-qua": ""}), kind not in KIND),
                *((label, self._address(**{"ket-qua": name}), kind == name) for name, label in KIND.items()),
            ],
            "effects": told.rows(page.object_list),
            "page_of_effects": page,
            "new_points": new[:_MOST_POINTS],
            "settled_points": settled[:_MOST_POINTS],
            "more_points": max(0, len(new) - _MOST_POINTS) + max(0, len(settled) - _MOST_POINTS),
            "everyone": self._address(**{"noi-nhan": ""}) if recipient else "",
            "file": self._address(dang=_CSV, **{"noi-nhan": "", "ket-qua": ""}),
            "query": self._query({}),
        }

    def _address(self, **changed: str) -> str:
        """The address of the page with some of what was asked changed."""
        return f"?{self._query(changed)}"

    def _query(self, changed: dict[str, str]) -> str:
        asked = {name: value for name, value in self.request.GET.items() if name not in {"p", "dang"}}
        return urlencode({name: value for name, value in (asked | changed).items() if value})

    @property
    def wants_csv(self) -> bool:
        """Whether the file is asked for instead of the page."""
        return self.request.GET.get("dang") == _CSV


class ChangesPage(ChangesView, DossierPage):
    """What publication of the dossier would change."""

    template_name = "desk/changes.html"
    tab = "changes"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or all of it as a file."""
        told = self._told()
        if self.wants_csv and told is not None:
            return download(f"thay-doi-ho-so-{self.dossier.pk}", _CSV, csv_heading(), csv_rows(told))
        return super().get(request, *args, **kwargs)

    def _told(self) -> Told | None:
        if self.judgement.faults:
            return None
        return Told(self.judgement.consequences, _names(self.judgement.content.bundle))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The consequences; none can be told while there are faults."""
        judgement, told = self.judgement, self._told()
        laid_out = self.laid_out(told, judgement.consequences.counts) if told else {}
        return super().get_context_data(
            **laid_out, told=told, edition=judgement.edition, faults=judgement.faults, **context
        )


def _names(bundle: Bundle) -> Names:
    """The names of what a dossier brings, under the keys that it makes, and of all that is recorded."""
    brought = {
        table: [dict(zip(TABLES[table].header, row.cells, strict=True)) for row in rows.values()]
        for table, rows in bundle.tables.items()
    }
    return Names(brought, recorded().names)


@lru_cache(maxsize=8)
def consequences_of_repeal(moment: Moment, instrument: str, day: date) -> Consequences:
    """What would change from the day on if the instrument were repealed. Raises KeyError for an unknown one."""
    before = register_of(moment[0])
    draft = repeal(before, instrument, day)
    after = register_with(before, draft)
    return consequences(before, after, touched_powers(before, draft), since=day)


class WhatIfPage(ChangesView):
    """What if a document were repealed on a day: asked of the register, recorded nowhere."""

    template_name = "desk/what_if.html"
    heading = gettext_lazy("Nếu bãi bỏ một văn bản")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, and below it the answer, or the answer as a file."""
        if not may_anywhere(self.person, *Right):
            raise NotAllowed(_("Bạn chưa có quyền ở đơn vị nào nên không hỏi được trang này."))
        context = self.get_context_data()
        if self.wants_csv and context["told"] is not None:
            return download("thay-doi-neu-bai-bo", _CSV, csv_heading(), csv_rows(context["told"]))
        return self.render_to_response(context)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """What was asked, the documents that may be meant, and the consequences."""
        sought = self.request.GET.get("van-ban", "").strip()
        on = self.request.GET.get("ngay", "").strip()
        day = day_typed(on) if on else clock.today()
        moment = newest()
        chosen, found = self._instruments(sought, moment[0])
        told, counts = None, None
        if chosen and day:
            made = consequences_of_repeal(moment, chosen, day)
            told, counts = Told(made, recorded().names), made.counts
        laid_out = self.laid_out(told, counts) if told and counts is not None else {}
        return super().get_context_data(
            **laid_out,
            told=told,
            sought=sought,
            on=on or f"{clock.today():%d/%m/%Y}",
            is_bad_day=day is None,
            day=day,
            chosen=recorded().names.name_of("instruments", chosen) if chosen else "",
            found=found,
            edition=moment[0],
            **context,
        )

    def _instruments(self, sought: str, edition: int) -> tuple[str, list[tuple[str, str, str]]]:
        """The document that the words name, and those that they could name."""
        if not sought:
            return "", []
        if sought in register_of(edition).instruments:
            return sought, []
        choosing = recorded().choosing("instruments")
        meant = choosing.meant(sought, clock.today())
        if meant is not None:
            return meant.key, []
        hits = choosing.find(sought, clock.today())[:_MOST_FOUND]
        return "", [(hit.item.key, hit.item.label, hit.item.detail) for hit in hits]
