"""One page among those of a dossier: who may read it, and the tabs from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from delegation.dossiers.judging import Judgement
from delegation.editing.access import DossierView
from delegation.editing.desk import Crumb, DeskPage, home_crumb
from delegation.editing.judged import judgement_of
from delegation.editing.presenting import STATE_TONE, unit_name
from delegation.models import Dossier, DossierState


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a dossier."""

    name: str
    label: str
    url: str


def dossier_tabs(dossier: Dossier) -> list[Tab]:
    """The pages of a dossier, in their order."""
    pages = {
        "overview": ("dossier", _("Tổng quan")),
        "lines": ("dossier_lines", _("Nội dung")),
        "corrections": ("dossier_corrections", _("Đối chiếu")),
        "files": ("dossier_files", _("Tệp")),
        "checks": ("dossier_checks", _("Kiểm tra")),
        "changes": ("dossier_changes", _("Thay đổi")),
        "steps": ("dossier_steps", _("Các bước")),
        "history": ("dossier_history", _("Lịch sử")),
        "papers": ("dossier_papers", _("Văn bản")),
    }
    return [Tab(name, label, reverse(view, args=[dossier.pk])) for name, (view, label) in pages.items()]


class DossierPage(DeskPage, DossierView):
    """A page of one dossier, for those who may read it; for others it is not there."""

    tab = ""

    @cached_property
    def judgement(self) -> Judgement:
        """What is to be said of the dossier, as it is when this is first asked."""
        return judgement_of(self.dossier)

    def get_heading(self) -> str:
        """The dossier's title."""
        return self.dossier.title

    def get_crumbs(self) -> list[Crumb]:
        """By way of the list."""
        return [
            home_crumb(),
            {"url": reverse("dossiers"), "label": _("Hồ sơ")},
            {
                "url": reverse("dossier", args=[self.dossier.pk]),
                "label": Truncator(self.dossier.title).chars(60),
            },
            {"url": "", "label": self.get_tab_label()},
        ]

    def get_tab_label(self) -> str:
        """What the page is called among those of the dossier."""
        return next((tab.label for tab in dossier_tabs(self.dossier) if tab.name == self.tab), "")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The dossier, its unit, and the tabs."""
        dossier = self.dossier
        return super().get_context_data(
            **{
                "dossier": dossier,
                "owner": unit_name(dossier.unit_id),
                "state_tone": STATE_TONE[DossierState(dossier.state)],
                "tabs": dossier_tabs(dossier),
                "tab": self.tab,
                "may_write": self.may_write,
                **context,
            }
        )
