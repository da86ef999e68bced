"""Word of steps, to the person they ask something of: the list, and the way from a notice to where one can act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.notifying import sentence
from delegation.dossiers.readable import readable_dossiers
from delegation.editing.desk import PAGE_LENGTH, DeskPage
from delegation.models import Dossier, DossierStep, Notice
from units import clock
from units.models import User


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """A notice as lists show it."""

    notice: Notice
    sentence: str


def notices_of(user: User) -> QuerySet[Notice]:
    """Everything that the person was told, the newest first."""
    return Notice.objects.filter(user=user).select_related("dossier", "step").order_by("-pk")


def unread(user: User) -> QuerySet[Notice]:
    """What the person was told and has not read."""
    return notices_of(user).filter(read_at__isnull=True)


def told(user: User, notices: list[Notice]) -> list[ToldNotice]:
    """A person's notices in words: what is published may be named to all, the rest to who may read it by now."""
    asked = {notice.dossier_id for notice in notices}
    named = set(readable_dossiers(user).filter(pk__in=asked).values_list("pk", flat=True))
    return [
        ToldNotice(
            notice,
            sentence(notice)
            if notice.dossier_id in named or notice.step.kind == DossierStep.Kind.PUBLISHED
            else _("Hồ sơ này nay không còn trong phạm vi của bạn."),
        )
        for notice in notices
    ]


def mark_read(user: User, dossier: Dossier | None = None) -> int:
    """Take the person's notices as read, those about one dossier or all; returns how many were unread."""
    pending = unread(user) if dossier is None else unread(user).filter(dossier=dossier)
    return Notice.objects.filter(pk__in=pending.values("pk")).update(read_at=clock.now())


class NoticesPage(DeskPage):
    """What the person was told, the newest first."""

    template_name = "desk/notices.html"
    heading = gettext_lazy("Thông báo")

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Take all of them as read."""
        mark_read(self.person)
        return redirect("notices")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """One page of notices."""
        page = Paginator(notices_of(self.person), PAGE_LENGTH).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            notices=told(self.person, list(page.object_list)),
            page_of_notices=page,
            unread_count=unread(self.person).count(),
            query="",
            **context,
        )


class NoticeLink(DeskPage):
    """Where a notice leads: to its dossier, for who may read it; else to what the unit has to take note of."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        """Take the notice as read, and go on."""
        notice = get_object_or_404(notices_of(self.person), pk=kwargs["notice"])
        Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=clock.now())
        if readable_dossiers(self.person).filter(pk=notice.dossier_id).exists():
            return redirect("dossier", notice.dossier_id)
        return redirect("receipts")
