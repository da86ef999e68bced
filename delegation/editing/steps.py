"""The steps of a dossier: those taken, and the forms before the next, which ask once more and keep what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from delegation.actions import approving, publishing
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.dossiers.judging import content_digest
from delegation.dossiers.readable import readable_dossiers
from delegation.editing.acts import (
    ACTS,
    AGREE,
    APPROVE,
    DISCARD,
    PUBLISH,
    RECALL,
    RETURN,
    SUBMIT,
    Act,
    offers,
)
from delegation.editing.dossier_page import DossierPage
from delegation.editing.presenting import unit_name
from delegation.models import Dossier
from units.models import Unit, User
from units.reading import newest_geography

_TAKEN: Final[Mapping[str, Callable[[Dossier, User, str], object]]] = {
    SUBMIT.slug: lambda dossier, user, note: approving.submit(dossier, acting_user=user, note=note),
    RECALL.slug: lambda dossier, user, note: approving.recall(dossier, acting_user=user, note=note),
    RETURN.slug: lambda dossier, user, note: approving.return_dossier(dossier, acting_user=user, note=note),
    APPROVE.slug: lambda dossier, user, note: approving.approve(dossier, acting_user=user, note=note),
    PUBLISH.slug: lambda dossier, user, note: publishing.publish(dossier, acting_user=user, note=note),
    DISCARD.slug: lambda dossier, user, note: approving.discard(dossier, acting_user=user, note=note),
}


class StepsPage(DossierPage):
    """The steps that a dossier has taken, the newest first."""

    template_name = "desk/steps.html"
    tab = "steps"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The steps, with the names of the units that agreements spoke for."""
        steps, geography = self.dossier.steps.order_by("-pk"), newest_geography()
        shown = [(step, unit_name(step.unit_id, geography) if step.unit_id else "") for step in steps]
        return super().get_context_data(steps=shown, **context)


class ActPage(DossierPage):
    """The form before a step, and the taking of it."""

    template_name = "desk/act.html"
    http_method_names = ["get", "post"]

    @property
    def act(self) -> Act:
        """The step that the address names."""
        if self.kwargs["act"] not in ACTS:
            raise Http404
        return ACTS[self.kwargs["act"]]

    def get_heading(self) -> str:
        """The step and the dossier."""
        return _("%(act)s: %(title)s") % {"act": self.act.label, "title": self.dossier.title}

    def get_tab_label(self) -> str:
        """The step."""
        return str(self.act.label)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Take the step, if what the person saw is what the dossier still holds."""
        try:
            self._take(request)
        except ActionRefused as refused:
            if self._is_done(request):
                messages.info(request, _("Việc này đã được làm trước đó; không làm lại lần nữa."))
                return redirect("dossier", self.dossier.pk)
            self.dossier.refresh_from_db()
            status = 403 if isinstance(refused, NotAllowed) else 409
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)
        told = _("Đã xong: %(act)s “%(title)s”.") % {"act": self.act.label, "title": self.dossier.title}
        messages.success(request, told)
        # Whoever returns a dossier, or agrees for another unit, may not be able to read it any longer.
        readable = readable_dossiers(self.person).filter(pk=self.dossier.pk).exists()
        return redirect(reverse("dossier", args=[self.dossier.pk]) if readable else reverse("my_work"))

    @transaction.atomic
    def _take(self, request: HttpRequest) -> None:
        # Locked first: what is compared here is what the step is taken on.
        locked = Dossier.objects.select_for_update().get(pk=self.dossier.pk)
        if request.POST.get("seen") != content_digest(locked):
            raise ActionRefused(
                _("Nội dung hồ sơ đã thay đổi từ khi bạn mở trang này; hãy xem lại rồi làm tiếp.")
            )
        note = request.POST.get("note", "")
        if self.act is PUBLISH:
            self._require_count(request)
        if self.act is AGREE:
            unit = Unit.objects.filter(pk=request.POST.get("unit", "")).first()
            if unit is None:
                raise ActionRefused(_("Hãy chọn đơn vị mà bạn thay mặt."))
            approving.countersign(locked, unit, acting_user=self.person, note=note)
        else:
            _TAKEN[self.act.slug](locked, self.person, note)

    def _require_count(self, request: HttpRequest) -> None:
        """Publication cannot be undone, so the person says how much is published."""
        count = self.dossier.lines.count()
        if request.POST.get("rows", "").strip() != str(count):
            raise ActionRefused(
                _("Hãy gõ đúng số dòng sẽ ghi vào sổ (%(count)d) để xác nhận công bố.") % {"count": count}
            )

    def _is_done(self, request: HttpRequest) -> bool:
        """Whether the person took this very step last: the form was sent twice."""
        last = self.dossier.steps.last()
        return (
            last is not None
            and last.kind == self.act.step
            and last.actor_id == self.person.pk
            and (self.act is not AGREE or last.unit_id == request.POST.get("unit"))
        )

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """What the form shows, and what was typed before."""
        judgement = self.judgement
        said = self.request.POST or self.request.GET
        unit = said.get("unit", "")
        offered = [offer for offer in offers(self.dossier, self.person, judgement) if offer.act is self.act]
        fitting = next((offer for offer in offered if not unit or offer.unit == unit), None)
        is_publication = self.act is PUBLISH
        shown = {
            "act": self.act,
            "offer": fitting,
            "agreeing": unit_name(fitting.unit) if fitting and fitting.unit else "",
            "note": said.get("note", ""),
            "rows": said.get("rows", ""),
            "seen": content_digest(self.dossier),
            "row_count": self.dossier.lines.count(),
            "is_publication": is_publication,
            "counts": judgement.consequences.counts if is_publication and not judgement.faults else None,
        }
        return super().get_context_data(**(context | shown))
