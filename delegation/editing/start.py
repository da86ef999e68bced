"""The start page: everything that asks something of this person, each with the way to all of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from delegation.diagnostics import SEVERITIES
from delegation.editing.desk import PAGE_LENGTH, Crumb, DeskPage
from delegation.editing.dossiers import SELECTIONS
from delegation.editing.notices import ToldNotice, told, unread
from delegation.editing.presenting import DossierRow, rows_of
from delegation.editing.register_state import (
    TERMS,
    concerning,
    could_not_be_worked_out,
    endings,
    recorded_findings,
)
from delegation.editing.rules import severity_word
from delegation.models import Dossier
from units import clock
from units.models import User
from units.rights import Right, may_anywhere
from units.text import fold

SHOWN: Final = 10
_EMPTY: Final = {
    "dang-soan": gettext_lazy("Không có bản nào đang soạn. Bấm “Lập hồ sơ” để bắt đầu."),
    "tra-lai": gettext_lazy("Không có hồ sơ nào bị trả lại."),
    "cho-duyet": gettext_lazy("Không có hồ sơ nào chờ bạn duyệt. Hồ sơ bạn tự soạn do người khác duyệt."),
    "cho-dong-y": gettext_lazy("Không có hồ sơ nào chờ đơn vị của bạn đồng ý."),
    "cho-cong-bo": gettext_lazy("Không có hồ sơ nào đã duyệt chờ bạn công bố."),
}
_RIGHTS: Final = {
    "dang-soan": Right.DRAFT,
    "tra-lai": Right.DRAFT,
    "cho-duyet": Right.APPROVE,
    "cho-dong-y": Right.APPROVE,
    "cho-cong-bo": Right.PUBLISH,
}


@dataclass(frozen=True, slots=True)
class DossierBlock:
    """Dossiers that ask one thing of the person: how many, and the first of them."""

    name: str
    title: str | Promise
    count: int
    rows: list[DossierRow]
    empty: str | Promise

    @property
    def url(self) -> str:
        """All of them."""
        return f"{reverse('dossiers')}?{urlencode({'for': self.name})}"


def dossier_blocks(user: User) -> list[DossierBlock]:
    """What waits for the person, as far as the person's rights go."""
    held = [name for name in SELECTIONS if may_anywhere(user, _RIGHTS[name])]
    return [_block(name, SELECTIONS[name][1](user)) for name in held]


def _block(name: str, found: QuerySet[Dossier]) -> DossierBlock:
    # One more than is shown tells whether to count.
    first = list(found.order_by("-changed_at", "-pk").select_related("author")[: SHOWN + 1])
    count = len(first) if len(first) <= SHOWN else found.count()
    return DossierBlock(name, SELECTIONS[name][0], count, rows_of(first[:SHOWN]), _EMPTY[name])


def notices_shown(user: User) -> tuple[int, list[ToldNotice]]:
    """How many unread notices there are, and the newest of them."""
    found = unread(user)
    return found.count(), told(user, list(found[:SHOWN]))


class StartPage(DeskPage):
    """Việc của tôi."""

    template_name = "desk/start.html"
    heading = gettext_lazy("Việc của tôi")

    def get_crumbs(self) -> list[Crumb]:
        """The first of all pages."""
        return [{"url": "", "label": self.get_heading()}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Every block."""
        count, notices = notices_shown(self.person)
        return super().get_context_data(
            blocks=dossier_blocks(self.person),
            notice_count=count,
            notices=notices,
            endings=_endings_told(self.person),
            faults=_faults_told(self.person),
            has_failed=could_not_be_worked_out(),
            may_begin=may_anywhere(self.person, Right.DRAFT),
            has_rights=may_anywhere(self.person, *Right),
            **context,
        )


def _endings_told(user: User) -> dict[str, Any] | None:
    """How many grants end within each term, and the first of them; None while that is being worked out."""
    found = endings()
    if found is None:
        return None
    today, own = clock.today(), concerning(user, found)
    return {
        "terms": [(days, sum(one.last <= today + timedelta(days=days) for one in own)) for days in TERMS],
        "first": own[:SHOWN],
    }


def _faults_told(user: User) -> dict[str, Any] | None:
    """How many findings of each severity there are, and the gravest of them; None while they are being looked for."""
    found = recorded_findings()
    if found is None:
        return None
    own = concerning(user, found)
    counted = Counter(one.severity for one in own)
    return {
        "counts": [(level, severity_word(level), counted[level]) for level in SEVERITIES],
        "first": own[:SHOWN],
    }


class EndingsPage(DeskPage):
    """All that ends within a term, by who holds it."""

    template_name = "desk/endings.html"
    heading = gettext_lazy("Quyền sắp hết hiệu lực")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The endings of the term, narrowed by words."""
        asked = self.request.GET.get("trong", "")
        days = int(asked) if asked in {str(term) for term in TERMS} else TERMS[-1]
        sought = self.request.GET.get("q", "").strip()
        found, horizon = endings(), clock.today() + timedelta(days=days)
        own = [one for one in concerning(self.person, found or ()) if one.last <= horizon]
        shown = [one for one in own if _has(sought, one.recipient, one.power, one.instrument)]
        page = Paginator(shown, PAGE_LENGTH).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            is_known=found is not None,
            has_failed=could_not_be_worked_out(),
            days=days,
            terms=TERMS,
            sought=sought,
            page_of_endings=page,
            query=urlencode({"trong": days, "q": sought}),
            **context,
        )


class FaultsPage(DeskPage):
    """Everything that the checks find in what is recorded."""

    template_name = "desk/faults.html"
    heading = gettext_lazy("Điểm sai hoặc ngờ trong sổ")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The findings, narrowed by severity, code and words."""
        found = recorded_findings()
        own = concerning(self.person, found or ())
        severity, code = self.request.GET.get("muc", ""), self.request.GET.get("ma", "")
        sought = self.request.GET.get("q", "").strip()
        shown = [
            one
            for one in own
            if (severity not in SEVERITIES or one.severity == severity)
            and (not code or one.code == code)
            and _has(sought, one.where, one.sentence)
        ]
        page = Paginator(shown, PAGE_LENGTH).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            is_known=found is not None,
            has_failed=could_not_be_worked_out(),
            severities=[(level, severity_word(level)) for level in SEVERITIES],
            severity=severity,
            codes=sorted({one.code for one in own}),
            code=code,
            sought=sought,
            page_of_faults=page,
            query=urlencode({"muc": severity, "ma": code, "q": sought}),
            **context,
        )


def _has(sought: str, *texts: str) -> bool:
    return not sought or all(word in fold(" ".join(texts)) for word in fold(sought).split())
