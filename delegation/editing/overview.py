"""The front page of a dossier: how far it has come, what it lacks, who can take it further, and what it states."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.drafting import state_dossier
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.bundle.format import TABLES
from delegation.editing.acts import awaited, offers
from delegation.editing.dossier_page import DossierPage
from delegation.editing.notices import mark_read
from delegation.editing.presenting import named, numbers_of, table_title
from delegation.models import DossierState
from units.models import User

_ANSWERS: Final = {"": None, "yes": True, "no": False}
ANSWER_WORDS: Final = (
    ("", gettext_lazy("Chưa xem")),
    ("yes", gettext_lazy("Có")),
    ("no", gettext_lazy("Không")),
)
_STATED: Final = ("title", "reason")
_QUESTIONS: Final = ("states_resources", "forbids_passing_on")


def answer(value: bool | None) -> str:
    """The answer as a form holds it."""
    return {None: "", True: "yes", False: "no"}[value]


class OverviewPage(DossierPage):
    """State, what is missing, the next step and who can take it, and what is in the dossier."""

    template_name = "desk/dossier.html"
    tab = "overview"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; to have seen it is to have read the notices about it."""
        mark_read(self.person, self.dossier)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """What a person looks for first."""
        dossier, judgement = self.dossier, self.judgement
        blocking = judgement.blocking() if dossier.is_open else []
        counted = Counter(dossier.lines.values_list("table", flat=True))
        returned = dossier.steps.last() if dossier.state == DossierState.DRAFT else None
        return super().get_context_data(
            number=numbers_of([dossier.pk]).get(dossier.pk, ""),
            writers=named(User.objects.filter(pk__in=dossier.contributors.values("user"))),
            offers=offers(dossier, self.person, judgement),
            awaited=awaited(dossier, judgement),
            blocking=blocking[:_MOST_BLOCKING],
            more_blocking=max(0, len(blocking) - _MOST_BLOCKING),
            is_ready=dossier.is_open and not blocking,
            counts=[(table_title(table), counted[table]) for table in TABLES if counted[table]],
            touched=judgement.called(judgement.touched),
            returned=returned if returned and returned.kind == returned.Kind.RETURNED else None,
            stated=[
                (_("Văn bản nêu nguồn lực, cách thực hiện"), _word(dossier.states_resources)),
                (_("Văn bản nêu rõ không được ủy quyền lại"), _word(dossier.forbids_passing_on)),
            ],
            **context,
        )


_MOST_BLOCKING: Final = 5


def _word(value: bool | None) -> str:
    return str(dict(ANSWER_WORDS)[answer(value)])


class StatePage(DossierPage):
    """The form for what a dossier states of itself."""

    template_name = "desk/dossier_state.html"
    tab = "overview"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, for who may write in the dossier."""
        if not self.may_write:
            raise NotAllowed(_("Hồ sơ này không còn là bản đang soạn, hoặc bạn không có quyền soạn."))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Write what was changed; what somebody else changed meanwhile is shown, not overwritten."""
        said = request.POST
        stated: dict[str, tuple[Any, Any]] = {
            name: (said.get(f"seen_{name}", ""), said.get(name, "")) for name in _STATED
        }
        stated |= {
            name: (_ANSWERS.get(said.get(f"seen_{name}", "")), _ANSWERS.get(said.get(name, "")))
            for name in _QUESTIONS
        }
        try:
            self.dossier, missed = state_dossier(self.dossier, stated, acting_user=self.person)
        except ActionRefused as refused:
            status = 403 if isinstance(refused, NotAllowed) else 409
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)
        if missed:
            told = _(
                "Người khác vừa sửa cùng mục với bạn; mục ấy chưa được ghi. Bên dưới là nội dung của bạn và của họ."
            )
            return self.render_to_response(self.get_context_data(refused=told, missed=missed), status=409)
        messages.success(request, _("Đã lưu."))
        return redirect("dossier", self.dossier.pk)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The form's fields, as typed or else as they stand; `theirs` is what somebody else wrote meanwhile."""
        said, dossier = self.request.POST, self.dossier
        stands: dict[str, str] = {name: getattr(dossier, name) for name in _STATED}
        stands |= {name: answer(getattr(dossier, name)) for name in _QUESTIONS}
        missed = context.get("missed", ())
        return super().get_context_data(
            fields={
                name: {
                    "value": said.get(name, value),
                    "seen": value,
                    "theirs": value if name in missed else None,
                }
                for name, value in stands.items()
            },
            answers=ANSWER_WORDS,
            **context,
        )
